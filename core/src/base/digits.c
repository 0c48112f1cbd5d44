// SPDX-License-Identifier: MIT

// Numbers as JSON.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quote.h"
#include "shortest.h"

enum { NUMBER_ROOM = 40 }; // for a double

static const char pairs[] = "00010203040506070809"
                            "10111213141516171819"
                            "20212223242526272829"
                            "30313233343536373839"
                            "40414243444546474849"
                            "50515253545556575859"
                            "60616263646566676869"
                            "70717273747576777879"
                            "80818283848586878889"
                            "90919293949596979899";

// Writes the digits of `rest` up to `end`, and returns where they begin.
static char *put_backwards(char *end, uint64_t rest) {
  while (rest >= 100) {
    end -= 2;
    memcpy(end, pairs + rest % 100 * 2, 2);
    rest /= 100;
  }
  if (rest < 10) {
    *--end = (char)('0' + rest);
    return end;
  }
  end -= 2;
  memcpy(end, pairs + rest * 2, 2);
  return end;
}

char *lark_digits_put(char *to, int64_t value) {
  char room[2 * LARK_DIGITS_ROOM] = {0};
  char *end = room + LARK_DIGITS_ROOM;
  uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  const char *first = put_backwards(end, size);
  if (value < 0) *to++ = '-';
  // One copy of a fixed size: there is room for it behind the end, too.
  memcpy(to, first, LARK_DIGITS_ROOM - 1);
  return to + (end - first);
}

void lark_text_add_integer(lark_text *text, int64_t value) {
  if (!lark_text_reserve(text, LARK_DIGITS_ROOM)) return;
  char *end = lark_digits_put(text->bytes + text->length_bytes, value);
  text->length_bytes = (size_t)(end - text->bytes);
}

// --------------------------------------------------------------------- doubles

// Writes a number with up to four digits behind the point, which many are.
// NULL where it has more or is large. A division of two integers that a double
// holds is rounded as reading their digits is, so the digits are right if it
// gives the value.
static char *put_short_fraction(char *to, double value) {
  enum { DIGITS = 4, SCALE = 10000 };
  double size = fabs(value);
  if (!(size < 1e10)) return NULL;
  int64_t scaled = (int64_t)(size * SCALE + 0.5);
  if (scaled == 0 || (double)scaled / SCALE != size) return NULL;
  if (value < 0) *to++ = '-';
  to = lark_digits_put(to, scaled / SCALE);
  *to++ = '.';
  int64_t rest = scaled % SCALE;
  for (int64_t place = SCALE / 10; rest > 0; rest %= place, place /= 10)
    *to++ = (char)('0' + rest / place);
  return to;
}

// Writes the fewest digits, 15 to 17, that read back as `value`.
static char *put_by_trials(char *to, double value) {
  int length = 0;
  for (int precision = 15; precision <= 17; precision++) {
    length = snprintf(to, NUMBER_ROOM, "%.*g", precision, value);
    if (strtod(to, NULL) == value) break;
  }
  // A host may have set a locale whose decimal point is a comma.
  char *comma = strchr(to, ',');
  if (comma != NULL) *comma = '.';
  char *end = to + length;
  if (strpbrk(to, ".eE") != NULL) return end;
  // Digits alone would read back as an integer.
  memcpy(end, ".0", 2);
  return end + 2;
}

// Whether the doubles around a value are not equally far away, or have fewer
// digits than 15. The trials may find other digits there.
static bool is_at_border(double value) {
  uint64_t bits = 0;
  memcpy(&bits, &value, sizeof bits);
  bool is_power_of_2 = bits << 12 == 0;
  return is_power_of_2 || bits >> 52 == 0;
}

// Writes digits in full, where their first one stands for 10^`exponent`.
static char *put_in_full(char *to, const char *digits, int count,
                         int exponent) {
  int whole = exponent + 1; // digits before the point
  if (whole <= 0) {
    memcpy(to, "0.0000", 6);
    to += 2 - whole;
    memcpy(to, digits, (size_t)count);
    return to + count;
  }
  memcpy(to, digits, (size_t)whole);
  to += whole;
  *to++ = '.';
  if (count == whole) {
    *to++ = '0';
    return to;
  }
  memcpy(to, digits + whole, (size_t)(count - whole));
  return to + count - whole;
}

// Writes `size`, above 0, as the trials would. NULL where that is not sure.
static char *put_shortest(char *to, double size) {
  char text[LARK_SHORTEST_ROOM];
  if (is_at_border(size) || !lark_shortest(size, text)) return NULL;
  char *mark = strchr(text, 'e');
  int exponent = (int)strtol(mark + 1, NULL, 10);
  int count = mark - text > 1 ? (int)(mark - text) - 1 : 1;
  // As "%.15g" and so on: in full up to that many digits.
  if (exponent < -4 || exponent >= (count > 15 ? count : 15)) {
    size_t length = strlen(text);
    memcpy(to, text, length);
    return to + length;
  }
  if (count <= exponent) return NULL;
  if (count > 1) memmove(text + 1, text + 2, (size_t)count - 1);
  return put_in_full(to, text, count, exponent);
}

static char *put_number(char *to, double value) {
  // Whole numbers, as far as the shortest form writes them in full.
  if (fabs(value) < 1e15 && value == trunc(value) && value != 0) {
    to = lark_digits_put(to, (int64_t)value);
    memcpy(to, ".0", 2);
    return to + 2;
  }
  char *end = put_short_fraction(to, value);
  if (end != NULL) return end;
  if (value < 0) {
    end = put_shortest(to + 1, -value);
    *to = '-';
  } else if (value > 0) {
    end = put_shortest(to, value);
  }
  return end != NULL ? end : put_by_trials(to, value);
}

void lark_text_add_number(lark_text *text, double value) {
  if (!isfinite(value)) {
    text->failed = true;
    return;
  }
  if (!lark_text_reserve(text, NUMBER_ROOM)) return;
  char *end = put_number(text->bytes + text->length_bytes, value);
  text->length_bytes = (size_t)(end - text->bytes);
}
