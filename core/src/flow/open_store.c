// SPDX-License-Identifier: MIT

// How a store is opened by its URL.
#include "lark_store.h"
#include "redis_store.h"
#include "result.h"

lark_status lark_store_open(const char *url, const lark_allocator *allocator,
                            lark_store **out, lark_result **why) {
  static const lark_allocator usual = {NULL, NULL};
  lark_failure failure;
  if (allocator == NULL) allocator = &usual;
  if (why != NULL) *why = NULL;
  lark_status status = lark_redis_open(url, allocator, out, &failure);
  if (status != LARK_OK && why != NULL)
    *why = lark_result_explain(allocator, &failure);
  return status;
}
