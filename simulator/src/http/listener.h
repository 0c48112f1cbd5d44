// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_LISTENER_H
#define SIMULATOR_LISTENER_H

#include <stdint.h>

/// A port of 127.0.0.1 that can refuse connections for a while and keeps its
/// number meanwhile.
///
/// Two sockets are bound to it. One listens, and closing it makes the system
/// refuse connections; the other never listens and holds the number, so that
/// no other program gets it.
struct listener {
  int fd; ///< -1 while it refuses
  int holder_fd;
  uint16_t port;
};

/// Opens one. With `port` 0 the system picks a free one; `listener->port`
/// says which. Returns 0, or -1 with errno set and nothing left open.
int listener_open(struct listener *listener, uint16_t port);

/// Refuses connections from now on; those not yet accepted are reset.
void listener_refuse(struct listener *listener);

/// Listens again. Returns 0, or -1 with errno set.
int listener_resume(struct listener *listener);

void listener_close(struct listener *listener);

/// Writes `port` to the file `path` in one step, so that a program waiting for
/// the file never reads half of it. Returns 0, or -1 with errno set.
int listener_write_port(const char *path, uint16_t port);

#endif
