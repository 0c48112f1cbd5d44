// SPDX-License-Identifier: MIT

/// Masks secrets that a server sends back.
#ifndef LARK_MASK_H
#define LARK_MASK_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The secrets that an attempt involves. NULL entries are skipped.
typedef struct lark_secrets {
  const char *list[7];
} lark_secrets;

/// Overwrites each secret in `bytes` with asterisks.
void lark_mask(const lark_secrets *secrets, char *bytes, size_t length);

/// Whether `bytes` holds one of the secrets.
bool lark_mask_finds(const lark_secrets *secrets, const char *bytes,
                     size_t length);

#ifdef __cplusplus
}
#endif

#endif
