// SPDX-License-Identifier: MIT

/// Numbers that texts write, as scripts/lark/decimal.lua reads them.
#ifndef LUALARK_NUMBER_H
#define LUALARK_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

enum {
  NUMBER_LONGEST = 15, ///< of a short number, in bytes: exact in a double,
  NUMBER_PLACES = 13   ///< and with no more places than these
};

typedef enum lualark_number_kind {
  NUMBER_NONE,  ///< the text writes no number
  NUMBER_SHORT, ///< -?\d+\.?\d*, up to 15 bytes
  NUMBER_OTHER  ///< perhaps another number: 1e5, +5, one with more digits
} lualark_number_kind;

/// `digits` / 10 ^ `places`
typedef struct lualark_number {
  int64_t digits;
  uint32_t places;
} lualark_number;

lualark_number_kind lualark_number_read(const char *text, uint32_t length,
                                        lualark_number *out);

double lualark_number_value(lualark_number number);

/// 10 ^ `exponent`, which is 0 to 18.
int64_t lualark_number_power(uint32_t exponent);

#endif
