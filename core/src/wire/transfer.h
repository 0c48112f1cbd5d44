// SPDX-License-Identifier: MIT

/// One attempt on the wire: a libcurl easy handle, kept and used again for the
/// next. It does not know whose attempt it is.
#ifndef LARK_TRANSFER_H
#define LARK_TRANSFER_H

#include "body.h"
#include "head.h"
#include "headers.h"
#include "lane_kind.h"
#include "permit.h"
#include "queue.h"
#include "reply.h"
#include "settings.h"
#include "sink.h"
#include "sockets.h"

typedef struct lark_transfer {
  lark_link link; ///< in its pool; first, so that a link is its transfer
  CURL *easy;
  void *owner;       ///< whose attempt it is; NULL: it is spare
  lark_token *token; ///< holds a reference while on the wire
  lark_body *body;   ///< the owner's, while on the wire
  lark_sink *sink;   ///< the owner's, while on the wire
  lark_reply reply;
  CURLU *server;       ///< of all its requests; NULL: each URL is told whole
  size_t origin_bytes; ///< how much of a URL the server stands for
  lark_opener opener;
  lark_delivery delivery; ///< of a request that is not repeatable
  lark_permit permit;     ///< of a request that asks before its body
  struct curl_slist plain[LARK_PLAIN_LINES]; ///< headers of a request that asks
                                             ///< for no compression
  size_t head_bytes;                         ///< of its request
  long tunnel_bytes;      ///< what libcurl counted before the request
  lark_lane_kind lane;    ///< its handle is set up for
  bool repeatable;        ///< its request
  bool has_asked;         ///< for permission to send its body
  bool is_fresh;          ///< it opens a connection of its own
  lark_status shortage;   ///< why its socket is not watched; LARK_OK: it is
  bool early;             ///< its answer came before its body was sent
  bool *has_early;        ///< the pool's: set with `early`
  curl_off_t moved_bytes; ///< when idle.c looked last
  uint64_t moved_us;      ///< since when it has been so many
  lark_allocator allocator;
} lark_transfer;

/// A request, and the sink for its answer. All of it outlives the attempt.
typedef struct lark_shipment {
  void *owner;
  const char *method;
  const char *url;
  lark_body *body;
  lark_headers *headers; ///< more of them; NULL: none
  lark_sink *sink;
  uint32_t timeout_ms;
  bool repeatable;           ///< sending it twice does no harm
  bool fresh;                ///< not over a kept connection
  bool alone;                ///< not over HTTP/2
  bool asks;                 ///< asks for permission to send its body
  bool plain;                ///< asks for an answer that is not compressed
  bool anew;                 ///< the server's name is looked up anew
  const lark_settings *site; ///< of another server than the client's; NULL: of
                             ///< the client's. It outlives the transfer
} lark_shipment;

/// Makes a transfer for a client's settings and sockets; NULL where memory
/// lacks. `*has_early` outlives it, and is set when an answer comes early.
lark_transfer *lark_transfer_new(const lark_settings *settings,
                                 lark_sockets *sockets, bool *has_early);
void lark_transfer_free(lark_transfer *transfer);

/// Prepares a transfer for its next request in a lane, and takes over the
/// token's reference. LARK_OK or LARK_ENOMEM.
lark_status lark_transfer_load(lark_transfer *transfer,
                               const lark_shipment *shipment, lark_token *token,
                               lark_lane_kind lane);

/// Takes what libcurl knows when an attempt has ended, and lets go of the
/// owner's things. The reply stays.
void lark_transfer_unload(lark_transfer *transfer, CURLcode code);

/// Forgets the reply: another owner may load the transfer.
void lark_transfer_reset(lark_transfer *transfer);

/// The transfer of a handle; NULL for one of libcurl's own.
lark_transfer *lark_transfer_of(CURL *easy);

/// Bytes in both directions, headers included.
curl_off_t lark_transfer_moved_bytes(const lark_transfer *transfer);

/// Bytes of the request's body that went to the network.
uint64_t lark_transfer_sent_bytes(const lark_transfer *transfer);

/// How long a new connection took, without TLS; 0 where an old one served.
uint64_t lark_transfer_connect_us(const lark_transfer *transfer);

/// From the request's last byte to the answer's first.
uint64_t lark_transfer_round_trip_us(const lark_transfer *transfer);

/// The cost of an attempt.
typedef struct lark_toll {
  uint64_t total_us;
  uint64_t sent_bytes, received_bytes; ///< bodies and headers, as on the wire
} lark_toll;

lark_toll lark_transfer_toll(const lark_transfer *transfer);

#endif
