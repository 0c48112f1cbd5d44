// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "engine.h"

static bool grow(handles *all) {
  uint32_t old = all->capacity;
  uint32_t new = old < 16 ? 32 : old * 2;
  if (new <= old) return false;
  handle_slot *slots = realloc(all->slots, new * sizeof *slots);
  if (slots == NULL) return false;
  for (uint32_t i = old; i < new; i++)
    slots[i] = (handle_slot){NULL, 1, i + 1};
  all->slots = slots;
  all->capacity = new;
  all->first_free = old;
  return true;
}

uint64_t engine_handle_new(handles *all, void *thing) {
  if (all->first_free == all->capacity && !grow(all)) return 0;
  uint32_t number = all->first_free;
  handle_slot *slot = &all->slots[number];
  all->first_free = slot->next_free;
  slot->thing = thing;
  return (uint64_t)slot->generation << 32 | number;
}

void *engine_handle_find(const handles *all, uint64_t handle) {
  uint32_t number = (uint32_t)handle;
  if (number >= all->capacity) return NULL;
  const handle_slot *slot = &all->slots[number];
  return slot->generation == handle >> 32 ? slot->thing : NULL;
}

void engine_handle_end(handles *all, uint64_t handle) {
  uint32_t number = (uint32_t)handle;
  handle_slot *slot = &all->slots[number];
  slot->thing = NULL;
  slot->generation++;
  slot->next_free = all->first_free;
  all->first_free = number;
}

void engine_handles_clear(handles *all) {
  free(all->slots);
  *all = (handles){NULL, 0, 0};
}
