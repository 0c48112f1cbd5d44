// SPDX-License-Identifier: MIT
#include "draw.h"

// 2021-01-01 and 2024-12-01, in UTC. Every second between gives an id of 19
// digits, see draw_id().
const uint64_t draw_first_ms = 1609459200000;
const uint64_t draw_last_ms = 1733011200000;

uint64_t draw_time(struct draw *draw, uint64_t first_ms, uint64_t last_ms) {
  return random_between(&draw->random, first_ms, last_ms);
}

uint64_t draw_id(struct draw *draw, uint64_t create_ms) {
  uint32_t ignored;
  uint64_t id;
  do {
    uint64_t low = random_next(&draw->random) >> 32;
    id = (create_ms / 1000) << 32 | low;
  } while (id_map_find(&draw->taken, id, &ignored));
  id_map_add(&draw->taken, id, 0);
  return id;
}
