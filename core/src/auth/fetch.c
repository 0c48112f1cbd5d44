// SPDX-License-Identifier: MIT
#include "fetch.h"

#include "call.h"
#include "secret.h"
#include "url.h"

// Each byte takes six at most, as \u0000.
static bool reserve(lark_text *body, const lark_member *members, size_t count) {
  size_t bytes = 8;
  for (size_t i = 0; i < count; i++)
    bytes += 8 + strlen(members[i].name) + 6 * strlen(members[i].value);
  return lark_secret_reserve(body, bytes);
}

static void write(lark_text *body, const lark_member *members, size_t count) {
  for (size_t i = 0; i < count; i++) {
    lark_text_add_char(body, i == 0 ? '{' : ',');
    lark_text_add_json_string(body, members[i].name, strlen(members[i].name));
    lark_text_add_char(body, ':');
    lark_text_add_json_string(body, members[i].value, strlen(members[i].value));
  }
  lark_text_add_char(body, '}');
}

lark_status lark_fetch_start(lark_client *client, const char *name,
                             const char *path, const lark_member *members,
                             size_t count, lark_done *done,
                             lark_call *started) {
  call *fetching = lark_call_new(client, done, NULL);
  if (fetching == NULL) return LARK_ENOMEM;
  fetching->name = name;
  fetching->method = "POST";
  fetching->internal = true;
  fetching->secret = true;
  fetching->has_body = true;
  fetching->repeatable = true;
  lark_text_add_string(&fetching->url, client->settings.base_url);
  lark_text_add_string(&fetching->url, "/open-apis/auth/v3/");
  lark_text_add(&fetching->url, path, strlen(path) + 1);
  if (reserve(&fetching->body, members, count))
    write(&fetching->body, members, count);
  if (fetching->url.failed || fetching->body.failed) {
    lark_call_drop(fetching);
    return LARK_ENOMEM;
  }
  *started = fetching->id;
  lark_call_launch(fetching);
  return LARK_OK;
}

static const char *find_token(const lark_result *result, const char *name,
                              uint64_t *life_us) {
  lark_json root = lark_document_root(result->document);
  size_t length = 0;
  const char *value = lark_json_string(lark_json_get(root, name), &length);
  int64_t expire_s = lark_json_integer(lark_json_get(root, "expire"));
  // It goes into a header, which it must not end.
  bool usable =
      length > 0 && strlen(value) == length && lark_url_is_header_safe(value);
  if (!usable || expire_s <= 0) return NULL;
  // A day is more than any token lives, and far from overflowing.
  *life_us = (uint64_t)(expire_s < 86400 ? expire_s : 86400) * 1000000;
  return value;
}

static void take_error(const lark_error *error, lark_failure *failure) {
  lark_fail(failure, error->status, "no token: %s", error->msg);
  failure->error.code = error->code;
  failure->error.http_status = error->http_status;
  failure->error.retryable = error->retryable;
  if (error->hint != NULL) lark_failure_hint(failure, "%s", error->hint);
  if (error->log_id != NULL) lark_failure_log_id(failure, error->log_id);
}

const char *lark_fetch_read(const lark_result *result, const char *name,
                            uint64_t *life_us, lark_failure *failure) {
  const lark_error *error = lark_result_error(result);
  if (error != NULL) {
    take_error(error, failure);
    return NULL;
  }
  const char *value = find_token(result, name, life_us);
  if (value != NULL) return value;
  lark_fail(failure, LARK_EDECODE, "the answer holds no token");
  lark_failure_hint(failure, "Check that base_url is the platform's own.");
  return NULL;
}
