// SPDX-License-Identifier: MIT
#include "index.h"

#include <string.h>

#include "memory.h"

// FNV-1a, mixed at the end so that its low bits depend on all bytes.
uint64_t lark_hash(uint64_t before, const void *bytes, size_t length) {
  const unsigned char *at = bytes;
  uint64_t hash = before ^ 0xcbf29ce484222325;
  for (size_t i = 0; i < length; i++)
    hash = (hash ^ at[i]) * 0x100000001b3;
  hash ^= hash >> 32;
  return hash * 0x9e3779b97f4a7c15;
}

static lark_index_link **slots_of(lark_index *index) {
  return index->slots != NULL ? index->slots : index->few;
}

static size_t slot_count(const lark_index *index) {
  return index->slots != NULL ? index->slot_count : LARK_INDEX_FEW;
}

static size_t slot_of(uint64_t hash, size_t count) {
  return (hash >> 32) & (count - 1);
}

static void put(lark_index_link **slots, size_t count, lark_index_link *link) {
  lark_index_link **slot = &slots[slot_of(link->hash, count)];
  link->next = *slot;
  *slot = link;
}

static void release_slots(lark_index *index) {
  lark_release(&index->allocator, index->slots,
               index->slot_count * sizeof(lark_index_link *));
}

// Where memory lacks, chains become longer.
static void grow(lark_index *index) {
  enum { TIMES = 4 };
  size_t before = slot_count(index), count = before * TIMES;
  lark_index_link **slots = slots_of(index);
  lark_index_link **grown =
      lark_alloc(&index->allocator, count * sizeof(lark_index_link *));
  if (grown == NULL) return;
  for (size_t i = 0; i < before; i++) {
    for (lark_index_link *link = slots[i], *next = NULL; link != NULL;
         link = next) {
      next = link->next;
      put(grown, count, link);
    }
  }
  release_slots(index);
  index->slots = grown;
  index->slot_count = count;
}

void lark_index_add(lark_index *index, lark_index_link *link, uint64_t hash) {
  if (index->count >= slot_count(index)) grow(index);
  link->hash = hash;
  put(slots_of(index), slot_count(index), link);
  index->count++;
}

void lark_index_remove(lark_index *index, lark_index_link *link) {
  lark_index_link **place =
      &slots_of(index)[slot_of(link->hash, slot_count(index))];
  while (*place != link)
    place = &(*place)->next;
  *place = link->next;
  index->count--;
}

static lark_index_link *first_with(lark_index_link *link, uint64_t hash) {
  while (link != NULL && link->hash != hash)
    link = link->next;
  return link;
}

lark_index_link *lark_index_find(const lark_index *index, uint64_t hash) {
  lark_index_link *const *slots =
      index->slots != NULL ? index->slots : index->few;
  return first_with(slots[slot_of(hash, slot_count(index))], hash);
}

lark_index_link *lark_index_next(const lark_index_link *link) {
  return first_with(link->next, link->hash);
}

lark_index_link *lark_index_walk(const lark_index *index, size_t *number) {
  lark_index_link *const *slots =
      index->slots != NULL ? index->slots : index->few;
  for (; *number < slot_count(index); (*number)++) {
    if (slots[*number] != NULL) return slots[*number];
  }
  return NULL;
}

void lark_index_clear(lark_index *index) {
  release_slots(index);
  index->slots = NULL;
  index->slot_count = 0;
  index->count = 0;
  memset(index->few, 0, sizeof index->few);
}
