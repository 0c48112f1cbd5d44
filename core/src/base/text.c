// SPDX-License-Identifier: MIT
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lark_json.h"
#include "memory.h"

void lark_text_init(lark_text *text, const lark_allocator *allocator) {
  memset(text, 0, sizeof *text);
  if (allocator != NULL) text->allocator = *allocator;
}

void lark_text_clear(lark_text *text) {
  lark_allocator allocator = text->allocator;
  lark_release(&allocator, text->bytes, text->capacity_bytes);
  lark_text_init(text, &allocator);
}

static bool reserve(lark_text *text, size_t more) {
  if (text->failed) return false;
  if (more <= text->capacity_bytes - text->length_bytes) return true;

  size_t capacity = text->capacity_bytes < 64 ? 64 : text->capacity_bytes;
  while (capacity - text->length_bytes < more && capacity < SIZE_MAX / 2)
    capacity *= 2;
  char *bytes = NULL;
  if (capacity - text->length_bytes >= more)
    bytes = lark_resize(&text->allocator, text->bytes, text->capacity_bytes,
                        capacity);
  if (bytes == NULL) {
    text->failed = true;
    return false;
  }
  text->bytes = bytes;
  text->capacity_bytes = capacity;
  return true;
}

void lark_text_add(lark_text *text, const char *bytes, size_t length_bytes) {
  if (length_bytes == 0 || !reserve(text, length_bytes)) return;
  memcpy(text->bytes + text->length_bytes, bytes, length_bytes);
  text->length_bytes += length_bytes;
}

void lark_text_add_string(lark_text *text, const char *string) {
  lark_text_add(text, string, strlen(string));
}

void lark_text_add_char(lark_text *text, char byte) {
  lark_text_add(text, &byte, 1);
}

// The letter behind the backslash where a JSON string cannot hold a byte as it
// is; 'u' where four digits come next, 0 where it can.
static const char escapes[256] = {
    'u', 'u', 'u', 'u', 'u', 'u',         'u',           'u', 'u',
    't', 'n', 'u', 'u', 'r', 'u',         'u',           'u', 'u',
    'u', 'u', 'u', 'u', 'u', 'u',         'u',           'u', 'u',
    'u', 'u', 'u', 'u', 'u', ['"'] = '"', ['\\'] = '\\',
};

enum { LONGEST_ESCAPE = 6 };

// Writes a byte, escaped where it must be. Returns where the next one goes.
static char *put_byte(char *to, unsigned char byte) {
  static const char digits[] = "0123456789abcdef";
  char kind = escapes[byte];
  if (kind == 0) {
    *to++ = (char)byte;
    return to;
  }
  *to++ = '\\';
  *to++ = kind;
  if (kind != 'u') return to;
  *to++ = '0';
  *to++ = '0';
  *to++ = digits[byte >> 4];
  *to++ = digits[byte & 15];
  return to;
}

// Marks the bytes of a word that a JSON string cannot hold as they are, by
// their high bits. The lowest mark is right; those above it may be wrong.
static uint64_t find_special(uint64_t word) {
  const uint64_t ones = UINT64_MAX / 255;
  uint64_t quotes = word ^ ones * '"';
  uint64_t backslashes = word ^ ones * '\\';
  return (((word - ones * 0x20) & ~word) | ((quotes - ones) & ~quotes) |
          ((backslashes - ones) & ~backslashes)) &
         ones * 0x80;
}

static char *put_each(char *to, const char *from, size_t count) {
  for (size_t i = 0; i < count; i++)
    to = put_byte(to, (unsigned char)from[i]);
  return to;
}

