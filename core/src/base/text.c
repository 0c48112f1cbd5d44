// SPDX-License-Identifier: MIT
#include <math.h>
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

// The escape of a byte that a JSON string cannot hold as it is, or NULL.
static const char *escape(unsigned char byte, char room[7]) {
  switch (byte) {
  case '"': return "\\\"";
  case '\\': return "\\\\";
  case '\n': return "\\n";
  case '\r': return "\\r";
  case '\t': return "\\t";
  }
  if (byte >= 0x20) return NULL;
  snprintf(room, 7, "\\u%04x", byte);
  return room;
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

// How many bytes at the start need no escape, counted in whole words.
static size_t skip_plain(const char *bytes, size_t length_bytes) {
  size_t plain = 0;
  for (uint64_t word = 0; length_bytes - plain >= sizeof word;
       plain += sizeof word) {
    memcpy(&word, bytes + plain, sizeof word);
    if (find_special(word) != 0) break;
  }
  return plain;
}

void lark_text_add_json_string(lark_text *text, const char *bytes,
                               size_t length_bytes) {
  if (!reserve(text, length_bytes + 2)) return;
  text->bytes[text->length_bytes++] = '"';
  size_t plain = 0; // the first byte that is not written yet
  for (size_t i = skip_plain(bytes, length_bytes); i < length_bytes; i++) {
    char room[7];
    const char *escaped = escape((unsigned char)bytes[i], room);
    if (escaped == NULL) continue;
    lark_text_add(text, bytes + plain, i - plain);
    lark_text_add_string(text, escaped);
    plain = i + 1;
    i += skip_plain(bytes + plain, length_bytes - plain);
  }
  lark_text_add(text, bytes + plain, length_bytes - plain);
  lark_text_add_char(text, '"');
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
