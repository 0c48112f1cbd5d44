// SPDX-License-Identifier: MIT

// Allowances of the store in memory.
#include "check.h"
#include "sessions.h"
#include "window.h"

static sessions s;
static lark_allowance *allowance;
static int told;

static void on_answered(lark_ask *ask, uint64_t at_us) {
  (void)ask, (void)at_us;
  told++;
}

static void open_allowance(const lark_rate *rates, size_t count) {
  open_sessions(&s);
  allowance = s.methods->allowance(s.ours, &owner, "an.endpoint", rates, count);
}

static bool take(lark_allowance_ask *ask, uint64_t now_us) {
  return s.methods->take(s.ours, allowance, ask, now_us);
}

static void grants_a_batch_and_says_when_the_rest_may_go(void) {
  const lark_rate rate = {3, 1000};
  open_allowance(&rate, 1);
  lark_allowance_ask ask = {.ask.answered = on_answered, .wanted = 5};
  CHECK(take(&ask, 0) && ask.granted == 3);
  CHECK(ask.wait_us == 0); // an answer decides: who asks again waits for it
  ask.wanted = 2;
  CHECK(!take(&ask, 0));
  s.methods->answer(s.theirs, allowance, 100, 0, 1000);
  CHECK(told == 0 && s.woken == 1);
  collect(&s, 1000);
  CHECK(told == 1 && ask.granted == 0);
  // One window after the answer, less the round trip, and a margin.
  CHECK(ask.wait_us == 1000000 + LARK_WINDOW_MARGIN_US - 100);
  s.methods->give_back(s.ours, allowance, 1, 1000);
  CHECK(take(&ask, 1000) && ask.granted == 1);
  close_sessions(&s);
}

static void says_nothing_to_an_ask_that_was_cancelled(void) {
  const lark_rate rate = {1, 1000};
  open_allowance(&rate, 1);
  lark_allowance_ask ask = {.ask.answered = on_answered, .wanted = 1};
  told = 0;
  CHECK(take(&ask, 0) && ask.granted == 1);
  CHECK(!take(&ask, 0));
  s.methods->cancel_take(s.ours, allowance, &ask, 0);
  s.methods->answer(s.theirs, allowance, 100, 0, 1000);
  collect(&s, 1000);
  CHECK(!take(&ask, 1000) || ask.wait_us > 0);
  CHECK(told == 0);
  close_sessions(&s);
}

static void trusts_its_round_trips_after_several_bursts(void) {
  const lark_rate rate = {1, 1000};
  open_allowance(&rate, 1);
  lark_allowance_ask ask = {.wanted = 1};
  uint64_t now_us = 0;
  for (int burst = 1; burst <= 4; burst++) {
    CHECK(take(&ask, now_us) && ask.granted == 1);
    now_us += 30000;
    s.methods->answer(s.ours, allowance, 30000, 1000, now_us);
    CHECK(take(&ask, now_us) && ask.granted == 0);
    uint64_t round_trip_us = burst < 3 ? 1000 : 30000;
    CHECK(ask.wait_us == 1000000 + LARK_WINDOW_MARGIN_US - round_trip_us);
    now_us += ask.wait_us;
  }
  close_sessions(&s);
}

static void holds_for_as_long_as_the_server_says(void) {
  open_allowance(NULL, 0);
  lark_allowance_ask ask = {.wanted = 1};
  s.methods->hold(s.ours, allowance, 2000, 100);
  CHECK(take(&ask, 100) && ask.granted == 0);
  CHECK(ask.wait_us == 2000);
  CHECK(take(&ask, 2100) && ask.granted == 1);
  close_sessions(&s);
}

int main(void) {
  grants_a_batch_and_says_when_the_rest_may_go();
  says_nothing_to_an_ask_that_was_cancelled();
  trusts_its_round_trips_after_several_bursts();
  holds_for_as_long_as_the_server_says();
  return check_failures();
}