// Writes 1 to 7 bytes. Four and more are looked at as two halves of a word,
// which may overlap.
static char *put_few(char *to, const char *from, size_t count) {
  uint32_t first = 0;
  uint32_t last = 0;
  if (count < sizeof first) return put_each(to, from, count);
  memcpy(&first, from, sizeof first);
  memcpy(&last, from + count - sizeof last, sizeof last);
  if (find_special(first | (uint64_t)last << 32) != 0)
    return put_each(to, from, count);
  memcpy(to, &first, sizeof first);
  memcpy(to + count - sizeof last, &last, sizeof last);
  return to + count;
}

// Writes bytes where there is room for the longest escape of each.
static char *put_bytes(char *to, const char *from, size_t count) {
  uint64_t word = 0;
  size_t at = 0;
  for (; count - at >= sizeof word; at += sizeof word) {
    memcpy(&word, from + at, sizeof word);
    if (find_special(word) != 0) {
      to = put_each(to, from + at, sizeof word);
      continue;
    }
    memcpy(to, &word, sizeof word);
    to += sizeof word;
  }
  return at < count ? put_few(to, from + at, count - at) : to;
}

void lark_text_add_json_string(lark_text *text, const char *bytes,
                               size_t length_bytes) {
  enum { PIECE = 1024 }; // bounds the room that is not used
  size_t at = 0;
  do {
    size_t left = length_bytes - at;
    size_t piece = left < PIECE ? left : PIECE;
    size_t room = piece * LONGEST_ESCAPE + 2;
    if (text->capacity_bytes - text->length_bytes < room &&
        !reserve(text, room))
      return;
    char *to = text->bytes + text->length_bytes;
    if (at == 0) *to++ = '"';
    to = put_bytes(to, bytes + at, piece);
    at += piece;
    if (at == length_bytes) *to++ = '"';
    text->length_bytes = (size_t)(to - text->bytes);
  } while (at < length_bytes);
}

void lark_text_add_integer(lark_text *text, int64_t value) {
  char digits[20]; // enough for the largest and a sign
  char *first = digits + sizeof digits;
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do {
    *--first = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  if (value < 0) *--first = '-';
  lark_text_add(text, first, (size_t)(digits + sizeof digits - first));
}

// Whether digits would read back as an integer.
static bool reads_as_integer(const char *digits) {
  return strpbrk(digits, ".eE") == NULL;
}

// Writes a number with up to four digits behind the point, which many are.
// False, with nothing written, where it has more or is large. A division of two
// integers that a double holds is rounded as reading their digits is, so the
// digits are right if it gives the value.
static bool add_short_fraction(lark_text *text, double value) {
  enum { DIGITS = 4, SCALE = 10000 };
  double size = fabs(value);
  if (!(size < 1e10)) return false;
  int64_t scaled = (int64_t)(size * SCALE + 0.5);
  if (scaled == 0 || (double)scaled / SCALE != size) return false;
  char fraction[DIGITS + 1] = ".";
  int64_t rest = scaled % SCALE;
  size_t length = 1;
  for (int64_t place = SCALE / 10; rest > 0; rest %= place, place /= 10)
    fraction[length++] = (char)('0' + rest / place);
  if (value < 0) lark_text_add_char(text, '-');
  lark_text_add_integer(text, scaled / SCALE);
  lark_text_add(text, fraction, length);
  return true;
}

void lark_text_add_number(lark_text *text, double value) {
  if (!isfinite(value)) {
    text->failed = true;
    return;
  }
  // Whole numbers, as far as the shortest form writes them in full.
  if (fabs(value) < 1e15 && value == trunc(value) && value != 0) {
    lark_text_add_integer(text, (int64_t)value);
    lark_text_add(text, ".0", 2);
    return;
  }
  if (add_short_fraction(text, value)) return;
  char digits[40];
  for (int precision = 15; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    if (strtod(digits, NULL) == value) break;
  }
  // A host may have set a locale whose decimal point is a comma.
  char *comma = strchr(digits, ',');
  if (comma != NULL) *comma = '.';
  lark_text_add_string(text, digits);
  if (reads_as_integer(digits)) lark_text_add_string(text, ".0");
}
