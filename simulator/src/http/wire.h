// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_WIRE_H
#define SIMULATOR_WIRE_H

#include "fault.h"
#include "reply.h"

#include <stddef.h>
#include <stdint.h>

/// The fate of a connection after the last byte.
enum wire_end {
  WIRE_CLOSE, ///< an orderly end (FIN)
  WIRE_RESET, ///< a reset (RST)
  WIRE_HANG,  ///< nothing, until the client leaves
};

/// The bytes of an answer that misbehaves, and how they are sent. It knows no
/// sockets.
struct wire {
  char *bytes; ///< heap memory
  size_t size;
  size_t piece;      ///< how many at a time; 0: all at once
  uint32_t pause_ms; ///< between two pieces
  enum wire_end end;
};

/// Writes `reply` the way the fault `hit` wants it. wire_clear() ends it.
void wire_make(struct wire *wire, const struct reply *reply,
               const struct fault_hit *hit);

void wire_clear(struct wire *wire);

#endif
