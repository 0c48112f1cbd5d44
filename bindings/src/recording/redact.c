// SPDX-License-Identifier: MIT
#include "redact.h"

#include <stdio.h>
#include <string.h>

#include "secret.h"
#include "url.h"

enum { PARENT_BYTES = 64, DEEPEST_TEXT = 4 };

// Where the walk is.
typedef struct place {
  char parent[PARENT_BYTES]; // the member that this is inside of
  lualark_personal inside;   // of the object around it
  int depth;                 // of texts that are JSON
} place;

// The resource of an endpoint: "talent" of "hire.talent.get"; "" for a path.
static void resource_of(const char *endpoint, char room[PARENT_BYTES]) {
  const char *end = strrchr(endpoint, '.');
  const char *start = end;
  room[0] = '\0';
  if (end == NULL) return;
  while (start > endpoint && start[-1] != '.')
    start--;
  snprintf(room, PARENT_BYTES, "%.*s", (int)(end - start), start);
}

// Members whose own name says nothing: what is in them is what is around them.
static bool is_wrapping(const char *key) {
  return key[0] == '\0' || strcmp(key, "data") == 0 ||
         strcmp(key, "items") == 0 || strcmp(key, "list") == 0;
}

static place inside_of(const place *at, const char *key,
                       lualark_personal kind) {
  place in = *at;
  in.inside = kind;
  if (!is_wrapping(key)) snprintf(in.parent, sizeof in.parent, "%s", key);
  return in;
}

static void add_value(const lualark_redaction *r, const place *at,
                      lualark_personal kind, lark_json value, lark_text *out);

// ---------------------------------------------------------------------- texts

static bool may_be_json(const char *text, size_t length) {
  return length > 1 && (text[0] == '{' || text[0] == '[');
}

// Adds a pseudonym as a string.
static void add_pseudonym(const lualark_redaction *r, lualark_personal kind,
                          const char *text, size_t length, lark_text *out) {
  lark_text pseudonym = {0};
  lualark_pseudonym_text(r->key, kind, text, length, &pseudonym);
  out->failed = out->failed || pseudonym.failed;
  lark_text_add_json_string(out, pseudonym.bytes, pseudonym.length_bytes);
  lark_text_clear(&pseudonym);
}

// Adds a document that stands in a text, such as the content of a message.
static void add_inner(const lualark_redaction *r, const place *at,
                      const lark_document *document, lark_text *out) {
  place in = *at;
  lark_text inner = {0};
  in.depth++;
  add_value(r, &in, at->inside, lark_document_root(document), &inner);
  out->failed = out->failed || inner.failed;
  lark_text_add_json_string(out, inner.bytes, inner.length_bytes);
  lark_secret_clear(&inner);
}

// A text that cannot be looked through is not left as it is.
static void add_impersonal(const lualark_redaction *r, const place *at,
                           lark_json value, lark_text *out) {
  size_t length = 0;
  const char *text = lark_json_string(value, &length);
  lark_document *document = NULL;
  lark_status status = LARK_EDECODE;
  if (r->key != NULL && may_be_json(text, length))
    status = lark_document_parse(text, length, &document, NULL);
  if (status == LARK_ENOMEM)
    out->failed = true;
  else if (status != LARK_OK)
    lark_text_add_json(out, value);
  else if (at->depth >= DEEPEST_TEXT)
    add_pseudonym(r, LUALARK_OTHER, text, length, out);
  else
    add_inner(r, at, document, out);
  lark_document_free(document);
}

static void add_text(const lualark_redaction *r, const place *at,
                     lualark_personal kind, lark_json value, lark_text *out) {
  size_t length = 0;
  const char *text = lark_json_string(value, &length);
  if (kind == LUALARK_IMPERSONAL)
    add_impersonal(r, at, value, out);
  else
    add_pseudonym(r, kind, text, length, out);
}

// --------------------------------------------------------------------- values

static lualark_personal kind_of(const lualark_redaction *r, const place *at,
                                const char *key) {
  if (r->key == NULL) return LUALARK_IMPERSONAL;
  lualark_personal kind = lualark_personal_kind(&r->fields, at->parent, key);
  if (kind != LUALARK_IMPERSONAL) return kind;
  return lualark_personal_stays(key) ? LUALARK_IMPERSONAL : at->inside;
}

static void add_member(const lualark_redaction *r, const place *at,
                       lark_json member, lark_text *out) {
  size_t length = 0;
  const char *key = lark_json_key(member, &length);
  lualark_personal kind = kind_of(r, at, key);
  place in = inside_of(at, key, kind);
  lark_text_add_json_string(out, key, length);
  lark_text_add_char(out, ':');
  add_value(r, &in, kind, member, out);
}

