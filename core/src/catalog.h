// SPDX-License-Identifier: MIT

/// The catalog as the generator writes it (tools/catalog.lua), and look-ups.
#ifndef LARK_CATALOG_H
#define LARK_CATALOG_H

#include "lark.h"

/// What an error code asks of the client.
typedef enum lark_reaction {
  LARK_FAIL,            ///< tell the caller
  LARK_RENEW_TOKEN,     ///< a new tenant token, then once more
  LARK_RENEW_APP_TOKEN, ///< a new app token first
  LARK_RENEW_TICKET,    ///< a new app_ticket first
  LARK_HOLD,            ///< over a limit: wait, then once more
  LARK_REPEAT,          ///< once more, if that is safe
} lark_reaction;

/// The codes from `first` to `last`.
typedef struct lark_code {
  int64_t first;
  int64_t last;
  lark_status status;
  lark_reaction reaction;
  const char *meaning;
  const char *hint;
} lark_code;

/// Sorted by name.
extern const lark_endpoint lark_catalog_endpoints[];
extern const size_t lark_catalog_endpoint_count;

/// Sorted by code.
extern const lark_code lark_catalog_codes[];
extern const size_t lark_catalog_code_count;

/// What is known about an error code, or NULL.
const lark_code *lark_catalog_code(int64_t code);

#endif
