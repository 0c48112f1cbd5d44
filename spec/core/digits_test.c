// SPDX-License-Identifier: MIT
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "lark_json.h"

enum { ROUNDS = 30000 };

// splitmix64, so that each run draws the same.
static uint64_t draw(void) {
  static uint64_t state = 7;
  uint64_t z = state += 0x9e3779b97f4a7c15U;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
  z = (z ^ z >> 27) * 0x94d049bb133111ebU;
  return z ^ z >> 31;
}

static double double_of(uint64_t bits) {
  double value = 0;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// The shortest form by trials: 15 digits, 16, 17. Digits alone get ".0".
static void try_forms(double value, char *room, size_t size) {
  // In full, though it has few digits: 100000000000000.0, not 1e+14.
  if (fabs(value) < 1e15 && value == trunc(value)) {
    snprintf(room, size, "%.1f", value);
    return;
  }
  for (int precision = 15; precision <= 17; precision++) {
    snprintf(room, size, "%.*g", precision, value);
    if (strtod(room, NULL) == value) break;
  }
  if (strpbrk(room, ".e") == NULL) strcat(room, ".0");
}

static void check_number(lark_text *text, double value) {
  char expected[64];
  if (!isfinite(value)) return;
  try_forms(value, expected, sizeof expected);
  text->length_bytes = 0;
  lark_text_add_number(text, value);
  lark_text_add_char(text, '\0');
  CHECK(strcmp(text->bytes, expected) == 0);
  if (strcmp(text->bytes, expected) != 0)
    fprintf(stderr, "%a: %s, not %s\n", value, text->bytes, expected);
}

static void writes_doubles_as_trials_would(void) {
  lark_text text = {0};
  static const double odd[] = {0.0,     -0.0,        1e15,     1e16,  1e17,
                               1e21,    1e22,        1e23,     1e-4,  1e-5,
                               DBL_MIN, DBL_EPSILON, 5e-324,   1e100, 0.1,
                               1.0 / 3, 1e5 + 0.5,   1e14 + .5};
  for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
    check_number(&text, odd[i]);
  for (int exponent = -1074; exponent < 1024; exponent++) {
    double power = ldexp(1, exponent);
    check_number(&text, power);
    check_number(&text, -power);
    check_number(&text, nextafter(power, 0));
    check_number(&text, nextafter(power, DBL_MAX));
  }
  for (int i = 0; i < ROUNDS; i++) {
    uint64_t bits = draw();
    check_number(&text, double_of(bits));
    check_number(&text, double_of(bits & 0x000fffffffffffffU)); // subnormal
    check_number(&text, (double)(int64_t)bits / pow(10, (double)(bits % 20)));
    check_number(&text, ldexp((double)(bits >> 11), -(int)(bits % 64)));
    check_number(&text, (double)(int64_t)bits);
  }
  check_number(&text, DBL_MAX);
  lark_text_clear(&text);
}

static void check_integer(int64_t value) {
  char expected[32];
  lark_text text = {0};
  snprintf(expected, sizeof expected, "%lld", (long long)value);
  lark_text_add_integer(&text, value);
  lark_text_add_char(&text, '\0');
  CHECK(strcmp(text.bytes, expected) == 0);
  lark_text_clear(&text);
}

static void writes_integers_of_each_length(void) {
  check_integer(0);
  check_integer(INT64_MIN);
  check_integer(INT64_MAX);
  for (int64_t size = 1; size < INT64_MAX / 10; size *= 10) {
    check_integer(size - 1);
    check_integer(size);
    check_integer(-size);
    check_integer((int64_t)(draw() % (uint64_t)size));
  }
}

// --------------------------------------------------------------------- strings

// Writes a string byte by byte.
static size_t quote(const unsigned char *bytes, size_t length, char *to) {
  static const char letters[] = "n\nr\rt\t\"\"\\\\";
  const char *first = to;
  *to++ = '"';
  for (size_t i = 0; i < length; i++) {
    const char *letter = letters;
    while (*letter != '\0' && letter[1] != (char)bytes[i])
      letter += 2;
    if (*letter != '\0')
      to += sprintf(to, "\\%c", *letter);
    else if (bytes[i] < 0x20)
      to += sprintf(to, "\\u%04x", bytes[i]);
    else
      *to++ = (char)bytes[i];
  }
  *to++ = '"';
  return (size_t)(to - first);
}

static unsigned char draw_byte(unsigned kind) {
  static const unsigned char marks[] = "\"\\\n\r\t\b\f\x01\x1f\x7f\x80\xff";
  uint64_t drawn = draw();
  bool is_odd = kind > 0 && drawn % (4U * kind) == 0;
  return is_odd ? marks[drawn / 64 % (sizeof marks - 1)]
                : (unsigned char)('a' + drawn / 64 % 26);
}

static void check_quoted(size_t length, unsigned kind) {
  static unsigned char bytes[3000];
  static char expected[6 * sizeof bytes + 2];
  lark_text text = {0};
  for (size_t i = 0; i < length; i++)
    bytes[i] = draw_byte(kind);
  size_t wanted = quote(bytes, length, expected);
  lark_text_add_char(&text, ':'); // it begins anywhere
  lark_text_add_json_string(&text, (const char *)bytes, length);
  CHECK(text.length_bytes == wanted + 1);
  CHECK(memcmp(text.bytes + 1, expected, wanted) == 0);
  lark_text_clear(&text);
}

static void quotes_strings_of_each_length(void) {
  for (size_t length = 0; length < 3000; length += 1 + length / 70)
    for (unsigned kind = 0; kind < 12; kind++)
      check_quoted(length, kind);
}

int main(void) {
  writes_doubles_as_trials_would();
  writes_integers_of_each_length();
  quotes_strings_of_each_length();
  return check_failures();
}
