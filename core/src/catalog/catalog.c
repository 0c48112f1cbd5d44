// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "suggest.h"
#include "unpack.h"

const char *lark_locale_at(size_t index) {
  if (index >= lark_catalog_locale_count) return NULL;
  return lark_catalog_text + lark_catalog_locales[index];
}

size_t lark_endpoint_count(void) {
  return lark_catalog_endpoint_count;
}

const lark_endpoint *lark_endpoint_at(size_t index) {
  if (index >= lark_catalog_endpoint_count) return NULL;
  return lark_unpack_endpoint(index);
}

const char *lark_endpoint_name_at(size_t index) {
  if (index >= lark_catalog_endpoint_count) return NULL;
  return lark_catalog_text + lark_catalog_endpoints[index].name;
}

static const char *name_at(size_t index) {
  return lark_catalog_text + lark_catalog_names[index].text;
}

// The first name or alias that does not come before `name`.
static size_t first_from(const char *name) {
  size_t low = 0;
  size_t high = lark_catalog_name_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(name_at(middle), name) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// FNV-1a; tools/catalog.lua reckons the same.
static uint32_t hash_of(const char *name) {
  uint32_t hash = 2166136261U;
  for (; *name != '\0'; name++)
    hash = (hash ^ (unsigned char)*name) * 16777619U;
  return hash;
}

// By its hash, so that a lookup takes as long however many endpoints there are.
const lark_endpoint *lark_endpoint_find(const char *name) {
  uint32_t slot = hash_of(name) & lark_catalog_slot_mask;
  while (lark_catalog_slots[slot] != 0) {
    size_t index = (size_t)lark_catalog_slots[slot] - 1;
    if (strcmp(name_at(index), name) == 0)
      return lark_unpack_endpoint(lark_catalog_names[index].endpoint);
    slot = (slot + 1) & lark_catalog_slot_mask;
  }
  return NULL;
}

// '.' comes before whatever else a name is made of, so that those below a
// prefix stand right behind it.
bool lark_endpoint_is_below(const char *prefix) {
  size_t length = strlen(prefix);
  size_t found = first_from(prefix);
  for (; found < lark_catalog_name_count; found++) {
    const char *name = name_at(found);
    if (strcmp(name, prefix) != 0)
      return strncmp(name, prefix, length) == 0 && name[length] == '.';
  }
  return false;
}

bool lark_endpoint_documents(size_t index, int64_t code) {
  if (index >= lark_catalog_endpoint_count) return false;
  const lark_catalog_endpoint *endpoint = &lark_catalog_endpoints[index];
  const int32_t *errors = &lark_catalog_integers[endpoint->errors];
  for (uint32_t i = 0; i < endpoint->error_count; i++) {
    if (errors[i] == code) return true;
  }
  return false;
}

// Whether a path has the form of a template such as "/a/:id/b". `*params` gets
// how many segments stand for any.
static bool has_form(const char *path, const char *form, size_t *params) {
  *params = 0;
  while (*path != '\0' && *form != '\0') {
    size_t length = strcspn(path, "/");
    size_t wanted = strcspn(form, "/");
    if (form[0] == ':' && length > 0)
      ++*params;
    else if (length != wanted || memcmp(path, form, length) != 0)
      return false;
    path += length;
    form += wanted;
    if (*path != *form) return false;
    if (*path == '/') path++, form++;
  }
  return *path == *form;
}

const lark_endpoint *lark_endpoint_route(const char *method, const char *path) {
  size_t best = lark_catalog_endpoint_count;
  size_t fewest = SIZE_MAX;
  for (size_t i = 0; i < lark_catalog_endpoint_count; i++) {
    const lark_catalog_endpoint *endpoint = &lark_catalog_endpoints[i];
    size_t params = 0;
    if (!has_form(path, lark_catalog_text + endpoint->path, &params) ||
        strcmp(method, lark_catalog_text + endpoint->method) != 0)
      continue;
    // "/jobs/search" goes before "/jobs/:id".
    if (params >= fewest) continue;
    fewest = params;
    best = i;
  }
  return lark_endpoint_at(best);
}

const lark_endpoint *lark_endpoint_suggest(const char *name) {
  const lark_catalog_name *nearest = NULL;
  lark_suggestion best = lark_suggest_for(name);
  for (size_t i = 0; i < lark_catalog_name_count; i++) {
    if (lark_suggest_try(&best, name_at(i))) nearest = &lark_catalog_names[i];
  }
  bool near = nearest != NULL;
  for (size_t i = 0; i < lark_catalog_name_count && !near; i++) {
    if (lark_suggest_part(&best, name_at(i))) nearest = &lark_catalog_names[i];
  }
  return nearest != NULL ? lark_unpack_endpoint(nearest->endpoint) : NULL;
}

static int by_code(const void *code, const void *entry) {
  const lark_catalog_code *range = entry;
  int64_t wanted = *(const int64_t *)code;
  if (wanted < range->first) return -1;
  return wanted > range->last;
}

const lark_code *lark_code_find(int64_t code) {
  const lark_catalog_code *found =
      bsearch(&code, lark_catalog_codes, lark_catalog_code_count,
              sizeof lark_catalog_codes[0], by_code);
  if (found == NULL) return NULL;
  return lark_unpack_code((size_t)(found - lark_catalog_codes));
}
