// SPDX-License-Identifier: MIT
#include "timer.h"

#include "memory.h"

void lark_timers_clear(lark_timers *timers) {
  lark_release(&timers->allocator, timers->heap,
               timers->capacity * sizeof(lark_timer *));
  timers->heap = NULL;
  timers->capacity = 0;
}

lark_status lark_timers_reserve(lark_timers *timers, size_t more) {
  size_t needed = timers->reserved + more;
  if (needed > timers->capacity) {
    size_t capacity =
        timers->capacity * 2 > needed ? timers->capacity * 2 : needed + 14;
    lark_timer **heap =
        lark_resize(&timers->allocator, timers->heap,
                    timers->capacity * sizeof *heap, capacity * sizeof *heap);
    if (heap == NULL) return LARK_ENOMEM;
    timers->heap = heap;
    timers->capacity = capacity;
  }
  timers->reserved = needed;
  return LARK_OK;
}

void lark_timers_unreserve(lark_timers *timers, size_t fewer) {
  timers->reserved -= fewer;
}

static void put(lark_timers *timers, size_t place, lark_timer *timer) {
  timers->heap[place - 1] = timer;
  timer->place = place;
}

static lark_timer *at(const lark_timers *timers, size_t place) {
  return timers->heap[place - 1];
}

static void rise(lark_timers *timers, lark_timer *timer) {
  size_t place = timer->place;
  while (place > 1 && at(timers, place / 2)->due_us > timer->due_us) {
    put(timers, place, at(timers, place / 2));
    place /= 2;
  }
  put(timers, place, timer);
}

static void sink(lark_timers *timers, lark_timer *timer) {
  size_t place = timer->place;
  for (;;) {
    size_t child = place * 2;
    if (child > timers->count) break;
    if (child < timers->count &&
        at(timers, child + 1)->due_us < at(timers, child)->due_us)
      child++;
    if (at(timers, child)->due_us >= timer->due_us) break;
    put(timers, place, at(timers, child));
    place = child;
  }
  put(timers, place, timer);
}

void lark_timer_set(lark_timers *timers, lark_timer *timer, uint64_t due_us) {
  timer->due_us = due_us;
  if (timer->place == 0) put(timers, ++timers->count, timer);
  rise(timers, timer);
  sink(timers, timer);
}

void lark_timer_stop(lark_timers *timers, lark_timer *timer) {
  if (timer->place == 0) return;
  lark_timer *last = at(timers, timers->count--);
  if (last != timer) {
    put(timers, timer->place, last);
    rise(timers, last);
    sink(timers, last);
  }
  timer->place = 0;
}

lark_timer *lark_timers_first(const lark_timers *timers) {
  return timers->count > 0 ? timers->heap[0] : NULL;
}

uint64_t lark_timers_due_us(const lark_timers *timers) {
  return timers->count > 0 ? timers->heap[0]->due_us : UINT64_MAX;
}

bool lark_timers_fire_some(lark_timers *timers, uint64_t now_us, size_t most) {
  for (; lark_timers_due_us(timers) <= now_us; most--) {
    lark_timer *timer = timers->heap[0];
    if (most == 0) return false;
    lark_timer_stop(timers, timer);
    timer->fire(timer->owner, now_us);
  }
  return true;
}

void lark_timers_fire(lark_timers *timers, uint64_t now_us) {
  lark_timers_fire_some(timers, now_us, SIZE_MAX);
}
