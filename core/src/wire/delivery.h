// SPDX-License-Identifier: MIT

/// Whether a server can have read a request that got no answer.
///
/// A server closes kept connections when it likes, also while a request is on
/// its way to it. Then nobody read the request, and it may be sent again,
/// whatever its method. TCP tells this case from others: the server's end of
/// the stream (FIN) acknowledges all that its kernel had when the server
/// closed. Where it acknowledges nothing of the request, nobody read it.
///
/// A reset (RST) proves nothing: it acknowledges nothing, whatever was read.
#ifndef LARK_DELIVERY_H
#define LARK_DELIVERY_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct lark_delivery {
  curl_socket_t fd;     ///< where the request is sent; -1: not known
  uint64_t start_bytes; ///< acknowledged bytes, when all before it are
  bool unread;          ///< proven: nobody read it
} lark_delivery;

/// Notes where in a connection's stream a request begins, before it is sent.
void lark_delivery_begin(lark_delivery *delivery, curl_socket_t fd);

/// Looks for the proof, at the end of the connection or after it. The socket is
/// still open.
void lark_delivery_look(lark_delivery *delivery);

/// Whether bytes have come on a kept connection that nobody asked for.
bool lark_delivery_is_spoiled(curl_socket_t fd);

#endif
