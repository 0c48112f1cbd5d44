// SPDX-License-Identifier: MIT
#include "window.h"

#include "memory.h"

lark_status lark_window_init(lark_window *limit, const lark_rate *rate,
                             const lark_allocator *allocator) {
  *limit = (lark_window){.max = rate->max,
                         .allowed = rate->max,
                         .window_us = (uint64_t)rate->window_ms * 1000,
                         .allocator = *allocator};
  limit->answered_us = lark_alloc(allocator, rate->max * sizeof(uint64_t));
  return limit->answered_us != NULL ? LARK_OK : LARK_ENOMEM;
}

void lark_window_clear(lark_window *limit) {
  lark_release(&limit->allocator, limit->answered_us,
               limit->max * sizeof(uint64_t));
  limit->answered_us = NULL;
}

// When the oldest answer's slot is free again.
static uint64_t oldest_free_us(const lark_window *limit,
                               uint64_t round_trip_us) {
  uint64_t hold_us = limit->window_us + LARK_WINDOW_MARGIN_US;
  // A round trip longer than the window frees the slot with the answer.
  hold_us = hold_us > round_trip_us ? hold_us - round_trip_us : 0;
  return limit->answered_us[limit->head] + hold_us;
}

static void expire(lark_window *limit, uint64_t now_us,
                   uint64_t round_trip_us) {
  while (limit->count > 0 && oldest_free_us(limit, round_trip_us) <= now_us) {
    limit->head = (limit->head + 1) % limit->max;
    limit->count--;
  }
}

uint64_t lark_window_wait_us(lark_window *limit, uint64_t now_us,
                             uint64_t round_trip_us) {
  expire(limit, now_us, round_trip_us);
  if (limit->in_flight + limit->count < limit->allowed) return 0;
  if (limit->count == 0) return UINT64_MAX;
  return oldest_free_us(limit, round_trip_us) - now_us;
}

void lark_window_take(lark_window *limit) {
  limit->in_flight++;
}

void lark_window_answer(lark_window *limit, uint64_t now_us) {
  // The slot moves from in_flight to the ring, which therefore has room.
  limit->in_flight--;
  uint32_t tail = (limit->head + limit->count) % limit->max;
  limit->answered_us[tail] = now_us;
  limit->count++;
}

void lark_window_give_back(lark_window *limit) {
  limit->in_flight--;
}

void lark_window_lower(lark_window *limit, uint32_t allowed) {
  if (allowed > 0 && allowed < limit->allowed) limit->allowed = allowed;
}
