// SPDX-License-Identifier: MIT

/// One token, and the header lines of a request that carries it. They are
/// printed once, and the transfers share them.
#ifndef LARK_TOKEN_H
#define LARK_TOKEN_H

#include <curl/curl.h>

#include "lark.h"

typedef struct lark_token {
  unsigned references;
  char *value; ///< NULL: no token, and no Authorization in the headers
  struct curl_slist *headers;      ///< for a request without a JSON body
  struct curl_slist *json_headers; ///< for one with a JSON body
  lark_allocator allocator;
} lark_token;

/// Makes a token with one reference; NULL where memory lacks. `value` NULL: the
/// headers of requests without a token.
lark_token *lark_token_new(const lark_allocator *allocator, const char *value,
                           const char *user_agent);

lark_token *lark_token_share(lark_token *token);
void lark_token_release(lark_token *token);

#endif
