// SPDX-License-Identifier: MIT
#include "number.h"

int64_t lualark_number_power(uint32_t exponent) {
  int64_t power = 1;
  while (exponent-- > 0)
    power *= 10;
  return power;
}

// Whether a text may be a number for Lua: it has a digit, and nothing else than
// numbers have.
static bool may_be(const char *text, uint32_t length) {
  bool has_digit = false;
  for (uint32_t i = 0; i < length; i++) {
    char byte = text[i];
    bool is_digit = byte >= '0' && byte <= '9';
    has_digit |= is_digit;
    if (!is_digit && byte != '+' && byte != '-' && byte != '.' && byte != 'e' &&
        byte != 'E')
      return false;
  }
  return has_digit;
}

lualark_number_kind lualark_number_read(const char *text, uint32_t length,
                                        lualark_number *out) {
  uint32_t i = 0;
  int64_t digits = 0;
  if (length == 0) return NUMBER_NONE;
  bool negative = text[0] == '-';
  if (negative) i++;
  uint32_t first = i;
  if (length <= NUMBER_LONGEST) {
    while (i < length && text[i] >= '0' && text[i] <= '9')
      digits = digits * 10 + (text[i++] - '0');
    if (i == first) return may_be(text, length) ? NUMBER_OTHER : NUMBER_NONE;
    uint32_t places = 0;
    if (i < length && text[i] == '.') {
      uint32_t point = i++;
      while (i < length && text[i] >= '0' && text[i] <= '9')
        digits = digits * 10 + (text[i++] - '0');
      places = i - point - 1;
    }
    if (i == length) {
      *out = (lualark_number){negative ? -digits : digits, places};
      return NUMBER_SHORT;
    }
  }
  return may_be(text, length) ? NUMBER_OTHER : NUMBER_NONE;
}

double lualark_number_value(lualark_number number) {
  // Both are exact in a double, so that the quotient is the nearest one.
  return (double)number.digits / (double)lualark_number_power(number.places);
}
