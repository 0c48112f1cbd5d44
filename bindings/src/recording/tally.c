// SPDX-License-Identifier: MIT
#include "tally.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
  lark_index_link link; ///< first
  int64_t number;
  size_t lengths[LUALARK_TALLY_PARTS];
  char bytes[]; ///< the parts, one after the other
} entry;

lualark_tally_part lualark_tally_text(const char *text) {
  return (lualark_tally_part){text, strlen(text)};
}

static uint64_t hash_of(const lualark_tally_key *key) {
  uint64_t hash = 0;
  for (size_t i = 0; i < LUALARK_TALLY_PARTS; i++)
    hash = lark_hash(hash, key->parts[i].bytes, key->parts[i].length);
  return hash;
}

static bool has_key(const entry *e, const lualark_tally_key *key) {
  const char *at = e->bytes;
  for (size_t i = 0; i < LUALARK_TALLY_PARTS; i++) {
    const lualark_tally_part *part = &key->parts[i];
    if (e->lengths[i] != part->length ||
        (part->length > 0 && memcmp(at, part->bytes, part->length) != 0))
      return false;
    at += part->length;
  }
  return true;
}

static entry *find(const lualark_tally *tally, const lualark_tally_key *key,
                   uint64_t hash) {
  lark_index_link *link = lark_index_find(&tally->index, hash);
  while (link != NULL && !has_key((entry *)link, key))
    link = lark_index_next(link);
  return (entry *)link;
}

static entry *add(lualark_tally *tally, const lualark_tally_key *key,
                  uint64_t hash) {
  size_t bytes = 0;
  for (size_t i = 0; i < LUALARK_TALLY_PARTS; i++)
    bytes += key->parts[i].length;
  entry *e = calloc(1, sizeof *e + bytes);
  if (e == NULL) return NULL;
  char *at = e->bytes;
  for (size_t i = 0; i < LUALARK_TALLY_PARTS; i++) {
    const lualark_tally_part *part = &key->parts[i];
    e->lengths[i] = part->length;
    if (part->length > 0) memcpy(at, part->bytes, part->length);
    at += part->length;
  }
  lark_index_add(&tally->index, &e->link, hash);
  return e;
}

int64_t *lualark_tally_at(lualark_tally *tally, const lualark_tally_key *key) {
  uint64_t hash = hash_of(key);
  entry *found = find(tally, key, hash);
  if (found == NULL) found = add(tally, key, hash);
  return found != NULL ? &found->number : NULL;
}

void lualark_tally_clear(lualark_tally *tally) {
  size_t number = 0;
  lark_index_link *link;
  while ((link = lark_index_walk(&tally->index, &number)) != NULL) {
    lark_index_remove(&tally->index, link);
    free(link);
  }
  lark_index_clear(&tally->index);
}
