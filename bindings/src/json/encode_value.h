// SPDX-License-Identifier: MIT

/// Writing one value: a string, a number, a small table, or the frame for a
/// larger one.
///
/// One traversal puts the members of a small table on Lua's stack; they are
/// written from there, and small tables in it on the C stack. Frames are filled
/// where that stops.
#ifndef LUALARK_ENCODE_VALUE_H
#define LUALARK_ENCODE_VALUE_H

#include "encoder.h"

typedef enum few_outcome {
  FEW_WRITTEN, ///< Lua's stack is at the floor
  FEW_OPENED,  ///< frames were opened, which are to be written first
  FEW_NOT      ///< nothing was done: it is large, or no list and no object
} few_outcome;

/// Writes the table at `index`, whose open tables and steps are counted. With a
/// frame for it, Lua's stack ends at `floor`.
few_outcome lualark_encode_few(encoder *e, int index, int floor);

/// Goes on with the innermost frame, which was opened above.
void lualark_encode_few_go_on(encoder *e, const frame *f);

/// Writes the value at `index` of Lua's stack. True where it opened a frame
/// instead, which is to be written first and leaves Lua's stack at `floor`.
bool lualark_encode_value(encoder *e, int index, int floor);

/// The same for a string.
bool lualark_encode_value_string(encoder *e, int index, int floor);

/// Goes on with a long string, the innermost frame.
void lualark_encode_value_piece(encoder *e, frame *f);

#endif
