// SPDX-License-Identifier: MIT

/// One attempt of a call on the wire: a libcurl easy handle, kept and used
/// again for the next.
#ifndef LARK_TRANSFER_H
#define LARK_TRANSFER_H

#include "reply.h"
#include "settings.h"
#include "sockets.h"
#include "token.h"

struct call;

typedef struct lark_transfer {
  CURL *easy;
  struct call *call; ///< NULL: idle
  lark_token *token; ///< holds a reference while on the wire
  lark_reply reply;
  uint64_t max_body_bytes;
  lark_meter *meter;
  void *meter_user;
  CURLU *server;          ///< of all its requests; NULL: each URL is told whole
  size_t origin_bytes;    ///< of a URL, what the server stands for
  bool unwatched;         ///< its socket could not be watched
  curl_off_t moved_bytes; ///< when idle.c looked last
  uint64_t moved_us;      ///< since when it has been so many
  struct lark_transfer *next; ///< of the idle ones
  lark_allocator allocator;
} lark_transfer;

/// What to send.
typedef struct lark_shipment {
  const char *method;
  const char *url;  ///< lives as long as the transfer
  const char *body; ///< NULL: none; lives as long as the transfer
  size_t body_bytes;
  uint32_t timeout_ms;
  lark_meter *meter; ///< of the answer; NULL: none
  void *meter_user;
} lark_shipment;

/// A handle set up for a client's settings and sockets, or NULL where memory
/// lacks.
lark_transfer *lark_transfer_new(const lark_settings *settings,
                                 lark_sockets *sockets);
void lark_transfer_free(lark_transfer *transfer);

/// Prepares a transfer for its next request; takes over the token's reference.
/// LARK_OK or LARK_ENOMEM.
lark_status lark_transfer_load(lark_transfer *transfer,
                               const lark_shipment *shipment,
                               lark_token *token);

/// Takes what libcurl knows once it is done.
void lark_transfer_unload(lark_transfer *transfer, CURLcode code);

/// How long a new connection took, without TLS; 0 where an old one served.
uint64_t lark_transfer_connect_us(const lark_transfer *transfer);

/// Notes that a handle's socket could not be watched.
void lark_transfer_mark_unwatched(CURL *easy);

/// Whether a handle has begun to send its request: it has a connection then.
bool lark_transfer_has_sent(CURL *easy);

/// From the request's last byte to the answer's first, in microseconds.
uint64_t lark_transfer_round_trip_us(const lark_transfer *transfer);

#endif
