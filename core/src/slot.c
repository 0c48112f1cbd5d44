// SPDX-License-Identifier: MIT

// Names for calls: a slot's number in the low half, its generation in the high
// half, so that a name is good for one call only.
#include "call.h"
#include "memory.h"

static bool grow(lark_client *client) {
  lark_slots *slots = &client->slots;
  const lark_allocator *allocator = &client->settings.allocator;
  uint32_t old = slots->capacity;
  uint32_t new = old < 16 ? 32 : old * 2;
  if (new <= old) return false;

  // Each array is published when it has grown; capacity comes last.
  call **calls = lark_resize(allocator, slots->calls, old * sizeof *calls,
                             new * sizeof *calls);
  if (calls == NULL) return false;
  slots->calls = calls;
  uint32_t *generations =
      lark_resize(allocator, slots->generations, old * sizeof *generations,
                  new * sizeof *generations);
  if (generations == NULL) return false;
  slots->generations = generations;
  uint32_t *free = lark_resize(allocator, slots->free, old * sizeof *free,
                               new * sizeof *free);
  if (free == NULL) return false;
  slots->free = free;

  for (uint32_t i = old; i < new; i++) {
    slots->calls[i] = NULL;
    slots->generations[i] = 1;
    slots->free[slots->free_count++] = new - 1 - (i - old);
  }
  slots->capacity = new;
  return true;
}

bool lark_slot_take(lark_client *client, call *taker) {
  lark_slots *slots = &client->slots;
  if (slots->free_count == 0 && !grow(client)) return false;
  uint32_t slot = slots->free[--slots->free_count];
  slots->calls[slot] = taker;
  taker->id = (lark_call)slots->generations[slot] << 32 | slot;
  return true;
}

void lark_slot_give_back(lark_client *client, const call *giver) {
  lark_slots *slots = &client->slots;
  uint32_t slot = (uint32_t)giver->id;
  slots->calls[slot] = NULL;
  slots->generations[slot]++;
  slots->free[slots->free_count++] = slot;
}

call *lark_call_find(const lark_client *client, lark_call id) {
  const lark_slots *slots = &client->slots;
  uint32_t slot = (uint32_t)id;
  if (slot >= slots->capacity || slots->generations[slot] != id >> 32)
    return NULL;
  return slots->calls[slot];
}

void lark_slots_clear(lark_client *client) {
  lark_slots *slots = &client->slots;
  const lark_allocator *allocator = &client->settings.allocator;
  lark_release(allocator, slots->calls, slots->capacity * sizeof(call *));
  lark_release(allocator, slots->generations,
               slots->capacity * sizeof(uint32_t));
  lark_release(allocator, slots->free, slots->capacity * sizeof(uint32_t));
  *slots = (lark_slots){0};
}
