// SPDX-License-Identifier: MIT
#include "mask.h"

#include <string.h>

// What is shorter is no secret of the platform's, and may be part of any word.
enum { SHORTEST_BYTES = 4 };

static void mask_one(const char *secret, char *bytes, size_t length) {
  size_t size = strlen(secret);
  const char *end = bytes + length;
  if (size < SHORTEST_BYTES) return;
  for (char *found = memmem(bytes, length, secret, size); found != NULL;
       found = memmem(found, (size_t)(end - found), secret, size))
    memset(found, '*', size);
}

void lark_mask(const lark_secrets *secrets, char *bytes, size_t length) {
  for (size_t i = 0; i < sizeof secrets->list / sizeof secrets->list[0]; i++) {
    if (secrets->list[i] != NULL) mask_one(secrets->list[i], bytes, length);
  }
}
