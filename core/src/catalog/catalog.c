// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "lark.h"
#include "suggest.h"
#include "unpack.h"

const char *lark_locale_at(size_t index) {
  if (index >= lark_catalog_locale_count) return NULL;
  return lark_catalog_text + lark_catalog_locales[index];
}

const char *lark_locale_text(const char *text, const char *const *texts) {
  const char *language = lark_language();
  for (size_t i = 0; texts != NULL && i < lark_catalog_locale_count; i++) {
    if (texts[i] != NULL && strcmp(lark_locale_at(i), language) == 0)
      return texts[i];
  }
  return text;
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
static const uint32_t HASH_START = 2166136261U;

static uint32_t add_to_hash(uint32_t hash, const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++)
    hash = (hash ^ (unsigned char)bytes[i]) * 16777619U;
  return hash;
}

// By its hash, so that a lookup takes as long however many endpoints there are.
const lark_endpoint *lark_endpoint_find(const char *name) {
  uint32_t slot =
      add_to_hash(HASH_START, name, strlen(name)) & lark_catalog_slot_mask;
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

// Hashes a method and a path, with ':' in place of the segments of `form`.
static uint32_t hash_of_route(const char *method, const char *path,
                              uint32_t form) {
  uint32_t hash = add_to_hash(HASH_START, method, strlen(method));
  for (uint32_t left = form;; left >>= 1) {
    size_t length = strcspn(path, "/");
    hash =
        left & 1 ? add_to_hash(hash, ":", 1) : add_to_hash(hash, path, length);
    path += length;
    if (*path == '\0') return hash;
    hash = add_to_hash(hash, path++, 1);
  }
}

typedef struct route {
  size_t endpoint;
  size_t params; // in its path
} route;

// Takes an endpoint that is asked for if it is better than `best`:
// "/jobs/search" goes before "/jobs/:id".
static void try_route(route *best, size_t index, const char *method,
                      const char *path) {
  const lark_catalog_endpoint *endpoint = &lark_catalog_endpoints[index];
  size_t params = 0;
  if (!has_form(path, lark_catalog_text + endpoint->path, &params) ||
      strcmp(method, lark_catalog_text + endpoint->method) != 0)
    return;
  if (params > best->params ||
      (params == best->params && index > best->endpoint))
    return;
  *best = (route){index, params};
}

const lark_endpoint *lark_endpoint_route(const char *method, const char *path) {
  route best = {lark_catalog_endpoint_count, SIZE_MAX};
  for (size_t i = 0; i < lark_catalog_form_count; i++) {
    uint32_t slot = hash_of_route(method, path, lark_catalog_forms[i]) &
                    lark_catalog_route_mask;
    for (; lark_catalog_routes[slot] != 0;
         slot = (slot + 1) & lark_catalog_route_mask)
      try_route(&best, (size_t)lark_catalog_routes[slot] - 1, method, path);
  }
  return lark_endpoint_at(best.endpoint);
}

// A search for the name nearest to one that is misspelt.
typedef struct search {
  lark_suggestion best;
  const lark_catalog_name *nearest; // of `best`, or NULL
  uint32_t letters;                 // of what was wanted
  uint32_t attempts;                // that are left
} search;

static void try_name(search *s, size_t index) {
  uint32_t letters = lark_catalog_names[index].letters;
  if (s->attempts == 0 ||
      lark_suggest_least(s->letters, letters) >= s->best.distance)
    return;
  s->attempts--;
  if (lark_suggest_try(&s->best, name_at(index)))
    s->nearest = &lark_catalog_names[index];
}

static void try_length(search *s, size_t length) {
  if (length > LARK_SUGGEST_LONGEST) return;
  size_t end = lark_catalog_lengths[length + 1];
  for (size_t i = lark_catalog_lengths[length]; i < end; i++)
    try_name(s, lark_catalog_by_length[i]);
}

// Names that start alike come first, since most mistakes are near the end or
// small: where one edit is found to be enough, no other name is looked at.
static void try_those_that_start_alike(search *s, const char *name) {
  enum { NEIGHBOURS = 8 };
  size_t at = first_from(name);
  size_t end = at + NEIGHBOURS;
  if (end > lark_catalog_name_count) end = lark_catalog_name_count;
  for (size_t i = at > NEIGHBOURS ? at - NEIGHBOURS : 0; i < end; i++)
    try_name(s, i);
}

// Names differ in at least as many edits as their lengths do.
static void try_by_length(search *s, const char *name) {
  size_t length = strlen(name);
  for (size_t apart = 0; apart < s->best.distance && s->best.distance > 1;
       apart++) {
    try_length(s, length + apart);
    if (apart > 0 && apart < length) try_length(s, length - apart);
  }
}

// The shortest name that what was wanted is a part of.
static void try_parts(search *s, const char *name) {
  size_t length = strlen(name);
  if (length > LARK_SUGGEST_LONGEST) return;
  size_t end = lark_catalog_lengths[LARK_SUGGEST_LONGEST + 1];
  size_t at = lark_catalog_lengths[length];
  for (; at < end && s->nearest == NULL; at++) {
    size_t index = lark_catalog_by_length[at];
    if (lark_suggest_part(&s->best, name_at(index)))
      s->nearest = &lark_catalog_names[index];
  }
}

const lark_endpoint *lark_endpoint_suggest(const char *name) {
  enum {
    ATTEMPTS = 256
  }; // so that a search ends, however many names there are
  search s = {.best = lark_suggest_for(name),
              .letters = lark_suggest_letters(name),
              .attempts = ATTEMPTS};
  try_those_that_start_alike(&s, name);
  try_by_length(&s, name);
  if (s.nearest == NULL) try_parts(&s, name);
  return s.nearest != NULL ? lark_unpack_endpoint(s.nearest->endpoint) : NULL;
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

size_t lark_event_type_count(void) {
  return lark_catalog_event_count;
}

const lark_event_type *lark_event_type_at(size_t index) {
  if (index >= lark_catalog_event_count) return NULL;
  return lark_unpack_event(index);
}

static const char *event_name(const lark_catalog_event *event) {
  return lark_catalog_text + event->name;
}

static int by_event_name(const void *name, const void *entry) {
  return strcmp(name, event_name(entry));
}

const lark_event_type *lark_event_type_find(const char *name) {
  const lark_catalog_event *found =
      bsearch(name, lark_catalog_events, lark_catalog_event_count,
              sizeof lark_catalog_events[0], by_event_name);
  if (found == NULL) return NULL;
  return lark_unpack_event((size_t)(found - lark_catalog_events));
}

const lark_event_type *lark_event_type_suggest(const char *name) {
  lark_suggestion best = lark_suggest_for(name);
  size_t nearest = lark_catalog_event_count;
  for (size_t i = 0; i < lark_catalog_event_count; i++) {
    if (lark_suggest_try(&best, event_name(&lark_catalog_events[i])))
      nearest = i;
  }
  return lark_event_type_at(nearest);
}
