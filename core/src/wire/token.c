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
static bool add_line(struct curl_slist **headers, const char *line) {
  struct curl_slist *longer = curl_slist_append(*headers, line);
  if (longer != NULL) *headers = longer;
  return longer != NULL;
}

// Appends a line to both lists. It may hold a secret, and is wiped.
static bool add_header(lark_token *token, const char *name, const char *value) {
  lark_text line;
  size_t value_bytes = strlen(value) + 1;
  lark_text_init(&line, &token->allocator);
  if (!lark_secret_reserve(&line, strlen(name) + value_bytes)) return false;
  lark_text_add_string(&line, name);
  lark_text_add(&line, value, value_bytes);
  bool added = add_line(&token->headers, line.bytes) &&
               add_line(&token->json_headers, line.bytes);
  lark_secret_clear(&line);
  return added;
}

// libcurl would print its own lines twice for each request, character by
// character, and more of them than the platform asks for.
static bool add_headers(lark_token *token, const char *user_agent) {
  return (token->value == NULL ||
          add_header(token, "Authorization: Bearer ", token->value)) &&
         add_header(token, "User-Agent: ", user_agent) &&
         add_header(token, "Accept-Encoding: ", "gzip") &&
         add_header(token, "Accept:", "") &&
         add_line(&token->json_headers,
                  "Content-Type: application/json; charset=utf-8") &&
         // Without this, a large body costs a round trip to ask for permission.
         add_line(&token->json_headers, "Expect:");
}

lark_token *lark_token_new(const lark_allocator *allocator, const char *value,
                           const char *user_agent) {
  lark_token *token = lark_alloc(allocator, sizeof *token);
  if (token == NULL) return NULL;
  token->allocator = *allocator;
  token->references = 1;
  token->value = lark_copy(allocator, value);
  if ((value == NULL || token->value != NULL) && add_headers(token, user_agent))
    return token;
  lark_token_release(token);
  return NULL;
}
