// SPDX-License-Identifier: MIT
#include "json.h"

#include <math.h>
#include <string.h>

static const uint64_t empty_tape[] = {
    (uint64_t)'r' << 56 | 4,
    (uint64_t)'{' << 56 | 3,
    (uint64_t)'}' << 56 | 1,
    (uint64_t)'r' << 56,
};

static const uint8_t empty_strings[8];

const lark_document lark_document_empty = {.tape = empty_tape,
                                           .strings = empty_strings};

static uint64_t word(lark_json value) {
  return value.document->tape[value.at];
}

const char *lark_type_name(lark_type type) {
  static const char *const names[] = {
      [LARK_ABSENT] = "nothing",  [LARK_NULL] = "null",
      [LARK_BOOLEAN] = "boolean", [LARK_INTEGER] = "integer",
      [LARK_NUMBER] = "number",   [LARK_STRING] = "string",
      [LARK_ARRAY] = "array",     [LARK_OBJECT] = "object",
      [LARK_JSON] = "JSON",       [LARK_FILE] = "file",
  };
  return names[type];
}

lark_json lark_document_root(const lark_document *document) {
  return (lark_json){document, 1, LARK_ARRAY};
}

lark_type lark_json_type(lark_json value) {
  if (value.document == NULL) return LARK_ABSENT;
  switch (lark_tape_tag(word(value))) {
  case '{': return LARK_OBJECT;
  case '[': return LARK_ARRAY;
  case '"': return LARK_STRING;
  case 'l': return LARK_INTEGER;
  case 'd': return LARK_NUMBER;
  case 't':
  case 'f': return LARK_BOOLEAN;
  case 'n': return LARK_NULL;
  }
  return LARK_ABSENT;
}

bool lark_json_boolean(lark_json value) {
  return lark_json_type(value) == LARK_BOOLEAN &&
         lark_tape_tag(word(value)) == 't';
}

int64_t lark_json_integer(lark_json value) {
  if (lark_json_type(value) != LARK_INTEGER) return 0;
  return (int64_t)value.document->tape[value.at + 1];
}

double lark_json_number(lark_json value) {
  lark_type type = lark_json_type(value);
  if (type == LARK_INTEGER) return (double)lark_json_integer(value);
  if (type != LARK_NUMBER) return 0;
  return lark_tape_double(value.document->tape[value.at + 1]);
}

// Reads digits with or without a minus, all of the text.
static bool read_digits(const char *text, size_t length, int64_t *out) {
  bool negative = length > 0 && text[0] == '-';
  uint64_t value = 0;
  if (length == negative || length - negative > 18) return false;
  for (size_t i = negative; i < length; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (uint64_t)(text[i] - '0');
  }
  *out = negative ? -(int64_t)value : (int64_t)value;
  return true;
}

bool lark_json_whole(lark_json value, int64_t *out) {
  size_t length = 0;
  const char *text = NULL;
  double number = 0;
  switch (lark_json_type(value)) {
  case LARK_INTEGER: *out = lark_json_integer(value); return true;
  case LARK_NUMBER:
    number = lark_json_number(value);
    if (!(number >= -0x1p63 && number < 0x1p63) || number != floor(number))
      return false;
    *out = (int64_t)number;
    return true;
  case LARK_STRING:
    text = lark_json_string(value, &length);
    return read_digits(text, length, out);
  default: return false;
  }
}

static const char *string_at(const lark_document *document, uint64_t tape_word,
                             size_t *length_bytes) {
  size_t length = 0;
  const char *bytes = lark_tape_string(document, tape_word, &length);
  if (length_bytes != NULL) *length_bytes = length;
  return bytes;
}

const char *lark_json_string(lark_json value, size_t *length_bytes) {
  if (lark_json_type(value) == LARK_STRING)
    return string_at(value.document, word(value), length_bytes);
  if (length_bytes != NULL) *length_bytes = 0;
  return "";
}

const char *lark_json_key(lark_json member, size_t *length_bytes) {
  if (member.inside == LARK_OBJECT && lark_json_type(member) != LARK_ABSENT)
    return string_at(member.document, member.document->tape[member.at - 1],
                     length_bytes);
  if (length_bytes != NULL) *length_bytes = 0;
  return "";
}

static bool is_container(lark_type type) {
  return type == LARK_ARRAY || type == LARK_OBJECT;
}

uint32_t lark_json_count(lark_json value) {
  if (!is_container(lark_json_type(value))) return 0;
  return lark_tape_count(word(value));
}

// The place that stands for no value: the end of an empty object.
static lark_json absent(uint32_t inside) {
  return (lark_json){&lark_document_empty, 2, inside};
}

// The member that starts at `at`; LARK_ABSENT at the container's end.
static lark_json member_at(const lark_document *document, uint32_t at,
                           uint32_t inside) {
  char first = lark_tape_tag(document->tape[at]);
  if (first == '}' || first == ']') return absent(inside);
  // A member of an object is its key, then its value.
  return (lark_json){document, inside == LARK_OBJECT ? at + 1 : at, inside};
}

lark_json lark_json_first(lark_json container) {
  lark_type type = lark_json_type(container);
  if (!is_container(type)) return absent(LARK_ARRAY);
  return member_at(container.document, container.at + 1, type);
}

lark_json lark_json_next(lark_json member) {
  uint32_t after = member.at + 1;
  switch (lark_json_type(member)) {
  case LARK_ABSENT: return member;
  case LARK_ARRAY:
  case LARK_OBJECT: after = (uint32_t)word(member); break;
  case LARK_INTEGER:
  case LARK_NUMBER: after = member.at + 2; break;
  default: break;
  }
  // The root has no siblings.
  if (lark_tape_tag(member.document->tape[after]) == 'r')
    return absent(member.inside);
  return member_at(member.document, after, member.inside);
}

lark_json lark_json_get(lark_json object, const char *key) {
  lark_json found = absent(LARK_OBJECT);
  if (lark_json_type(object) != LARK_OBJECT) return found;

  size_t wanted = strlen(key);
  for (lark_json member = lark_json_first(object);
       lark_json_type(member) != LARK_ABSENT; member = lark_json_next(member)) {
    size_t length = 0;
    const char *name = lark_json_key(member, &length);
    // No early exit: of duplicate keys the last one counts.
    if (length == wanted && memcmp(name, key, length) == 0) found = member;
  }
  return found;
}
