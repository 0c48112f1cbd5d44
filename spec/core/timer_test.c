// SPDX-License-Identifier: MIT
#include "check.h"
#include "timer.h"

enum { COUNT = 500 };

static uint64_t fired[COUNT];
static size_t fired_count = 0;

static void note(void *owner, uint64_t now_us) {
  lark_timer *timer = owner;
  CHECK(timer->due_us <= now_us);
  fired[fired_count++] = timer->due_us;
}

static void fires_in_order_whatever_is_moved_and_stopped(void) {
  lark_timers timers = {0};
  static lark_timer all[COUNT];
  CHECK(lark_timers_reserve(&timers, COUNT) == LARK_OK);
  for (size_t i = 0; i < COUNT; i++) {
    all[i] = (lark_timer){.fire = note, .owner = &all[i]};
    lark_timer_set(&timers, &all[i], (i * 7919) % 1000 + 1);
  }
  size_t stopped = 0;
  for (size_t i = 0; i < COUNT; i += 3) {
    if (i % 2 == 0) {
      lark_timer_stop(&timers, &all[i]);
      stopped++;
    } else {
      lark_timer_set(&timers, &all[i], (i * 31) % 2000 + 1);
    }
  }
  lark_timers_fire(&timers, 500);
  CHECK(lark_timers_due_us(&timers) > 500);
  lark_timers_fire(&timers, 5000);
  CHECK(fired_count == COUNT - stopped);
  for (size_t i = 1; i < fired_count; i++)
    CHECK(fired[i - 1] <= fired[i]);
  CHECK(lark_timers_due_us(&timers) == UINT64_MAX);
  lark_timers_clear(&timers);
}

static void stopping_twice_is_fine(void) {
  lark_timers timers = {0};
  lark_timer timer = {.fire = note, .owner = &timer};
  CHECK(lark_timers_reserve(&timers, 1) == LARK_OK);
  lark_timer_set(&timers, &timer, 5);
  lark_timer_stop(&timers, &timer);
  lark_timer_stop(&timers, &timer);
  CHECK(lark_timers_due_us(&timers) == UINT64_MAX);
  lark_timers_clear(&timers);
}

int main(void) {
  fires_in_order_whatever_is_moved_and_stopped();
  stopping_twice_is_fine();
  return check_failures();
}
