// SPDX-License-Identifier: MIT

/// Writing one value: no table (encode_scalar.h), a small table, or the frame
/// for a larger one.
///
/// One traversal puts the members of a small table on Lua's stack; they are
/// written from there, and small tables in it on the C stack. Frames are filled
/// where that stops.
#ifndef LUALARK_ENCODE_VALUE_H
#define LUALARK_ENCODE_VALUE_H

#include "encoder.h"

/// Writes the value of this type at `index` of Lua's stack. True where it
/// opened frames instead, which are to be written first and leave Lua's stack
/// at `floor`; a table that is written does so at once.
bool lualark_encode_value(encoder *e, int type, int index, int floor);

/// Writes a table for which there is the innermost frame: closes it, or fills
/// it anew. False, with nothing done, where the table is large, or no list and
/// no object.
bool lualark_encode_value_framed(encoder *e);

/// Goes on with a small table, the innermost frame.
void lualark_encode_value_few(encoder *e, const frame *f);

#endif
