// SPDX-License-Identifier: MIT
#include "fetch.h"

#include "json.h"
#include "result.h"
#include "secret.h"
#include "url.h"

// Each byte of a value takes six at most, as \u0000.
static bool reserve(lark_text *body, const lark_fetch *fetch) {
  size_t bytes = 8;
  for (size_t i = 0; i < fetch->member_count; i++)
    bytes += 8 + strlen(fetch->members[i].name) +
             6 * strlen(fetch->members[i].value);
  return lark_secret_reserve(body, bytes);
}

static void write_members(lark_text *body, const lark_fetch *fetch) {
  for (size_t i = 0; i < fetch->member_count; i++) {
    const lark_member *member = &fetch->members[i];
    lark_text_add_char(body, i == 0 ? '{' : ',');
    lark_text_add_json_string(body, member->name, strlen(member->name));
    lark_text_add_char(body, ':');
    lark_text_add_json_string(body, member->value, strlen(member->value));
  }
  lark_text_add_char(body, '}');
}

void lark_fetch_write(const lark_fetch *fetch, const char *base_url,
                      lark_text *url, lark_text *body) {
  lark_text_add_string(url, base_url);
  lark_text_add_string(url, "/open-apis/auth/v3/");
  lark_text_add(url, fetch->path, strlen(fetch->path) + 1);
  if (reserve(body, fetch)) write_members(body, fetch);
}

static const char *find_token(const lark_result *result, const char *name,
                              uint64_t *life_us) {
  lark_json root = lark_document_root(result->document);
  size_t length = 0;
  const char *value = lark_json_string(lark_json_get(root, name), &length);
  int64_t expire_s = 0;
  // Some gateways write numbers as text, or with a fraction.
  lark_json_whole(lark_json_get(root, "expire"), &expire_s);
  // It goes into a header, which it must not end.
  bool usable =
      length > 0 && strlen(value) == length && lark_url_is_header_safe(value);
  if (!usable || expire_s <= 0) return NULL;
  // A day is more than any token lives, and far from overflowing.
  *life_us = (uint64_t)(expire_s < 86400 ? expire_s : 86400) * 1000000;
  return value;
}

const char *lark_fetch_read(const lark_result *result, const char *name,
                            uint64_t *life_us, lark_failure *failure) {
  const lark_error *error = lark_result_error(result);
  if (error != NULL) {
    lark_failure_from(failure, error);
    lark_failure_say(failure, "no token: %s", error->msg);
    return NULL;
  }
  const char *value = find_token(result, name, life_us);
  if (value != NULL) return value;
  lark_fail(failure, LARK_EDECODE, "the answer holds no token");
  lark_failure_hint(failure, "Check that base_url is the platform's own.");
  return NULL;
}
