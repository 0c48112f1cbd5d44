// SPDX-License-Identifier: MIT
#include "secret.h"

#include <string.h>

#include "memory.h"

void lark_wipe(void *block, size_t bytes) {
  if (block != NULL) explicit_bzero(block, bytes);
}

void lark_release_secret(const lark_allocator *allocator, char *secret) {
  if (secret == NULL) return;
  size_t bytes = strlen(secret) + 1;
  lark_wipe(secret, bytes);
  lark_release(allocator, secret, bytes);
}

bool lark_secret_reserve(lark_text *text, size_t bytes) {
  text->bytes = lark_alloc(&text->allocator, bytes);
  text->failed = text->bytes == NULL;
  text->capacity_bytes = text->failed ? 0 : bytes;
  return !text->failed;
}

void lark_secret_clear(lark_text *text) {
  lark_wipe(text->bytes, text->capacity_bytes);
  lark_text_clear(text);
}
