// SPDX-License-Identifier: MIT

/// Timers of one client: a binary heap, earliest first.
#ifndef LARK_TIMER_H
#define LARK_TIMER_H

#include "lark.h"

/// Part of what it is for; `fire` finds that by `owner`.
typedef struct lark_timer {
  uint64_t due_us;
  size_t place; ///< in the heap, counted from 1; 0: not set
  void (*fire)(void *owner, uint64_t now_us);
  void *owner;
} lark_timer;

typedef struct lark_timers {
  lark_timer **heap;
  size_t count;
  size_t capacity;
  size_t reserved; ///< timers that exist, set or not
  lark_allocator allocator;
} lark_timers;

void lark_timers_clear(lark_timers *timers);

/// Makes room for `more` timers, so that setting one cannot fail.
lark_status lark_timers_reserve(lark_timers *timers, size_t more);
void lark_timers_unreserve(lark_timers *timers, size_t fewer);

/// Sets a timer, or moves it.
void lark_timer_set(lark_timers *timers, lark_timer *timer, uint64_t due_us);

/// Takes a timer out; one that is not set stays so.
void lark_timer_stop(lark_timers *timers, lark_timer *timer);

/// When the earliest is due; UINT64_MAX for none.
uint64_t lark_timers_due_us(const lark_timers *timers);

/// Fires what is due at `now_us`. What a timer sets lies in the future, so this
/// ends.
void lark_timers_fire(lark_timers *timers, uint64_t now_us);

#endif
