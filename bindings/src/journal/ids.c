// SPDX-License-Identifier: MIT
#include "ids.h"

#include <string.h>

enum { MOST = 8, DEEPEST = 4, LONGEST_BYTES = 64 };

// "id", or "talent_id".
static bool is_id(const char *name, size_t length) {
  if (length == 2) return memcmp(name, "id", 2) == 0;
  return length > 3 && memcmp(name + length - 3, "_id", 3) == 0;
}

static bool is_plain(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if ((unsigned char)text[i] <= ' ' || text[i] == 0x7f) return false;
  }
  return length > 0 && length <= LONGEST_BYTES;
}

static bool add(lark_text *out, lark_json member) {
  size_t name_bytes = 0, length = 0;
  const char *name = lark_json_key(member, &name_bytes);
  lark_type type = lark_json_type(member);
  const char *text = NULL;
  if (!is_id(name, name_bytes)) return false;
  if (type == LARK_STRING) text = lark_json_string(member, &length);
  if (type != LARK_INTEGER && (text == NULL || !is_plain(text, length)))
    return false;
  if (out->length_bytes > 0) lark_text_add_char(out, ' ');
  lark_text_add(out, name, name_bytes);
  lark_text_add_char(out, '=');
  if (text != NULL)
    lark_text_add(out, text, length);
  else
    lark_text_add_integer(out, lark_json_integer(member));
  return true;
}

// Whether the word at the end of `ids`, from `start` on, stands before it, too.
static bool is_repeated(const lark_text *ids, size_t start) {
  size_t length = ids->length_bytes - start;
  if (ids->failed) return false;
  for (size_t at = 0; at < start;) {
    const char *word = ids->bytes + at;
    const char *end = memchr(word, ' ', start - at);
    size_t word_bytes = end != NULL ? (size_t)(end - word) : start - at;
    if (word_bytes == length && memcmp(word, ids->bytes + start, length) == 0)
      return true;
    at += word_bytes + 1;
  }
  return false;
}

// Adds an id that is not there yet.
static bool add_new(lark_text *out, lark_json member) {
  size_t before = out->length_bytes;
  if (!add(out, member)) return false;
  size_t start = before > 0 ? before + 1 : 0;
  if (!is_repeated(out, start)) return true;
  out->length_bytes = before;
  return false;
}

// Adds the ids of an object and of those in it. Returns how many there may be
// more.
static int add_all(lark_text *out, lark_json object, int room, int depth) {
  for (lark_json member = lark_json_first(object);
       room > 0 && lark_json_type(member) != LARK_ABSENT;
       member = lark_json_next(member)) {
    if (lark_json_type(member) == LARK_OBJECT && depth < DEEPEST)
      room = add_all(out, member, room, depth + 1);
    else if (add_new(out, member))
      room--;
  }
  return room;
}

static int count(const lark_text *ids) {
  int found = 0;
  for (size_t i = 0; i < ids->length_bytes; i++)
    found += ids->bytes[i] == '=';
  return found;
}

void lualark_ids_add(lark_text *out, const char *text, size_t length_bytes) {
  lark_document *document = NULL;
  if (length_bytes == 0 || text[0] != '{' ||
      lark_document_parse(text, length_bytes, &document, NULL) != LARK_OK)
    return;
  add_all(out, lark_document_root(document), MOST - count(out), 0);
  lark_document_free(document);
}
