// SPDX-License-Identifier: MIT
#include "mask.h"

#include <string.h>

// A shorter text is no secret of the platform's, and may be part of any word.
enum { SHORTEST_BYTES = 4 };

static const char *find(const char *secret, const char *bytes, size_t length) {
  size_t size = strlen(secret);
  return size < SHORTEST_BYTES ? NULL : memmem(bytes, length, secret, size);
}

static void mask_one(const char *secret, char *bytes, size_t length) {
  const char *found = NULL;
  while ((found = find(secret, bytes, length)) != NULL) {
    size_t size = strlen(secret);
    size_t done = (size_t)(found - bytes) + size;
    memset(bytes + done - size, '*', size);
    bytes += done;
    length -= done;
  }
}

void lark_mask(const lark_secrets *secrets, char *bytes, size_t length) {
  for (size_t i = 0; i < sizeof secrets->list / sizeof secrets->list[0]; i++) {
    if (secrets->list[i] != NULL) mask_one(secrets->list[i], bytes, length);
  }
}

bool lark_mask_finds(const lark_secrets *secrets, const char *bytes,
                     size_t length) {
  for (size_t i = 0; i < sizeof secrets->list / sizeof secrets->list[0]; i++) {
    if (secrets->list[i] != NULL &&
        find(secrets->list[i], bytes, length) != NULL)
      return true;
  }
  return false;
}
