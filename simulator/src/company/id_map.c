// SPDX-License-Identifier: MIT
#include "id_map.h"

#include "memory.h"
#include "random.h"

#include <stdlib.h>

// Where `id` stands, or the free slot where it belongs.
static size_t place(const struct id_map *map, uint64_t id) {
  size_t slot = random_mix(id) & (map->slot_count - 1);
  while (map->slots[slot].id != 0 && map->slots[slot].id != id) {
    slot = (slot + 1) & (map->slot_count - 1);
  }
  return slot;
}

static void put(struct id_map *map, uint64_t id, uint32_t index) {
  size_t slot = place(map, id);
  map->slots[slot].id = id;
  map->slots[slot].index = index;
  map->count++;
}

static void grow(struct id_map *map) {
  size_t slot_count = map->slot_count > 0 ? 2 * map->slot_count : 64;
  struct id_map bigger = {.slot_count = slot_count};
  bigger.slots = memory_new(slot_count, sizeof *bigger.slots);
  for (size_t i = 0; i < map->slot_count; i++) {
    if (map->slots[i].id == 0) continue;
    put(&bigger, map->slots[i].id, map->slots[i].index);
  }
  free(map->slots);
  *map = bigger;
}

void id_map_add(struct id_map *map, uint64_t id, uint32_t index) {
  if (2 * (map->count + 1) > map->slot_count) grow(map);
  put(map, id, index);
}

bool id_map_find(const struct id_map *map, uint64_t id, uint32_t *index) {
  if (map->count == 0) return false;
  size_t slot = place(map, id);
  if (map->slots[slot].id == 0) return false;
  *index = map->slots[slot].index;
  return true;
}

void id_map_clear(struct id_map *map) {
  free(map->slots);
  *map = (struct id_map){0};
}
