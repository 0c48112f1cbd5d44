// SPDX-License-Identifier: MIT

/// Writing a value that is no table: a string, a number, null, a frozen list or
/// object.
#ifndef LUALARK_ENCODE_SCALAR_H
#define LUALARK_ENCODE_SCALAR_H

#include "encoder.h"

/// Writes the value of this type at `index` of Lua's stack. True where it
/// opened a frame instead, which is to be written first and leaves Lua's stack
/// at `floor`.
bool lualark_encode_scalar(encoder *e, int type, int index, int floor);

/// The same for a string.
bool lualark_encode_scalar_string(encoder *e, int index, int floor);

/// Goes on with a long string, the innermost frame.
void lualark_encode_scalar_piece(encoder *e, frame *f);

#endif
