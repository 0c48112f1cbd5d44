// SPDX-License-Identifier: MIT
#include "catalog.h"

#include <stdlib.h>

#include "suggest.h"

static int by_name(const void *name, const void *endpoint) {
  return strcmp(name, ((const lark_endpoint *)endpoint)->name);
}

static int by_code(const void *code, const void *entry) {
  const lark_code *range = entry;
  int64_t wanted = *(const int64_t *)code;
  if (wanted < range->first) return -1;
  return wanted > range->last;
}

const char *lark_locale_at(size_t index) {
  return index < lark_catalog_locale_count ? lark_catalog_locales[index] : NULL;
}

size_t lark_endpoint_count(void) {
  return lark_catalog_endpoint_count;
}

const lark_endpoint *lark_endpoint_at(size_t index) {
  if (index >= lark_catalog_endpoint_count) return NULL;
  return &lark_catalog_endpoints[index];
}

const lark_endpoint *lark_endpoint_find(const char *name) {
  return bsearch(name, lark_catalog_endpoints, lark_catalog_endpoint_count,
                 sizeof lark_catalog_endpoints[0], by_name);
}

const lark_endpoint *lark_endpoint_suggest(const char *name) {
  const lark_endpoint *nearest = NULL;
  lark_suggestion best = lark_suggest_for(name);
  for (size_t i = 0; i < lark_catalog_endpoint_count; i++) {
    const lark_endpoint *endpoint = &lark_catalog_endpoints[i];
    if (lark_suggest_try(&best, endpoint->name)) nearest = endpoint;
  }
  return nearest;
}

const lark_code *lark_code_find(int64_t code) {
  return bsearch(&code, lark_catalog_codes, lark_catalog_code_count,
                 sizeof lark_catalog_codes[0], by_code);
}
