// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_PAGE_H
#define SIMULATOR_PAGE_H

#include "fault.h"
#include "rows.h"

#include <jansson.h>
#include <stdbool.h>

/// A part of the rows that a call asks for.
struct page {
  size_t first;
  size_t end;
  bool has_more;
  bool has_token;
  size_t next; ///< where the token leads
};

/// Finds the page that the parameters page_size and page_token ask for. False
/// if the token was not given out for these rows.
bool page_find(struct page *page, const struct rows *rows,
               const struct company *company, const json_t *params);

/// Changes a page as the fault `hit` says, if it is one to pages.
void page_bend(struct page *page, const struct fault_hit *hit,
               const json_t *params);

/// The token of a page: a new reference, or NULL if it has none.
json_t *page_token_json(const struct page *page, const struct rows *rows,
                        const struct company *company);

#endif
