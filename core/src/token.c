// SPDX-License-Identifier: MIT
#include "token.h"

#include "call.h"
#include "memory.h"
#include "url.h"

static const char token_path[] =
    "/open-apis/auth/v3/tenant_access_token/internal";

// The platform hands out the old token while this much of its life is left.
static const uint64_t RENEWABLE_US = (uint64_t)30 * 60 * 1000000;

// ---------------------------------------------------------------- one token

static void wipe_headers(struct curl_slist *headers) {
  for (struct curl_slist *line = headers; line != NULL; line = line->next)
    lark_wipe(line->data, strlen(line->data));
  curl_slist_free_all(headers);
}

lark_token *lark_token_share(lark_token *token) {
  token->references++;
  return token;
}

void lark_token_release(lark_token *token) {
  if (token == NULL || --token->references > 0) return;
  lark_allocator allocator = token->allocator;
  wipe_headers(token->headers);
  wipe_headers(token->json_headers);
  lark_release_secret(&allocator, token->value);
  lark_release(&allocator, token, sizeof *token);
}

// Appends a header line; false where memory lacks.
static bool add_header(struct curl_slist **headers, const char *line) {
  struct curl_slist *longer = curl_slist_append(*headers, line);
  if (longer != NULL) *headers = longer;
  return longer != NULL;
}

static bool add_authorization(lark_token *token) {
  lark_text line;
  lark_text_init(&line, &token->allocator);
  lark_text_add_string(&line, "Authorization: Bearer ");
  lark_text_add(&line, token->value, strlen(token->value) + 1);
  bool added = !line.failed && add_header(&token->headers, line.bytes) &&
               add_header(&token->json_headers, line.bytes);
  if (line.bytes != NULL) lark_wipe(line.bytes, line.capacity_bytes);
  lark_text_clear(&line);
  return added;
}

static bool add_headers(lark_token *token) {
  return add_header(&token->json_headers,
                    "Content-Type: application/json; charset=utf-8") &&
         // No round trip to ask whether a large body is welcome.
         add_header(&token->json_headers, "Expect:") &&
         (token->value == NULL || add_authorization(token));
}

// A token with one reference, or NULL. `value` NULL: none.
static lark_token *make(const lark_allocator *allocator, const char *value) {
  lark_token *token = lark_alloc(allocator, sizeof *token);
  if (token == NULL) return NULL;
  token->allocator = *allocator;
  token->references = 1;
  token->value = lark_copy(allocator, value);
  if ((value == NULL || token->value != NULL) && add_headers(token))
    return token;
  lark_token_release(token);
  return NULL;
}

// ----------------------------------------------------------------- the
// client's

lark_status lark_tokens_open(lark_client *client) {
  lark_tokens *tokens = &client->tokens;
  const lark_settings *settings = &client->settings;
  tokens->none = make(&settings->allocator, NULL);
  if (tokens->none == NULL) return LARK_ENOMEM;
  if (settings->static_token == NULL) return LARK_OK;
  tokens->current = make(&settings->allocator, settings->static_token);
  tokens->expires_us = tokens->renew_us = UINT64_MAX;
  return tokens->current != NULL ? LARK_OK : LARK_ENOMEM;
}

void lark_tokens_clear(lark_client *client) {
  lark_token_release(client->tokens.none);
  lark_token_release(client->tokens.current);
  lark_token_release(client->tokens.rejected);
}

static void forget(lark_tokens *tokens) {
  lark_token_release(tokens->current);
  tokens->current = NULL;
}

void lark_token_drop(lark_client *client, const lark_token *rejected) {
  lark_tokens *tokens = &client->tokens;
  if (tokens->current == NULL || tokens->current != rejected) return;
  lark_token_release(tokens->rejected);
  tokens->rejected = tokens->current;
  tokens->current = NULL;
}

// ---------------------------------------------------------------------- fetch

static void fail_waiting(lark_client *client, const lark_failure *failure) {
  lark_queue *waiting = &client->tokens.waiting;
  while (waiting->first != NULL)
    lark_call_complete((call *)waiting->first, failure);
}

// The old token serves on, and the next try waits a little longer each time.
static void fetch_failed(lark_client *client, const lark_failure *failure) {
  lark_tokens *tokens = &client->tokens;
  tokens->failures++;
  tokens->renew_us =
      lark_loop_now_us() +
      lark_retry_backoff_us(tokens->failures + 3, lark_client_random(client));
  if (tokens->current == NULL) fail_waiting(client, failure);
}

static void explain_same_token(lark_client *client) {
  lark_failure failure;
  lark_fail(&failure, LARK_EAUTH,
            "the platform rejects a token and then issues the same one again");
  lark_failure_hint(&failure, "Check that base_url belongs to the app's tenant "
                              "and the app is installed there.");
  fail_waiting(client, &failure);
}

static bool is_rejected(const lark_tokens *tokens, const char *value) {
  return tokens->rejected != NULL &&
         strcmp(tokens->rejected->value, value) == 0;
}

