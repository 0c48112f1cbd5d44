// SPDX-License-Identifier: MIT

// Names for calls: a slot's number in the low half, its generation in the high
// half, so that a name is good for one call only.
#include "call.h"
#include "memory.h"

static bool grow(lark_client *client) {
  lark_slots *slots = &client->slots;
  uint32_t old = slots->capacity;
  uint32_t new = old < 16 ? 32 : old * 2;
  if (new <= old) return false;
  lark_slot *entries =
      lark_resize(&client->settings.allocator, slots->entries,
                  old * sizeof *entries, new * sizeof *entries);
  if (entries == NULL) return false;

  for (uint32_t i = old; i < new; i++)
    entries[i] = (lark_slot){NULL, 1, i + 1};
  slots->entries = entries;
  slots->capacity = new;
  slots->first_free = old;
  return true;
}

bool lark_slot_take(lark_client *client, call *taker) {
  lark_slots *slots = &client->slots;
  if (slots->first_free == slots->capacity && !grow(client)) return false;
  uint32_t number = slots->first_free;
  lark_slot *slot = &slots->entries[number];
  slots->first_free = slot->next_free;
  slot->call = taker;
  taker->id = (lark_call)slot->generation << 32 | number;
  return true;
}

void lark_slot_give_back(lark_client *client, const call *giver) {
  lark_slots *slots = &client->slots;
  uint32_t number = (uint32_t)giver->id;
  lark_slot *slot = &slots->entries[number];
  slot->call = NULL;
  slot->generation++;
  slot->next_free = slots->first_free;
  slots->first_free = number;
}

call *lark_call_find(const lark_client *client, lark_call id) {
  const lark_slots *slots = &client->slots;
  uint32_t number = (uint32_t)id;
  if (number >= slots->capacity) return NULL;
  const lark_slot *slot = &slots->entries[number];
  return slot->generation == id >> 32 ? slot->call : NULL;
}

void lark_slots_clear(lark_client *client) {
  lark_slots *slots = &client->slots;
  lark_release(&client->settings.allocator, slots->entries,
               slots->capacity * sizeof *slots->entries);
  *slots = (lark_slots){0};
}
