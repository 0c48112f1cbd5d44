// SPDX-License-Identifier: MIT
#include "body.h"

#include "url.h"

static const struct curl_slist *load(lark_body *body, CURL *easy,
                                     const lark_token *token) {
  lark_body_bytes *bytes = (lark_body_bytes *)(void *)body;
  curl_off_t size = (curl_off_t)bytes->bytes.length_bytes;
  bool loaded =
      curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, size) == CURLE_OK &&
      curl_easy_setopt(easy, CURLOPT_POSTFIELDS,
                       size > 0 ? bytes->bytes.bytes : "") == CURLE_OK;
  // Two lines before the token's: those are shared, and hold a secret.
  static char no_expect[] = "Expect:";
  bytes->lines[0] =
      (struct curl_slist){bytes->content_type.bytes, &bytes->lines[1]};
  bytes->lines[1] = (struct curl_slist){no_expect, token->headers};
  return loaded ? bytes->lines : NULL;
}

static const lark_text *text_of(const lark_body *body) {
  return &((const lark_body_bytes *)(const void *)body)->bytes;
}

static void clear(lark_body *body) {
  lark_body_bytes *bytes = (lark_body_bytes *)(void *)body;
  lark_text_clear(&bytes->bytes);
  lark_text_clear(&bytes->content_type);
}

static const lark_body_methods methods = {
    .natural_method = "POST", .load = load, .text = text_of, .clear = clear};

lark_status lark_body_bytes_init(lark_body_bytes *bytes,
                                 const lark_allocator *allocator,
                                 const char *data, size_t length_bytes,
                                 const char *content_type) {
  bytes->body.methods = &methods;
  lark_text_init(&bytes->bytes, allocator);
  lark_text_init(&bytes->content_type, allocator);
  if (!lark_url_is_header_safe(content_type)) return LARK_EINVAL;
  lark_text_add(&bytes->bytes, data, length_bytes);
  lark_text_add_string(&bytes->content_type, "Content-Type: ");
  lark_text_add(&bytes->content_type, content_type, strlen(content_type) + 1);
  bool failed = bytes->bytes.failed || bytes->content_type.failed;
  return failed ? LARK_ENOMEM : LARK_OK;
}
