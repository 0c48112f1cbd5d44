// SPDX-License-Identifier: MIT
#include "redacted.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lualark_words.h"
#include "redact_key.h"
#include "secret.h"

// The beginning of a recording, and where its key is.
typedef struct begin {
  lualark_redacted *redacted;
  lualark_recording_table *table;
  const lualark_redacted_wish *wish;
  char key_path[4096];
  char *why;
  size_t why_bytes;
} begin;

static bool fail(const begin *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool fail(const begin *b, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = snprintf(b->why, b->why_bytes, "%s: ", b->wish->path);
  if (length > 0 && (size_t)length < b->why_bytes)
    vsnprintf(b->why + length, b->why_bytes - (size_t)length, format,
              arguments);
  va_end(arguments);
  return false;
}

static bool fail_broken(const begin *b) {
  return fail(b, "%s", lualark_recording_table_error(b->table));
}

static bool fail_key(const begin *b) {
  return fail(b, lualark_words("the key in %s cannot be used: %s"), b->key_path,
              strerror(errno));
}

// ------------------------------------------------------------------------- key

static bool name_key(begin *b) {
  const char *own = b->wish->key_path;
  int length =
      snprintf(b->key_path, sizeof b->key_path, "%s%s",
               own != NULL ? own : b->wish->path, own != NULL ? "" : "-key");
  if (length > 0 && (size_t)length < sizeof b->key_path) return true;
  return fail(b, "%s", lualark_words("its name is too long"));
}

// Takes the key that was found, if it is the one of the file.
static bool take_key(const begin *b) {
  lualark_redacted *r = b->redacted;
  char check[LUALARK_REDACT_CHECK_BYTES];
  lualark_redact_key_check(r->key, check);
  if (strcmp(check, r->noted.check) != 0)
    return fail(b,
                lualark_words("the key in %s is another than the one that "
                              "it was redacted with"),
                b->key_path);
  r->how.key = r->key;
  return true;
}

// A recording that was given away has no key, and can be replayed all the same.
static bool begin_replay(const begin *b) {
  switch (lualark_redact_key_read(b->key_path, b->redacted->key)) {
  case LUALARK_KEY_FOUND: return take_key(b);
  case LUALARK_KEY_MISSING:
    if (b->wish->key_path == NULL) return true;
    break;
  case LUALARK_KEY_BROKEN: break;
  }
  return fail_key(b);
}

static bool find_or_make_key(const begin *b) {
  uint8_t *key = b->redacted->key;
  lualark_redact_found found = lualark_redact_key_read(b->key_path, key);
  if (found == LUALARK_KEY_FOUND) return true;
  if (found == LUALARK_KEY_MISSING && lualark_redact_key_make(b->key_path, key))
    return true;
  return fail_key(b);
}

// ------------------------------------------------------------------- recording

// Its first run.
static bool begin_file(const begin *b) {
  lualark_redacted *r = b->redacted;
  int64_t answers = lualark_recording_table_answers(b->table);
  if (answers < 0) return fail_broken(b);
  if (answers > 0)
    return fail(b, "%s",
                lualark_words("it has answers that are not redacted: record "
                              "into another file"));
  if (!find_or_make_key(b)) return false;
  snprintf(r->noted.fields, sizeof r->noted.fields, "%s", b->wish->fields);
  lualark_redact_key_check(r->key, r->noted.check);
  // Another run may have been faster: it counts.
  if (!lualark_recording_table_redact(b->table, &r->noted) ||
      lualark_recording_table_redaction(b->table, &r->noted) != 1)
    return fail_broken(b);
  return take_key(b);
}

static bool begin_again(const begin *b) {
  lualark_redacted *r = b->redacted;
  if (b->wish->fields == NULL)
    return fail(b,
                lualark_words("its answers are redacted: record with "
                              "--redact %s, or into another file"),
                r->noted.fields);
  if (strcmp(b->wish->fields, r->noted.fields) != 0)
    return fail(b,
                lualark_words("it was recorded with --redact %s: do that, "
                              "or record into another file"),
                r->noted.fields);
  if (lualark_redact_key_read(b->key_path, r->key) != LUALARK_KEY_FOUND)
    return fail_key(b);
  return take_key(b);
}

bool lualark_redacted_begin(lualark_redacted *redacted,
                            lualark_recording_table *table,
                            const lualark_redacted_wish *wish, char *why,
                            size_t why_bytes) {
  begin b = {redacted, table, wish, "", why, why_bytes};
  int found = lualark_recording_table_redaction(table, &redacted->noted);
  if (found < 0) return fail_broken(&b);
  if (wish->fields != NULL &&
      (!lualark_personal_is_list(wish->fields) ||
       strlen(wish->fields) >= sizeof redacted->noted.fields))
    return fail(&b, "%s",
                lualark_words("--redact takes at most 255 bytes, such as "
                              "default,content"));
  if (!name_key(&b)) return false;
  if (found == 0 && wish->fields == NULL) return true;
  redacted->is_redacted = true;
  redacted->how.fields.list = redacted->noted.fields;
  if (wish->replay) return begin_replay(&b);
  return found > 0 ? begin_again(&b) : begin_file(&b);
}

void lualark_redacted_clear(lualark_redacted *redacted) {
  lark_secret_clear(&redacted->path);
  lark_secret_clear(&redacted->body);
  lark_secret_clear(&redacted->answer);
  lark_wipe(redacted->key, sizeof redacted->key);
}

// ----------------------------------------------------------------------- calls

static void empty(lark_text *text) {
  text->length_bytes = 0;
  text->failed = false;
}

bool lualark_redacted_request(lualark_redacted *redacted,
                              const lark_exchange *call, bool as_it_stands,
                              lark_exchange *out) {
  lark_text *path = &redacted->path;
  lark_text *body = &redacted->body;
  lualark_redaction how = redacted->how;
  if (as_it_stands) how.key = NULL;
  empty(path);
  empty(body);
  if (!lualark_redact_json(&how, call->endpoint, call->body, call->body_bytes,
                           body))
    return false;
  lualark_redact_path(&how, call->endpoint, call->path, path);
  lark_text_add_char(path, '\0');
  if (path->failed) return false;
  *out = *call;
  out->path = path->bytes;
  out->body = body->length_bytes > 0 ? body->bytes : "";
  out->body_bytes = body->length_bytes;
  return true;
}

bool lualark_redacted_answer(lualark_redacted *redacted, lark_exchange *call) {
  lark_text *answer = &redacted->answer;
  empty(answer);
  if (!lualark_redact_json(&redacted->how, call->endpoint, call->answer,
                           call->answer_bytes, answer))
    return false;
  call->answer = answer->length_bytes > 0 ? answer->bytes : "";
  call->answer_bytes = answer->length_bytes;
  return true;
}