static void adopt(lark_client *client, lark_token *token, uint64_t life_us) {
  lark_tokens *tokens = &client->tokens;
  uint64_t ahead_us = life_us / 4 < RENEWABLE_US ? life_us / 4 : RENEWABLE_US;
  forget(tokens);
  tokens->current = token;
  tokens->failures = 0;
  // Its life is counted from when it was asked for, to be on the safe side.
  tokens->expires_us = tokens->fetch_us + life_us;
  tokens->renew_us = tokens->expires_us - ahead_us;
  lark_queue_move(&tokens->waiting, &client->ready);
}

static void take_token(lark_client *client, const lark_result *result) {
  lark_failure failure;
  lark_json root = lark_document_root(result->document);
  size_t length = 0;
  const char *value =
      lark_json_string(lark_json_get(root, "tenant_access_token"), &length);
  int64_t expire_s = lark_json_integer(lark_json_get(root, "expire"));
  // It goes into a header, which it must not end.
  bool usable =
      length > 0 && strlen(value) == length && lark_url_is_header_safe(value);
  if (!usable || expire_s <= 0) {
    lark_fail(&failure, LARK_EDECODE, "the answer holds no token");
    lark_failure_hint(&failure, "Check that base_url is the platform's own.");
    fetch_failed(client, &failure);
    return;
  }
  if (is_rejected(&client->tokens, value)) {
    // These calls fail; the next ones try it once more.
    lark_token_release(client->tokens.rejected);
    client->tokens.rejected = NULL;
    explain_same_token(client);
    return;
  }
  lark_token *token = make(&client->settings.allocator, value);
  if (token == NULL) {
    lark_fail(&failure, LARK_ENOMEM, "out of memory");
    fetch_failed(client, &failure);
    return;
  }
  // A day is more than any token lives, and far from overflowing.
  uint64_t life_s = expire_s < 86400 ? (uint64_t)expire_s : 86400;
  adopt(client, token, life_s * 1000000);
}

static void on_fetched(lark_client *client, lark_call id, lark_result *result,
                       void *user) {
  (void)id, (void)user;
  client->tokens.fetch = 0;
  const lark_error *error = lark_result_error(result);
  if (error == NULL) {
    take_token(client, result);
    return;
  }
  lark_failure failure;
  lark_fail(&failure, error->status, "no token: %s", error->msg);
  failure.error.code = error->code;
  failure.error.http_status = error->http_status;
  failure.error.retryable = error->retryable;
  if (error->hint != NULL) lark_failure_hint(&failure, "%s", error->hint);
  if (error->log_id != NULL) lark_failure_log_id(&failure, error->log_id);
  fetch_failed(client, &failure);
}

static void write_credentials(lark_text *body, const lark_settings *settings) {
  lark_text_add_string(body, "{\"app_id\":");
  lark_text_add_json_string(body, settings->app_id, strlen(settings->app_id));
  lark_text_add_string(body, ",\"app_secret\":");
  lark_text_add_json_string(body, settings->app_secret,
                            strlen(settings->app_secret));
  lark_text_add_char(body, '}');
}

// Room for the whole of a secret at once, so that no copy is left behind where
// the text grew.
static bool reserve_secret(lark_text *body, const lark_settings *settings) {
  size_t bytes =
      64 + 6 * (strlen(settings->app_id) + strlen(settings->app_secret));
  body->bytes = lark_alloc(&body->allocator, bytes);
  if (body->bytes == NULL) return false;
  body->capacity_bytes = bytes;
  return true;
}

static lark_status fetch(lark_client *client, uint64_t now_us) {
  const lark_settings *settings = &client->settings;
  call *fetching = lark_call_new(client, on_fetched, NULL);
  if (fetching == NULL) return LARK_ENOMEM;
  fetching->name = "auth.tenant_access_token";
  fetching->method = "POST";
  fetching->internal = true;
  fetching->secret = true;
  fetching->has_body = true;
  fetching->repeatable = true;
  lark_text_add_string(&fetching->url, settings->base_url);
  lark_text_add(&fetching->url, token_path, sizeof token_path);
  if (reserve_secret(&fetching->body, settings))
    write_credentials(&fetching->body, settings);
  if (fetching->url.failed || fetching->body.capacity_bytes == 0) {
    lark_call_drop(fetching);
    return LARK_ENOMEM;
  }
  client->tokens.fetch = fetching->id;
  client->tokens.fetch_us = now_us;
  client->stats.token_fetches++;
  lark_call_launch(fetching);
  return LARK_OK;
}

lark_status lark_token_get(lark_client *client, uint64_t now_us,
                           lark_token **out) {
  lark_tokens *tokens = &client->tokens;
  *out = NULL;
  if (tokens->current != NULL && now_us >= tokens->expires_us) forget(tokens);

  bool due = tokens->current == NULL || now_us >= tokens->renew_us;
  if (due && tokens->fetch == 0) {
    lark_status status = fetch(client, now_us);
    if (status != LARK_OK && tokens->current == NULL) return status;
  }
  if (tokens->current != NULL) *out = lark_token_share(tokens->current);
  return LARK_OK;
}
