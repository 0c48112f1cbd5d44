// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_PUSH_FRAME_H
#define SIMULATOR_PUSH_FRAME_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A frame of a long connection, in Protocol Buffers: SeqID, LogID, service and
/// method are its fields 1 to 4, headers its field 5, the payload its field 8.
struct push_frame {
  uint64_t seq_id, log_id;
  int32_t service, method;
  json_t *headers; ///< an object of texts
  char *payload;   ///< heap memory; NULL: none
  size_t payload_size;
  bool has_required; ///< all of the first four were there
};

enum { PUSH_CONTROL = 0, PUSH_DATA = 1 };

/// Reads a message; push_frame_clear() ends the frame in each case. False where
/// it is none.
bool push_frame_read(struct push_frame *frame, const void *bytes, size_t size);
void push_frame_clear(struct push_frame *frame);

/// Writes a frame: heap memory, which the caller frees.
char *push_frame_write(const struct push_frame *frame, size_t *size);

#endif
