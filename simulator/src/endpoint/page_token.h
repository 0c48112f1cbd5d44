// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_PAGE_TOKEN_H
#define SIMULATOR_PAGE_TOKEN_H

#include "uri.h"

#include <stdbool.h>
#include <stdint.h>

/// Where a page starts. As text it looks like the platform's tokens: JSON in
/// base64, which a client has to treat as opaque.
struct page_token {
  uint64_t offset;   ///< how many items came before
  uint64_t time_ms;  ///< create_time of the last item before
  uint64_t owner_id; ///< whose items; a token fits no other list
};

enum { PAGE_TOKEN_TEXT_MAX = 160 };

/// Writes `token` as text with a closing NUL; `out` holds PAGE_TOKEN_TEXT_MAX.
void page_token_write(const struct page_token *token, char *out);

/// True if `text` is exactly what page_token_write() makes of `*token`.
bool page_token_is(struct text text, const struct page_token *token);

/// Reads the offset in `text`. False if `text` is no token at all. The caller
/// still has to check the token with page_token_is().
bool page_token_offset(struct text text, uint64_t *offset);

#endif
