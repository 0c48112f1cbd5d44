// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_ID_MAP_H
#define SIMULATOR_ID_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A hash table from ids, which are not 0, to indices.
struct id_map {
  struct {
    uint64_t id; ///< 0 where free
    uint32_t index;
  } * slots;
  size_t slot_count; ///< a power of two, or 0
  size_t count;
};

/// Adds `id`, which was not there.
void id_map_add(struct id_map *map, uint64_t id, uint32_t index);

/// True if `id` is there; then `*index` is set.
bool id_map_find(const struct id_map *map, uint64_t id, uint32_t *index);

void id_map_clear(struct id_map *map);

#endif
