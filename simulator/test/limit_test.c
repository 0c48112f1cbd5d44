// SPDX-License-Identifier: MIT
#include "limit.h"

#include "check.h"

static const struct limit_rule three_a_second = {3, 1000};

static void takes_a_burst_and_then_waits(enum limit_kind kind) {
  struct limit *limit = limit_new(three_a_second, kind);
  for (int i = 0; i < 3; i++) {
    CHECK(limit_wait_ms(limit, 2100) == 0);
    limit_take(limit, 2100);
  }
  CHECK(limit_wait_ms(limit, 2100) == (kind == LIMIT_FIXED ? 900 : 1000));
  CHECK(limit_wait_ms(limit, 2999) == (kind == LIMIT_FIXED ? 1 : 101));
  limit_reset(limit);
  CHECK(limit_wait_ms(limit, 2999) == 0);
  limit_free(limit);
}

static void fixed_windows_start_at_multiples(void) {
  struct limit *limit = limit_new(three_a_second, LIMIT_FIXED);
  for (int i = 0; i < 3; i++) {
    limit_take(limit, limit_wait_ms(limit, 999) == 0 ? 999 : 0);
  }
  CHECK(limit_wait_ms(limit, 999) == 1);
  CHECK(limit_wait_ms(limit, 1000) == 0);
  limit_free(limit);
}

static void sliding_frees_slots_one_by_one(void) {
  struct limit *limit = limit_new(three_a_second, LIMIT_SLIDING);
  limit_take(limit, 0);
  limit_take(limit, 400);
  limit_take(limit, 800);
  CHECK(limit_wait_ms(limit, 999) == 1);
  CHECK(limit_wait_ms(limit, 1000) == 0);
  limit_take(limit, 1000);
  CHECK(limit_wait_ms(limit, 1000) == 400);
  CHECK(limit_wait_ms(limit, 1400) == 0);
  limit_free(limit);
}

// Replays ten simulated minutes of impatient calls and looks at every window.
static void no_sliding_window_is_overfilled(void) {
  struct limit *limit = limit_new(three_a_second, LIMIT_SLIDING);
  uint64_t taken_ms[4] = {0};
  size_t taken = 0;
  for (uint64_t now_ms = 0; now_ms < 600000; now_ms += 7) {
    if (limit_wait_ms(limit, now_ms) > 0) continue;
    limit_take(limit, now_ms);
    if (taken >= 3) CHECK(now_ms - taken_ms[(taken - 3) % 4] >= 1000);
    taken_ms[taken++ % 4] = now_ms;
  }
  CHECK(taken >= 3 * 590);
  limit_free(limit);
}

static void a_refused_call_takes_no_slot_anywhere(void) {
  static const struct limit_rule five_a_minute = {5, 60000};
  struct limit *limits[] = {limit_new(three_a_second, LIMIT_SLIDING), NULL,
                            limit_new(five_a_minute, LIMIT_SLIDING)};
  struct limit_refusal refusal;
  for (int i = 0; i < 3; i++) {
    CHECK(limit_take_all(limits, 3, 0, &refusal));
  }
  for (int i = 0; i < 10; i++) {
    CHECK(!limit_take_all(limits, 3, 500, &refusal));
    CHECK(refusal.max == 3 && refusal.wait_ms == 500);
  }
  CHECK(limit_take_all(limits, 3, 1000, &refusal));
  CHECK(limit_take_all(limits, 3, 1000, &refusal));
  CHECK(!limit_take_all(limits, 3, 1000, &refusal));
  CHECK(refusal.max == 5 && refusal.wait_ms == 59000);
  limit_free(limits[0]);
  limit_free(limits[2]);
}

static void off_never_waits(void) {
  struct limit *limit = limit_new(three_a_second, LIMIT_OFF);
  for (int i = 0; i < 100; i++) {
    CHECK(limit_wait_ms(limit, 0) == 0);
    limit_take(limit, 0);
  }
  limit_free(limit);
}

int main(void) {
  takes_a_burst_and_then_waits(LIMIT_FIXED);
  takes_a_burst_and_then_waits(LIMIT_SLIDING);
  fixed_windows_start_at_multiples();
  sliding_frees_slots_one_by_one();
  no_sliding_window_is_overfilled();
  a_refused_call_takes_no_slot_anywhere();
  off_never_waits();
  return 0;
}
