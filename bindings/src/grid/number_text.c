// SPDX-License-Identifier: MIT
#include "number_text.h"

#include <string.h>

// Writes digits before `end`, at least `least` of them; returns where they
// begin.
static char *put_digits(char *end, uint64_t value, uint32_t least) {
  char *at = end;
  while (value > 0 || end - at < (ptrdiff_t)least) {
    *--at = (char)('0' + value % 10);
    value /= 10;
  }
  return at;
}

size_t lualark_number_text(lualark_number number, uint32_t places,
                           char text[NUMBER_TEXT_BYTES]) {
  uint64_t size =
      (uint64_t)(number.digits < 0 ? -number.digits : number.digits);
  uint32_t zeros = 0;
  if (number.places > places) {
    uint64_t unit = (uint64_t)lualark_number_power(number.places - places);
    size = (size + unit / 2) / unit;
  } else {
    zeros = places - number.places;
  }
  uint32_t written = places - zeros; // digits of `size` behind the point
  uint64_t unit = (uint64_t)lualark_number_power(written);
  char *end = text + NUMBER_TEXT_BYTES;
  char *at = end;
  if (places > 0) {
    at -= zeros;
    memset(at, '0', zeros);
    at = put_digits(at, size % unit, written);
    *--at = '.';
  }
  at = put_digits(at, size / unit, 1);
  if (number.digits < 0 && size > 0) *--at = '-';
  size_t length = (size_t)(end - at);
  memmove(text, at, length);
  return length;
}
