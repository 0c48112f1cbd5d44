// SPDX-License-Identifier: MIT
#include "window.h"

#include "memory.h"

void lark_window_init(lark_window *window, const lark_rate *rate,
                      const lark_allocator *allocator) {
  *window = (lark_window){.max = rate->max,
                          .allowed = rate->max,
                          .window_us = (uint64_t)rate->window_ms * 1000,
                          .allocator = *allocator};
}

void lark_window_clear(lark_window *window) {
  lark_release(&window->allocator, window->answered_us,
               window->room * sizeof(uint64_t));
  window->answered_us = NULL;
  window->room = 0;
}

// Most endpoints are called a few times a minute, whatever they allow.
bool lark_window_reserve(lark_window *window) {
  enum { FIRST_ROOM = 8 };
  uint32_t room = window->room > 0 ? 2 * window->room : FIRST_ROOM;
  if (window->in_flight + window->count < window->room) return true;
  uint64_t *ring = lark_alloc(&window->allocator, room * sizeof(uint64_t));
  if (ring == NULL) return false;
  for (uint32_t i = 0; i < window->count; i++)
    ring[i] = window->answered_us[(window->head + i) % window->room];
  lark_window_clear(window);
  window->answered_us = ring;
  window->room = room;
  window->head = 0;
  return true;
}

// When the oldest answer's slot is free again.
static uint64_t oldest_free_us(const lark_window *window,
                               uint64_t round_trip_us) {
  uint64_t hold_us = window->window_us + LARK_WINDOW_MARGIN_US;
  // A round trip longer than the window frees the slot with the answer.
  hold_us = hold_us > round_trip_us ? hold_us - round_trip_us : 0;
  return window->answered_us[window->head] + hold_us;
}

static void expire(lark_window *window, uint64_t now_us,
                   uint64_t round_trip_us) {
  while (window->count > 0 && oldest_free_us(window, round_trip_us) <= now_us) {
    window->head = (window->head + 1) % window->room;
    window->count--;
  }
}

uint64_t lark_window_wait_us(lark_window *window, uint64_t now_us,
                             uint64_t round_trip_us) {
  expire(window, now_us, round_trip_us);
  uint32_t allowed = window->allowed;
  if (window->share > 1) allowed /= window->share;
  if (allowed == 0) allowed = 1;
  if (window->in_flight + window->count < allowed) return 0;
  if (window->count == 0) return UINT64_MAX;
  return oldest_free_us(window, round_trip_us) - now_us;
}

bool lark_window_is_empty(lark_window *window, uint64_t now_us,
                          uint64_t round_trip_us) {
  expire(window, now_us, round_trip_us);
  return window->in_flight == 0 && window->count == 0;
}

void lark_window_take(lark_window *window) {
  window->in_flight++;
}

void lark_window_answer(lark_window *window, uint64_t now_us) {
  // The slot moves from in_flight to the ring, which therefore has room.
  window->in_flight--;
  uint32_t tail = (window->head + window->count) % window->room;
  window->answered_us[tail] = now_us;
  window->count++;
}

void lark_window_give_back(lark_window *window) {
  window->in_flight--;
}

void lark_window_lower(lark_window *window, uint32_t allowed) {
  if (allowed > 0 && allowed < window->allowed) window->allowed = allowed;
}
