// SPDX-License-Identifier: MIT

/// Header lines that a caller adds to a request.
#ifndef LARK_HEADERS_H
#define LARK_HEADERS_H

#include <curl/curl.h>

#include "failure.h"

typedef struct lark_headers {
  struct curl_slist *lines; ///< one for each, linked; NULL: none
  size_t count;
  lark_text text;
  const char *content_type; ///< of the caller; NULL: none
} lark_headers;

/// Checks a caller's headers: their names and values must be such, and none may
/// be one that the client or HTTP itself sets. LARK_OK; or LARK_EPARAM, and
/// `failure` says which.
lark_status lark_headers_check(const lark_header *list, size_t count,
                               lark_failure *failure);

/// Copies checked headers, all but Content-Type, which `content_type` gets: it
/// is the body's. LARK_OK or LARK_ENOMEM; in each case lark_headers_clear()
/// ends it.
lark_status lark_headers_take(lark_headers *headers,
                              const lark_allocator *allocator,
                              const lark_header *list, size_t count);
void lark_headers_clear(lark_headers *headers);

/// The lines, with others behind them, which stay their owner's.
const struct curl_slist *lark_headers_before(lark_headers *headers,
                                             const struct curl_slist *others);

/// lark_headers_plain() copies so many lines at most: no body has more.
enum { LARK_PLAIN_LINES = 8 };

/// The lines, but for Accept-Encoding, which asks for no compression. They stay
/// their owner's; `room` has LARK_PLAIN_LINES links, and outlives the list.
const struct curl_slist *lark_headers_plain(struct curl_slist *room,
                                            const struct curl_slist *lines);

#endif
