// SPDX-License-Identifier: MIT
#include "body.h"
#include "secret.h"

static const struct curl_slist *load_json(lark_body *body, CURL *easy,
                                          const lark_token *token) {
  const lark_text *text = &((lark_body_json *)(void *)body)->text;
  curl_off_t size = (curl_off_t)text->length_bytes;
  // The size first: libcurl would take the bytes for a string otherwise.
  bool loaded =
      curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, size) == CURLE_OK &&
      curl_easy_setopt(easy, CURLOPT_POSTFIELDS, size > 0 ? text->bytes : "") ==
          CURLE_OK;
  return loaded ? token->json_headers : NULL;
}

static const lark_text *json_text(const lark_body *body) {
  return &((const lark_body_json *)(const void *)body)->text;
}

static void clear_json(lark_body *body) {
  lark_body_json *json = (lark_body_json *)(void *)body;
  if (json->secret)
    lark_secret_clear(&json->text);
  else
    lark_text_clear(&json->text);
}

static const lark_body_methods json_methods = {
    .natural_method = "POST",
    .load = load_json,
    .text = json_text,
    .clear = clear_json,
};

void lark_body_json_init(lark_body_json *json,
                         const lark_allocator *allocator) {
  json->body.methods = &json_methods;
  json->secret = false;
  lark_text_init(&json->text, allocator);
}
