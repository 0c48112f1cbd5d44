// SPDX-License-Identifier: MIT
#include "slots.h"

#include "memory.h"

static bool grow(lark_slots *slots) {
  uint32_t old = slots->capacity;
  uint32_t new = old < 16 ? 32 : old * 2;
  if (new <= old) return false;
  lark_slot *entries =
      lark_resize(&slots->allocator, slots->entries, old * sizeof *entries,
                  new * sizeof *entries);
  if (entries == NULL) return false;

  for (uint32_t i = old; i < new; i++)
    entries[i] = (lark_slot){NULL, 1, i + 1};
  slots->entries = entries;
  slots->capacity = new;
  slots->first_free = old;
  return true;
}

uint64_t lark_slots_take(lark_slots *slots, void *thing) {
  if (slots->first_free == slots->capacity && !grow(slots)) return 0;
  uint32_t number = slots->first_free;
  lark_slot *slot = &slots->entries[number];
  slots->first_free = slot->next_free;
  slot->thing = thing;
  return (uint64_t)slot->generation << 32 | number;
}

void *lark_slots_find(const lark_slots *slots, uint64_t handle) {
  uint32_t number = (uint32_t)handle;
  if (number >= slots->capacity) return NULL;
  const lark_slot *slot = &slots->entries[number];
  return slot->generation == handle >> 32 ? slot->thing : NULL;
}

void lark_slots_give_back(lark_slots *slots, uint64_t handle) {
  uint32_t number = (uint32_t)handle;
  lark_slot *slot = &slots->entries[number];
  slot->thing = NULL;
  slot->generation++;
  slot->next_free = slots->first_free;
  slots->first_free = number;
}

void *lark_slots_next(const lark_slots *slots, uint32_t *number) {
  while (*number < slots->capacity) {
    void *thing = slots->entries[(*number)++].thing;
    if (thing != NULL) return thing;
  }
  return NULL;
}

void lark_slots_clear(lark_slots *slots) {
  lark_release(&slots->allocator, slots->entries,
               slots->capacity * sizeof *slots->entries);
  slots->entries = NULL;
  slots->capacity = slots->first_free = 0;
}
