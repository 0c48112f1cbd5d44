// SPDX-License-Identifier: MIT

// The blocks of a heap, for those who look for what makes Lua slow.
#include <stdlib.h>

#include "heap.h"
#include "parts.h"

const void *lualark_heap_next_long(const lualark_heap *h, const void *block,
                                   size_t *bytes) {
  const heap_large *l = block != NULL ? ((const heap_large *)block - 1)->next
                                      : h->blocks[HEAP_LONG_ONES];
  if (l == NULL) return NULL;
  *bytes = l->bytes - sizeof *l;
  return l + 1;
}

bool lualark_heap_holds(const lualark_heap *h, const void *place,
                        size_t bytes) {
  uintptr_t at = (uintptr_t)place;
  for (const heap_chunk *c = h->chunks; c != NULL; c = c->next) {
    uintptr_t first = (uintptr_t)(c + 1);
    uintptr_t end = (uintptr_t)heap_chunk_end(c);
    if (at >= first && at <= end - bytes) return true;
  }
  return false;
}

static int by_address(const void *a, const void *b) {
  uintptr_t left = (uintptr_t) * (const void *const *)a;
  uintptr_t right = (uintptr_t) * (const void *const *)b;
  return (left > right) - (left < right);
}

void lualark_heap_keep_strings(const lualark_heap *h, const void **places,
                               size_t count) {
  enum { MOST = 256 };
  bool found[MOST] = {false};
  if (count > MOST) count = MOST;
  qsort(places, count, sizeof *places, by_address);
  for (const heap_large *l = h->blocks[HEAP_STRINGS]; l != NULL; l = l->next) {
    const void *string = l + 1;
    const void **place =
        bsearch(&string, places, count, sizeof *places, by_address);
    if (place != NULL) found[place - places] = true;
  }
  for (size_t i = 0; i < count; i++)
    if (!found[i]) places[i] = NULL;
}
