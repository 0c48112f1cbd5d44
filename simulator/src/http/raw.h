// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_RAW_H
#define SIMULATOR_RAW_H

#include "wire.h"

/// Sends a wire on the bare socket of a suspended connection.
///
/// libmicrohttpd sends only correct answers. So an exchange that has to go
/// wrong is suspended: libmicrohttpd then neither reads nor writes nor watches
/// the socket, and the bytes are written past it. Afterwards the connection is
/// resumed and told to close: libmicrohttpd owns the descriptor all the time,
/// which is never closed here.
///
/// A reset without a close needs a trick: see reset() in raw.c.
struct raw {
  struct wire wire;
  int fd; ///< not owned
  size_t sent;
};

/// The next thing to do.
enum raw_next {
  RAW_DONE,    ///< all is sent: let libmicrohttpd close the connection
  RAW_PAUSE,   ///< call raw_continue() after `wire.pause_ms`
  RAW_BLOCKED, ///< call it when the socket can be written
  RAW_HANG,    ///< wait for the client to leave
};

/// Prepares to send `wire`, which it takes over, on `fd`. raw_clear() ends it.
void raw_init(struct raw *raw, int fd, const struct wire *wire);

/// Sends as much as possible now.
enum raw_next raw_continue(struct raw *raw);

void raw_clear(struct raw *raw);

#endif
