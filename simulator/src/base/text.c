// SPDX-License-Identifier: MIT
#include "text.h"

#include "memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text text_of(const char *string) {
  return (struct text){string, strlen(string)};
}

bool text_is(struct text text, const char *expected) {
  return text.length == strlen(expected) &&
         memcmp(text.bytes, expected, text.length) == 0;
}

uint64_t text_hash_more(uint64_t before, struct text text) {
  // FNV-1a, and a step for the end of the text.
  uint64_t hash = before;
  for (size_t i = 0; i < text.length; i++) {
    hash = (hash ^ (unsigned char)text.bytes[i]) * 0x100000001b3;
  }
  return (hash ^ 0x100) * 0x100000001b3;
}

uint64_t text_hash(struct text text) {
  return text_hash_more(0xcbf29ce484222325, text);
}

bool text_integer(struct text text, int64_t *out) {
  size_t first = text.length > 0 && text.bytes[0] == '-' ? 1 : 0;
  size_t digits = text.length - first;
  // 18 digits always fit, and no time or size has more.
  if (digits < 1 || digits > 18) return false;

  int64_t number = 0;
  for (size_t i = first; i < text.length; i++) {
    char c = text.bytes[i];
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  *out = first == 1 ? -number : number;
  return true;
}

uint64_t text_id(struct text text) {
  if (text.length != 19 || text.bytes[0] == '0') return 0;
  uint64_t id = 0;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.bytes[i];
    if (c < '0' || c > '9') return 0;
    id = id * 10 + (uint64_t)(c - '0');
  }
  return id;
}

struct text text_of_json(const json_t *json, char buffer[TEXT_NUMBER_MAX]) {
  switch (json != NULL ? json_typeof(json) : JSON_NULL) {
  case JSON_STRING:
    return (struct text){json_string_value(json), json_string_length(json)};
  case JSON_INTEGER:
    snprintf(buffer, TEXT_NUMBER_MAX, "%" JSON_INTEGER_FORMAT,
             json_integer_value(json));
    return text_of(buffer);
  case JSON_REAL:
    snprintf(buffer, TEXT_NUMBER_MAX, "%.15g", json_real_value(json));
    return text_of(buffer);
  case JSON_TRUE: return text_of("true");
  case JSON_FALSE: return text_of("false");
  default: return text_of("");
  }
}

// Replaces each byte above ASCII. That is crude, but the length of a damaged
// text stays recognizable.
static json_t *replaced(struct text text) {
  static const char replacement[] = "\xef\xbf\xbd";
  char *out = memory_new(text.length, 3);
  size_t written = 0;
  for (size_t i = 0; i < text.length; i++) {
    if ((unsigned char)text.bytes[i] < 0x80) {
      out[written++] = text.bytes[i];
      continue;
    }
    memcpy(out + written, replacement, 3);
    written += 3;
  }
  json_t *json = memory_need(json_stringn(out, written));
  free(out);
  return json;
}

json_t *text_json(struct text text) {
  json_t *json = json_stringn(text.bytes, text.length);
  return json != NULL ? json : replaced(text);
}

json_t *text_number_json(uint64_t number) {
  char text[24];
  snprintf(text, sizeof text, "%" PRIu64, number);
  return memory_need(json_string(text));
}
