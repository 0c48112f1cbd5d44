// SPDX-License-Identifier: MIT
#include "token.h"

#include "memory.h"
#include "secret.h"

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
  size_t value_bytes = strlen(token->value) + 1;
  lark_text_init(&line, &token->allocator);
  if (!lark_secret_reserve(&line, 32 + value_bytes)) return false;
  lark_text_add_string(&line, "Authorization: Bearer ");
  lark_text_add(&line, token->value, value_bytes);
  bool added = add_header(&token->headers, line.bytes) &&
               add_header(&token->json_headers, line.bytes);
  lark_secret_clear(&line);
  return added;
}

static bool add_headers(lark_token *token) {
  return add_header(&token->json_headers,
                    "Content-Type: application/json; charset=utf-8") &&
         // No round trip to ask whether a large body is welcome.
         add_header(&token->json_headers, "Expect:") &&
         (token->value == NULL || add_authorization(token));
}

lark_token *lark_token_new(const lark_allocator *allocator, const char *value) {
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
