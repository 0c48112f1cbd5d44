// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_DRAW_H
#define SIMULATOR_DRAW_H

#include "id_map.h"
#include "random.h"

/// The state of drawing a company: one stream of numbers, and the ids that are
/// taken.
struct draw {
  struct random random;
  struct id_map taken;
};

/// The first and the last millisecond in which anything happens.
extern const uint64_t draw_first_ms, draw_last_ms;

/// A new id for something created at `create_ms`. Like the platform's ids it
/// has 19 digits: the second of creation above 32 random bits.
uint64_t draw_id(struct draw *draw, uint64_t create_ms);

/// A time between `first_ms` and `last_ms`.
uint64_t draw_time(struct draw *draw, uint64_t first_ms, uint64_t last_ms);

#endif
