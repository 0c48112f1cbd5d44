// SPDX-License-Identifier: MIT

/// A table of things by handle, where a handle goes stale rather than dangles.
///
///     handle = generation << 32 | slot number
///
///     entries   [ thing, 3 ] [ free, 7, next: 3 ] [ thing, 1 ] [ free, 2, ...
///     ]
///                              ^ first_free
///
/// A slot is used again under its next generation, so that the handles of the
/// thing before find nothing. 0 is no handle.
#ifndef LARK_SLOTS_H
#define LARK_SLOTS_H

#include "lark_json.h"

typedef struct lark_slot {
  void *thing; ///< NULL: free
  uint32_t generation;
  uint32_t next_free; ///< a free slot's successor; the capacity at the end
} lark_slot;

/// Starts as zeros and an allocator (which may be zeros, too).
typedef struct lark_slots {
  lark_slot *entries;
  uint32_t capacity, first_free;
  lark_allocator allocator;
} lark_slots;

/// Keeps `thing`, and returns its handle; 0 where memory lacks.
uint64_t lark_slots_take(lark_slots *slots, void *thing);

/// The thing with this handle, or NULL where the handle is stale.
void *lark_slots_find(const lark_slots *slots, uint64_t handle);

/// Makes a handle that is in use stale.
void lark_slots_give_back(lark_slots *slots, uint64_t handle);

/// Walks the things in no particular order: the first at or after slot
/// `*number`, which then moves past it; NULL at the end. Start with 0.
void *lark_slots_next(const lark_slots *slots, uint32_t *number);

/// Frees the table, not the things.
void lark_slots_clear(lark_slots *slots);

#endif
