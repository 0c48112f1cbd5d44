// SPDX-License-Identifier: MIT

/// Short numbers as text with a fixed number of places.
#ifndef LUALARK_NUMBER_TEXT_H
#define LUALARK_NUMBER_TEXT_H

#include <stddef.h>

#include "number.h"

enum { NUMBER_TEXT_BYTES = 40, NUMBER_MOST_PLACES = 15 };

/// Writes a number with `places` digits after the point, halves rounded away
/// from zero, as decimal.text() in scripts/lark/decimal.lua. Returns its
/// length.
size_t lualark_number_text(lualark_number number, uint32_t places,
                           char text[NUMBER_TEXT_BYTES]);

#endif
