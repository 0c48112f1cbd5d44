// SPDX-License-Identifier: MIT
#include "body.h"

static const struct curl_slist *load_none(lark_body *body, CURL *easy,
                                          const lark_token *token) {
  (void)body;
  bool loaded =
      curl_easy_setopt(easy, CURLOPT_POSTFIELDS, (char *)NULL) == CURLE_OK &&
      curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L) == CURLE_OK;
  return loaded ? token->headers : NULL;
}

static const lark_body_methods none_methods = {.natural_method = "GET",
                                               .load = load_none};

lark_body lark_body_none = {&none_methods};
