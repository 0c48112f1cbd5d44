// SPDX-License-Identifier: MIT

/// A WebSocket: libwslay's frames over a direct connection. It answers pings by
/// itself.
///
///     open ──► (the upgrade) ──► on_open ──► on_message... ──► broken
///
/// A build without libwslay or OpenSSL has absent.c in its place.
#ifndef LARK_WEBSOCKET_H
#define LARK_WEBSOCKET_H

#include "direct.h"
#include "frame.h"
#include "upgrade.h"

/// Whether this build has WebSockets.
bool lark_websocket_is_there(void);

typedef struct lark_websocket lark_websocket;

/// Gets a binary message, which lives until it returns. It must not free the
/// WebSocket.
typedef void lark_websocket_message(void *user, lark_span message);

/// Begins on a connection that is open: `direct`, which outlives it, and which
/// it watches. `max_bytes` bounds a message, which may have some more besides.
/// NULL where memory lacks.
lark_websocket *lark_websocket_new(lark_direct *direct,
                                   const lark_address *address,
                                   const char *user_agent, size_t max_bytes,
                                   lark_websocket_message *on_message,
                                   void *user);
void lark_websocket_free(lark_websocket *socket); ///< or NULL

typedef enum lark_websocket_state {
  LARK_WEBSOCKET_OPENING,
  LARK_WEBSOCKET_OPEN,
  LARK_WEBSOCKET_REFUSED, ///< the server did not upgrade
  LARK_WEBSOCKET_BROKEN   ///< it ended: lark_websocket_explain()
} lark_websocket_state;

/// Receives and sends what is there, some at a time; to be called whenever the
/// connection is ready.
lark_websocket_state lark_websocket_work(lark_websocket *socket);

/// The head of the answer to the upgrade.
const lark_upgraded *lark_websocket_upgraded(const lark_websocket *socket);

/// Queues a binary message, copied; work() sends it. LARK_OK; LARK_ESTALE where
/// it is closing; or LARK_ENOMEM.
lark_status lark_websocket_send(lark_websocket *socket, const lark_text *text);

/// How many messages wait to be sent.
size_t lark_websocket_waiting(const lark_websocket *socket);

/// Begins the closing handshake; what waits is sent before.
void lark_websocket_end(lark_websocket *socket);

/// Whether all that was to be sent has been, the end included.
bool lark_websocket_is_sent(const lark_websocket *socket);

/// How many bytes have come so far.
uint64_t lark_websocket_received(const lark_websocket *socket);

/// Says why it is broken, or was refused.
void lark_websocket_explain(const lark_websocket *socket,
                            lark_failure *failure);

#endif
