// SPDX-License-Identifier: MIT

/// The catalog: tables that tools/catalog.lua writes. lark.h has the look-ups.
#ifndef LARK_CATALOG_H
#define LARK_CATALOG_H

#include "lark.h"

/// Sorted by name.
extern const lark_endpoint lark_catalog_endpoints[];
extern const size_t lark_catalog_endpoint_count;

/// Sorted by code.
extern const lark_code lark_catalog_codes[];
extern const size_t lark_catalog_code_count;

/// The languages of its texts.
extern const char *const lark_catalog_locales[];
extern const size_t lark_catalog_locale_count;

#endif
