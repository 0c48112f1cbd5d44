// SPDX-License-Identifier: MIT
#include "memory.h"

#include <stdlib.h>
#include <string.h>

void *lark_resize(const lark_allocator *allocator, void *block,
                  size_t old_bytes, size_t new_bytes) {
  if (allocator->resize != NULL)
    return allocator->resize(allocator->user, block, old_bytes, new_bytes);
  if (new_bytes > 0) return realloc(block, new_bytes);
  free(block);
  return NULL;
}

// From so many bytes on the system gives memory that is zeroed already, and
// that takes no room until it is used.
enum { LARGE_BYTES = 128 * 1024 };

void *lark_alloc(const lark_allocator *allocator, size_t bytes) {
  if (allocator->resize == NULL && bytes >= LARGE_BYTES)
    return calloc(1, bytes);
  void *block = lark_resize(allocator, NULL, 0, bytes);
  if (block != NULL) memset(block, 0, bytes);
  return block;
}

void lark_release(const lark_allocator *allocator, void *block, size_t bytes) {
  if (block != NULL) lark_resize(allocator, block, bytes, 0);
}

char *lark_copy(const lark_allocator *allocator, const char *string) {
  if (string == NULL) return NULL;
  size_t bytes = strlen(string) + 1;
  char *copy = lark_resize(allocator, NULL, 0, bytes);
  if (copy != NULL) memcpy(copy, string, bytes);
  return copy;
}

void lark_release_string(const lark_allocator *allocator, char *string) {
  if (string != NULL) lark_release(allocator, string, strlen(string) + 1);
}
