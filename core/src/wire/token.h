// SPDX-License-Identifier: MIT

/// One token, and the headers of a request that carries it. Transfers share it.
#ifndef LARK_TOKEN_H
#define LARK_TOKEN_H

#include <curl/curl.h>

#include "lark.h"

typedef struct lark_token {
  unsigned references;
  char *value; ///< NULL: none; the headers carry no authorization then
  struct curl_slist *headers;      ///< of a request without a body
  struct curl_slist *json_headers; ///< of one with a JSON body
  lark_allocator allocator;
} lark_token;

/// A token with one reference, or NULL where memory lacks. `value` NULL: none.
lark_token *lark_token_new(const lark_allocator *allocator, const char *value,
                           const char *user_agent);

lark_token *lark_token_share(lark_token *token);
void lark_token_release(lark_token *token);

#endif