// Recursion is bounded by the depth that a document may have.
static void add_all(const lualark_redaction *r, const place *at,
                    lualark_personal kind, lark_json value, lark_text *out) {
  bool is_object = lark_json_type(value) == LARK_OBJECT;
  lark_text_add_char(out, is_object ? '{' : '[');
  lark_json member = lark_json_first(value);
  for (bool first = true; lark_json_type(member) != LARK_ABSENT;
       first = false, member = lark_json_next(member)) {
    if (!first) lark_text_add_char(out, ',');
    if (is_object)
      add_member(r, at, member, out);
    else
      add_value(r, at, kind, member, out);
  }
  lark_text_add_char(out, is_object ? '}' : ']');
}

static void add_value(const lualark_redaction *r, const place *at,
                      lualark_personal kind, lark_json value, lark_text *out) {
  switch (lark_json_type(value)) {
  case LARK_ARRAY:
  case LARK_OBJECT: add_all(r, at, kind, value, out); break;
  case LARK_STRING: add_text(r, at, kind, value, out); break;
  case LARK_INTEGER:
  case LARK_NUMBER:
    if (kind != LUALARK_IMPERSONAL) {
      lualark_pseudonym_number(r->key, kind, value, out);
      break;
    }
  // fall through
  default: lark_text_add_json(out, value);
  }
}

bool lualark_redact_json(const lualark_redaction *redaction,
                         const char *endpoint, const char *text, size_t length,
                         lark_text *out) {
  lark_document *document = NULL;
  place at = {.inside = LUALARK_IMPERSONAL};
  if (length == 0) return true;
  if (lark_document_parse(text, length, &document, NULL) != LARK_OK)
    return false;
  resource_of(endpoint, at.parent);
  add_value(redaction, &at, LUALARK_IMPERSONAL, lark_document_root(document),
            out);
  lark_document_free(document);
  return !out->failed;
}

// ---------------------------------------------------------------------- paths

static int hex(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  char small = (char)(digit | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

static void decode(const char *text, size_t length, lark_text *plain) {
  for (size_t i = 0; i < length; i++) {
    int high = text[i] == '%' && i + 2 < length ? hex(text[i + 1]) : -1;
    int low = high >= 0 ? hex(text[i + 2]) : -1;
    lark_text_add_char(plain, low >= 0 ? (char)(high << 4 | low) : text[i]);
    if (low >= 0) i += 2;
  }
}

// Adds the value of a query's member, which is written as it was where it is
// not personal.
static void add_query_value(const lualark_redaction *r, lualark_personal kind,
                            const char *value, size_t length, lark_text *out) {
  lark_text plain = {0}, pseudonym = {0};
  if (kind == LUALARK_IMPERSONAL) {
    lark_text_add(out, value, length);
    return;
  }
  decode(value, length, &plain);
  if (plain.length_bytes > 0)
    lualark_pseudonym_text(r->key, kind, plain.bytes, plain.length_bytes,
                           &pseudonym);
  out->failed = out->failed || plain.failed || pseudonym.failed;
  if (pseudonym.length_bytes > 0)
    lark_url_add_encoded(out, pseudonym.bytes, pseudonym.length_bytes);
  lark_secret_clear(&plain);
  lark_text_clear(&pseudonym);
}

static void add_query(const lualark_redaction *r, const place *at,
                      const char *member, size_t length, lark_text *out) {
  char key[PARENT_BYTES];
  const char *sign = memchr(member, '=', length);
  size_t key_bytes = sign != NULL ? (size_t)(sign - member) : length;
  snprintf(key, sizeof key, "%.*s", (int)key_bytes, member);
  lark_text_add(out, member, key_bytes);
  if (sign == NULL) return;
  lark_text_add_char(out, '=');
  add_query_value(r, kind_of(r, at, key), sign + 1, length - key_bytes - 1,
                  out);
}

void lualark_redact_path(const lualark_redaction *redaction,
                         const char *endpoint, const char *path,
                         lark_text *out) {
  place at = {.inside = LUALARK_IMPERSONAL};
  size_t length = strcspn(path, "?");
  resource_of(endpoint, at.parent);
  lark_text_add(out, path, length);
  for (path += length; *path != '\0'; path += length) {
    lark_text_add_char(out, *path++);
    length = strcspn(path, "&");
    add_query(redaction, &at, path, length, out);
  }
}
