// SPDX-License-Identifier: MIT

/// The messages of one client of the Debug Adapter Protocol, over a socket that
/// only this machine reaches. Nothing here blocks.
///
/// A message is a header, an empty line and JSON text:
///
///     Content-Length: 119\r\n
///     \r\n
///     {"seq":1,"type":"request","command":"initialize", ...
///
/// A header with any other field is refused: a page that a browser shows could
/// send a POST with such a body to this port.
#ifndef LUALARK_CHANNEL_H
#define LUALARK_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lark.h"

typedef struct lualark_channel {
  int listener; ///< -1: none
  int client;   ///< -1: none
  char *in;     ///< that was read: up to `in_taken` it has been taken
  size_t in_taken, in_bytes, in_room;
  char *out; ///< that is not sent yet
  size_t out_sent, out_bytes, out_room;
} lualark_channel;

/// Listens on 127.0.0.1; port 0: any. On LARK_OK `*got` is the port.
/// LARK_ENETWORK if the port is taken; LARK_EFILES, LARK_ENOMEM.
lark_status lualark_channel_open(lualark_channel *c, uint16_t port,
                                 uint16_t *got);
void lualark_channel_close(lualark_channel *c);

/// Takes the client that waits; true if there is one. A second one beside the
/// first is turned away.
bool lualark_channel_accept(lualark_channel *c);

/// Reads what has come; false if the client is gone.
bool lualark_channel_read(lualark_channel *c);

/// Takes the next message, valid until the next call: 1. 0: none is whole. -1:
/// it is none of this protocol.
int lualark_channel_take(lualark_channel *c, const char **text, size_t *bytes);

/// Sends a message, or keeps it to be sent; false if memory lacks or the client
/// reads nothing.
bool lualark_channel_send(lualark_channel *c, const char *text, size_t bytes);

/// Sends what was kept; false if the client is gone.
bool lualark_channel_flush(lualark_channel *c);

/// Whether something is kept.
bool lualark_channel_is_behind(const lualark_channel *c);

/// Whether so much is kept, also after waiting for at most `wait_ms`, that what
/// can be left out should be.
bool lualark_channel_is_far_behind(lualark_channel *c, int wait_ms);

/// Whether the client has gone, without reading its messages.
bool lualark_channel_is_gone(const lualark_channel *c);

/// Lets the client go.
void lualark_channel_drop(lualark_channel *c);

#endif
