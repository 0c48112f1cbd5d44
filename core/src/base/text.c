// SPDX-License-Identifier: MIT
#include <stddef.h>
#include <string.h>

#include "memory.h"
#include "quote.h"

void lark_text_init(lark_text *text, const lark_allocator *allocator) {
  memset(text, 0, sizeof *text);
  if (allocator != NULL) text->allocator = *allocator;
}

void lark_text_clear(lark_text *text) {
  lark_allocator allocator = text->allocator;
  lark_release(&allocator, text->bytes, text->capacity_bytes);
  lark_text_init(text, &allocator);
}

bool lark_text_reserve(lark_text *text, size_t more) {
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
  if (length_bytes == 0 || !lark_text_reserve(text, length_bytes)) return;
  memcpy(text->bytes + text->length_bytes, bytes, length_bytes);
  text->length_bytes += length_bytes;
}

void lark_text_add_string(lark_text *text, const char *string) {
  lark_text_add(text, string, strlen(string));
}

void lark_text_add_char(lark_text *text, char byte) {
  lark_text_add(text, &byte, 1);
}

void lark_text_add_json_string(lark_text *text, const char *bytes,
                               size_t length_bytes) {
  enum { PIECE = 1024 }; // bounds the room that is not used
  size_t at = 0;
  uint64_t all = 0;
  do {
    size_t left = length_bytes - at;
    size_t piece = left < PIECE ? left : PIECE;
    size_t room = piece * LARK_QUOTE_LONGEST + 2 + LARK_QUOTE_SPARE;
    if (text->capacity_bytes - text->length_bytes < room &&
        !lark_text_reserve(text, room))
      return;
    char *to = text->bytes + text->length_bytes;
    if (at == 0) *to++ = '"';
    to = lark_quote_put(to, bytes + at, piece, &all);
    at += piece;
    if (at == length_bytes) *to++ = '"';
    text->length_bytes = (size_t)(to - text->bytes);
  } while (at < length_bytes);
}
