// SPDX-License-Identifier: MIT
#include "page.h"

#include "memory.h"
#include "page_token.h"

// The time of the row before, if the table has one: part of a page token.
static uint64_t time_before(const struct rows *rows,
                            const struct company *company, size_t offset) {
  uint32_t row = rows->list[offset - 1];
  json_t *time = table_get(rows->table, company, row, "create_time");
  uint64_t time_ms = (uint64_t)json_integer_value(time);
  json_decref(time);
  return time_ms;
}

static struct page_token token_at(const struct rows *rows,
                                  const struct company *company,
                                  size_t offset) {
  // Only a fault makes a token that leads to the start.
  uint64_t time_ms = offset > 0 ? time_before(rows, company, offset) : 0;
  return (struct page_token){offset, time_ms, rows->owner};
}

// Reads where a page starts.
static bool read_start(struct text text, const struct rows *rows,
                       const struct company *company, size_t *first) {
  uint64_t offset;
  // An empty token means the first page, as on the platform.
  if (text.length == 0) return true;
  if (!page_token_offset(text, &offset)) return false;
  if (offset >= rows->count) return false;
  struct page_token token = token_at(rows, company, (size_t)offset);
  *first = (size_t)offset;
  return page_token_is(text, &token);
}

static size_t page_size(const json_t *params) {
  const json_t *size = json_object_get(params, "page_size");
  return size != NULL ? (size_t)json_integer_value(size) : 10;
}

bool page_find(struct page *page, const struct rows *rows,
               const struct company *company, const json_t *params) {
  char unused[TEXT_NUMBER_MAX];
  const json_t *token = json_object_get(params, "page_token");
  size_t first = 0;
  if (!read_start(text_of_json(token, unused), rows, company, &first)) {
    return false;
  }
  size_t end = first + page_size(params);
  page->first = first;
  page->end = end < rows->count ? end : rows->count;
  page->has_more = page->end < rows->count;
  page->has_token = page->has_more;
  page->next = page->end;
  return true;
}

// Removes the last rows of this page and everything after it.
static void shrink(struct page *page, size_t rows) {
  size_t have = page->end - page->first;
  page->end = rows < have ? page->end - rows : page->first;
  page->has_more = false;
  page->has_token = false;
}

static void lead_to(struct page *page, size_t next) {
  page->next = next;
  page->has_more = true;
  page->has_token = true;
}

void page_bend(struct page *page, const struct fault_hit *hit,
               const json_t *params) {
  size_t size = page_size(params);
  if (fault_is(hit, FAULT_PAGE_EMPTY)) {
    // The rows come with the next page, so that nothing is lost.
    page->end = page->first;
    lead_to(page, page->first);
  } else if (fault_is(hit, FAULT_PAGE_TOKEN_MISSING)) {
    page->has_more = true;
    page->has_token = false;
  } else if (fault_is(hit, FAULT_PAGE_TOKEN_SAME)) {
    lead_to(page, page->first);
  } else if (fault_is(hit, FAULT_PAGE_TOKEN_CYCLE) && page->first > 0) {
    lead_to(page, page->first > size ? page->first - size : 0);
  } else if (fault_is(hit, FAULT_PAGE_SHRINK)) {
    shrink(page, (size_t)hit->values[0]);
  }
}

json_t *page_token_json(const struct page *page, const struct rows *rows,
                        const struct company *company) {
  if (!page->has_token) return NULL;
  char text[PAGE_TOKEN_TEXT_MAX];
  struct page_token next = token_at(rows, company, page->next);
  page_token_write(&next, text);
  return memory_need(json_string(text));
}
