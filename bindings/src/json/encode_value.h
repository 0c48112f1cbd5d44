// SPDX-License-Identifier: MIT

/// Writing one value: a string, a number, or the frame for a table.
#ifndef LUALARK_ENCODE_VALUE_H
#define LUALARK_ENCODE_VALUE_H

#include "encoder.h"

/// Writes the value on top and takes it off. True where it opened a frame
/// instead, which is to be written first.
bool lualark_encode_value(encoder *e, bool empty_is_array);

/// The same for a string.
bool lualark_encode_value_string(encoder *e);

/// Goes on with a long string, the innermost frame.
void lualark_encode_value_piece(encoder *e, frame *f);

#endif
