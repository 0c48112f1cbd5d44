// SPDX-License-Identifier: MIT
#include "check.h"
#include "retry.h"

static const lark_setback lost = {
    .reaction = LARK_REPEAT, .sent = true, .repeatable = true};

static int action(lark_attempts *attempts, lark_setback setback,
                  uint64_t now_us) {
  return (int)lark_retry_decide(attempts, &setback, 3, now_us, 7).action;
}

static void repeats_what_is_repeatable_a_bounded_number_of_times(void) {
  lark_attempts attempts = {0};
  for (int i = 0; i < 3; i++)
    CHECK(action(&attempts, lost, 0) == LARK_AGAIN_AFTER);
  CHECK(action(&attempts, lost, 0) == LARK_GIVE_UP);
}

static void does_not_repeat_what_may_have_been_done(void) {
  lark_attempts attempts = {0};
  lark_setback once = lost;
  once.repeatable = false;
  CHECK(action(&attempts, once, 0) == LARK_GIVE_UP);
  once.sent = false;
  CHECK(action(&attempts, once, 0) == LARK_AGAIN_AFTER);
}

static void holds_for_any_method_up_to_ten_minutes(void) {
  lark_attempts attempts = {0};
  lark_setback limited = {.reaction = LARK_HOLD, .sent = true, .reset_s = 2};
  lark_verdict verdict = lark_retry_decide(&attempts, &limited, 3, 0, 7);
  CHECK(verdict.action == LARK_AGAIN_HELD && verdict.delay_us == 2000000);
  CHECK(attempts.repeats == 0); // 429s do not count
  CHECK(action(&attempts, limited, 597000000) == LARK_AGAIN_HELD);
  // The wait itself counts: it would end after ten minutes.
  CHECK(action(&attempts, limited, 599000000) == LARK_GIVE_UP);
  CHECK(action(&attempts, limited, 601000000) == LARK_GIVE_UP);
  limited.has_deadline = true; // which ends it by itself
  CHECK(action(&attempts, limited, 601000000) == LARK_AGAIN_HELD);
}

static void gives_up_where_a_server_asks_for_too_long_a_wait(void) {
  lark_attempts attempts = {0};
  lark_setback limited = {.reaction = LARK_HOLD, .reset_s = 1000000};
  CHECK(action(&attempts, limited, 0) == LARK_GIVE_UP);
  lark_setback busy = lost;
  busy.reset_s = 86400;
  CHECK(action(&attempts, busy, 0) == LARK_GIVE_UP);
  busy.reset_s = 5;
  lark_verdict verdict = lark_retry_decide(&attempts, &busy, 3, 0, 7);
  CHECK(verdict.action == LARK_AGAIN_AFTER && verdict.delay_us == 5000000);
}

static void renews_a_token_once(void) {
  lark_attempts attempts = {0};
  lark_setback rejected = {.reaction = LARK_RENEW_TOKEN, .sent = true};
  CHECK(action(&attempts, rejected, 0) == LARK_AGAIN_RENEWED);
  CHECK(action(&attempts, rejected, 0) == LARK_GIVE_UP);
}

static void cannot_renew_the_hosts_token(void) {
  lark_attempts attempts = {0};
  lark_setback rejected = {
      .reaction = LARK_RENEW_TOKEN, .sent = true, .token_is_fixed = true};
  CHECK(action(&attempts, rejected, 0) == LARK_GIVE_UP);
}

int main(void) {
  repeats_what_is_repeatable_a_bounded_number_of_times();
  does_not_repeat_what_may_have_been_done();
  holds_for_any_method_up_to_ten_minutes();
  gives_up_where_a_server_asks_for_too_long_a_wait();
  renews_a_token_once();
  cannot_renew_the_hosts_token();
  return check_failures();
}
