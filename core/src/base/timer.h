// SPDX-License-Identifier: MIT

/// Timers in a binary heap, earliest first. A timer knows its place, so that it
/// can be moved and taken out.
///
///     place      1
///              2   3         each is due no earlier than the one above it
///             4 5 6 7
#ifndef LARK_TIMER_H
#define LARK_TIMER_H

#include "lark.h"

/// A timer is part of its owner, which `fire` gets.
typedef struct lark_timer {
  uint64_t due_us;
  size_t place; ///< in the heap, from 1; 0: not set
  void (*fire)(void *owner, uint64_t now_us);
  void *owner;
} lark_timer;

typedef struct lark_timers {
  lark_timer **heap;
  size_t count;
  size_t capacity;
  size_t reserved; ///< how many timers exist, set or not
  lark_allocator allocator;
} lark_timers;

void lark_timers_clear(lark_timers *timers);

/// Makes room for `more` timers, so that setting them cannot fail. LARK_OK or
/// LARK_ENOMEM.
lark_status lark_timers_reserve(lark_timers *timers, size_t more);
void lark_timers_unreserve(lark_timers *timers, size_t fewer);

/// Sets a timer, or moves it.
void lark_timer_set(lark_timers *timers, lark_timer *timer, uint64_t due_us);

/// Stops a timer; one that is not set stays so.
void lark_timer_stop(lark_timers *timers, lark_timer *timer);

/// When the earliest timer is due; UINT64_MAX for none.
uint64_t lark_timers_due_us(const lark_timers *timers);

/// The earliest timer; NULL for none.
lark_timer *lark_timers_first(const lark_timers *timers);

/// Fires the timers that are due at `now_us`. A timer that sets one must set it
/// later than that, or this does not end.
void lark_timers_fire(lark_timers *timers, uint64_t now_us);

/// The same for so many at most; false where others are due.
bool lark_timers_fire_some(lark_timers *timers, uint64_t now_us, size_t most);

#endif
