// SPDX-License-Identifier: MIT
#include "intern.h"

#include <string.h>

#include "random.h"

enum { FIRST_SLOTS = 256 };

struct lualark_interned {
  uint64_t hash;
  uint32_t before;
  lualark_text text;
};

void lualark_intern_init(lua_State *L, lualark_intern *intern) {
  lark_random random;
  lark_random_seed(&random);
  intern->seed = lark_random_next(&random) | 1;
  intern->slots =
      lualark_extent_resize(L, NULL, 0, FIRST_SLOTS * sizeof *intern->slots);
  intern->slot_count = FIRST_SLOTS;
  memset(intern->slots, 0xFF, FIRST_SLOTS * sizeof *intern->slots);
}

void lualark_intern_clear(const lualark_extents *blocks,
                          lualark_intern *intern) {
  lualark_extent_free(blocks, intern->slots,
                      intern->slot_count * sizeof *intern->slots);
  lualark_extent_free(blocks, intern->known,
                      intern->known_room * sizeof *intern->known);
  *intern = (lualark_intern){0};
}

// The two halves of a product, mixed: each bit of the factors changes about
// half of the result's.
static uint64_t mix(uint64_t a, uint64_t b) {
  __extension__ unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t word(const char *bytes, uint32_t length) {
  uint64_t found = 0;
  memcpy(&found, bytes, length);
  return found;
}

static uint64_t hash_of(const lualark_intern *intern, uint32_t before,
                        lualark_text text) {
  static const uint64_t factor = 0x9E3779B97F4A7C15;
  uint64_t hash = intern->seed ^ before;
  if (text.bytes == NULL) return mix(hash ^ factor, intern->seed + 1);
  const char *bytes = text.bytes;
  uint32_t left = text.length;
  hash = mix(hash ^ left, factor);
  for (; left > 8; left -= 8, bytes += 8)
    hash = mix(hash ^ word(bytes, 8), intern->seed ^ factor);
  return mix(hash ^ word(bytes, left), intern->seed ^ factor);
}

static bool is_same(const struct lualark_interned *known, uint64_t hash,
                    uint32_t before, lualark_text text) {
  if (known->hash != hash || known->before != before ||
      known->text.length != text.length ||
      (known->text.bytes == NULL) != (text.bytes == NULL))
    return false;
  return text.bytes == NULL ||
         memcmp(known->text.bytes, text.bytes, text.length) == 0;
}

// The slot of a text, or the empty one where it would be.
static uint32_t *slot_of(lualark_intern *intern, uint64_t hash, uint32_t before,
                         lualark_text text) {
  size_t mask = intern->slot_count - 1;
  for (size_t at = hash & mask;; at = (at + 1) & mask) {
    uint32_t *slot = &intern->slots[at];
    intern->probes++;
    if (*slot == INTERN_NONE ||
        is_same(&intern->known[*slot], hash, before, text))
      return slot;
  }
}

static void grow_slots(lua_State *L, lualark_intern *intern) {
  size_t count = intern->slot_count * 2;
  uint32_t *slots = lualark_extent_resize(L, NULL, 0, count * sizeof *slots);
  memset(slots, 0xFF, count * sizeof *slots);
  for (uint32_t i = 0; i < intern->count; i++) {
    size_t at = intern->known[i].hash & (count - 1);
    while (slots[at] != INTERN_NONE)
      at = (at + 1) & (count - 1);
    slots[at] = i;
  }
  lualark_extents blocks = lualark_extents_of(L);
  lualark_extent_free(&blocks, intern->slots,
                      intern->slot_count * sizeof *slots);
  intern->slots = slots;
  intern->slot_count = count;
  intern->probes += intern->count;
}

uint32_t lualark_intern_add(lua_State *L, lualark_intern *intern,
                            uint32_t before, lualark_text text) {
  uint64_t hash = hash_of(intern, before, text);
  uint32_t *slot = slot_of(intern, hash, before, text);
  if (*slot != INTERN_NONE) return *slot;
  // Room comes first, so that nothing is half done where memory lacks.
  if (intern->count == intern->known_room)
    intern->known = lualark_extent_grow(L, intern->known, &intern->known_room,
                                        sizeof *intern->known);
  if ((size_t)intern->count * 2 >= intern->slot_count) {
    grow_slots(L, intern);
    slot = slot_of(intern, hash, before, text);
  }
  *slot = intern->count;
  intern->known[intern->count] =
      (struct lualark_interned){.hash = hash, .before = before, .text = text};
  return intern->count++;
}

uint32_t lualark_intern_find(lualark_intern *intern, uint32_t before,
                             lualark_text text) {
  return *slot_of(intern, hash_of(intern, before, text), before, text);
}
