// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_LISTENER_H
#define SIMULATOR_LISTENER_H

#include <stdint.h>

/// Opens a socket that listens on 127.0.0.1. With `*port` 0 the system picks
/// a free one; `*port` then says which. Returns the descriptor, which the
/// caller closes, or -1 with errno set.
int listener_open(uint16_t *port);

/// Writes `port` to the file `path` in one step, so that whoever waits for
/// the file never reads half of it. Returns 0, or -1 with errno set.
int listener_write_port(const char *path, uint16_t port);

#endif
