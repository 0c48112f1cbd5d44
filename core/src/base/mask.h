// SPDX-License-Identifier: MIT

/// Secrets that a server sends back, made unreadable.
#ifndef LARK_MASK_H
#define LARK_MASK_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The secrets of one attempt, to be looked for; NULL where there is none.
typedef struct lark_secrets {
  const char *list[6];
} lark_secrets;

/// Overwrites each occurrence in `bytes` with asterisks.
void lark_mask(const lark_secrets *secrets, char *bytes, size_t length);

/// Whether there is anything to overwrite.
bool lark_mask_finds(const lark_secrets *secrets, const char *bytes,
                     size_t length);

#ifdef __cplusplus
}
#endif

#endif
