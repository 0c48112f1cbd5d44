// SPDX-License-Identifier: MIT

// Nothing, with header lines of its own: a file's server gets no token.
#include "body.h"

#include <inttypes.h>
#include <stdio.h>

static void add_line(lark_body_fetch *fetch, size_t *count, char *line) {
  fetch->lines[*count] = (struct curl_slist){line, NULL};
  if (*count > 0) fetch->lines[*count - 1].next = &fetch->lines[*count];
  ++*count;
}

static const struct curl_slist *load(lark_body *body, CURL *easy,
                                     const lark_token *token) {
  lark_body_fetch *fetch = (lark_body_fetch *)(void *)body;
  // The length of a file that is compressed on its way is not told.
  static char plain[] = "Accept-Encoding: identity";
  static char any[] = "Accept:";
  size_t count = 0;
  (void)token;
  add_line(fetch, &count, fetch->agent.bytes);
  add_line(fetch, &count, plain);
  add_line(fetch, &count, any);
  if (fetch->range[0] != '\0') {
    add_line(fetch, &count, fetch->range);
    add_line(fetch, &count, fetch->if_range);
  }
  bool loaded =
      curl_easy_setopt(easy, CURLOPT_POSTFIELDS, (char *)NULL) == CURLE_OK &&
      curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L) == CURLE_OK;
  return loaded ? fetch->lines : NULL;
}

static void clear(lark_body *body) {
  lark_text_clear(&((lark_body_fetch *)(void *)body)->agent);
}

static const lark_body_methods methods = {
    .natural_method = "GET", .load = load, .clear = clear};

lark_status lark_body_fetch_init(lark_body_fetch *fetch,
                                 const lark_allocator *allocator,
                                 const char *user_agent) {
  *fetch = (lark_body_fetch){.body = {&methods}};
  lark_text_init(&fetch->agent, allocator);
  lark_text_add_string(&fetch->agent, "User-Agent: ");
  lark_text_add(&fetch->agent, user_agent, strlen(user_agent) + 1);
  return fetch->agent.failed ? LARK_ENOMEM : LARK_OK;
}

void lark_body_fetch_from(lark_body_fetch *fetch, uint64_t first,
                          const char *etag) {
  fetch->range[0] = '\0';
  if (first == 0 || etag[0] == '\0') return;
  snprintf(fetch->range, sizeof fetch->range, "Range: bytes=%" PRIu64 "-",
           first);
  snprintf(fetch->if_range, sizeof fetch->if_range, "If-Range: %s", etag);
}
