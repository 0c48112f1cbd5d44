// SPDX-License-Identifier: MIT

/// A script's prints and warnings: how much of them in a second, and the
/// warning whose pieces are being collected.
#ifndef LUALARK_OUTPUT_H
#define LUALARK_OUTPUT_H

#include "heap.h"

typedef struct lualark_output {
  uint64_t second_us;   ///< when the second began that `bytes` counts
  size_t bytes;         ///< of its lines
  size_t dropped_lines; ///< since a line was let through last
  uint64_t all_dropped; ///< lines in all
  char *warning;        ///< its pieces so far; malloc'd, counted by the heap
  size_t warning_bytes, warning_room;
} lualark_output;

/// Whether a line of `bytes` may be passed on, where a second has room for
/// `most_bytes` (0: no limit). `*dropped_lines` gets how many lines were
/// dropped in the second before, when a new one begins; otherwise 0.
bool lualark_output_allow(lualark_output *output, uint32_t most_bytes,
                          size_t bytes, size_t *dropped_lines);

/// Adds a piece to the warning; cuts it off where it gets too long or memory
/// lacks. False if there is no warning at all.
bool lualark_output_add_warning(lualark_output *output, lualark_heap *heap,
                                const char *piece);

/// Drops the warning, and gives its memory back to `heap`.
void lualark_output_drop_warning(lualark_output *output, lualark_heap *heap);

#endif
