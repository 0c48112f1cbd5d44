// SPDX-License-Identifier: MIT
#include "output.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"

enum { LONGEST_WARNING = 64 << 10, SECOND_US = 1000000 };

bool lualark_output_allow(lualark_output *output, uint32_t most_bytes,
                          size_t bytes, size_t *dropped_lines) {
  *dropped_lines = 0;
  if (most_bytes == 0) return true;
  uint64_t now_us = lark_now_us();
  if (now_us - output->second_us >= SECOND_US) {
    *dropped_lines = output->dropped_lines;
    output->second_us = now_us;
    output->bytes = output->dropped_lines = 0;
  }
  output->bytes += bytes + 1; // the newline
  if (output->bytes <= most_bytes) return true;
  output->dropped_lines++;
  output->all_dropped++;
  return false;
}

// Makes room for `bytes` of the warning, which count for the script.
static bool make_room(lualark_output *output, lualark_heap *heap,
                      size_t bytes) {
  size_t old_room = output->warning_room;
  size_t room = old_room * 2 > bytes ? old_room * 2 : bytes;
  if (output->warning != NULL && bytes <= old_room) return true;
  if (!lualark_heap_charge(heap, (ptrdiff_t)(room - old_room))) return false;
  char *longer = realloc(output->warning, room);
  if (longer == NULL) {
    lualark_heap_charge(heap, -(ptrdiff_t)(room - old_room));
    return false;
  }
  output->warning = longer;
  output->warning_room = room;
  return true;
}

bool lualark_output_add_warning(lualark_output *output, lualark_heap *heap,
                                const char *piece) {
  size_t more = strnlen(piece, LONGEST_WARNING - output->warning_bytes);
  if (!make_room(output, heap, output->warning_bytes + more + 1))
    return output->warning != NULL;
  memcpy(output->warning + output->warning_bytes, piece, more);
  output->warning_bytes += more;
  output->warning[output->warning_bytes] = '\0';
  return true;
}

void lualark_output_drop_warning(lualark_output *output, lualark_heap *heap) {
  lualark_heap_charge(heap, -(ptrdiff_t)output->warning_room);
  free(output->warning);
  output->warning = NULL;
  output->warning_bytes = output->warning_room = 0;
}
