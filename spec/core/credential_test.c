// SPDX-License-Identifier: MIT

// Credentials of the store in memory.
#include "check.h"
#include "sessions.h"

typedef struct asker {
  lark_credential_ask ask;
  int answers;
  uint64_t at_us;
} asker;

static sessions s;
static lark_credential *token;

static void on_answered(lark_ask *ask, uint64_t at_us) {
  asker *a = ask->owner;
  a->answers++;
  a->at_us = at_us;
}

static void open_token(void) {
  open_sessions(&s);
  token = s.methods->credential(s.ours, LARK_TENANT_TOKEN, &owner);
}

static void ready(asker *a) {
  *a = (asker){.ask.ask = {.answered = on_answered, .owner = a}};
}

static bool get(asker *a, uint64_t now_us) {
  return s.methods->get(s.ours, token, &a->ask, now_us);
}

static void put(const char *value, uint64_t life_us, uint64_t now_us) {
  CHECK(s.methods->put(s.theirs, token, value, life_us, now_us) == LARK_OK);
}

static void leave(asker *a) {
  s.methods->cancel_get(s.ours, token, &a->ask, 0);
}

static void one_of_those_who_ask_fetches(void) {
  asker a;
  asker b;
  open_token();
  ready(&a);
  ready(&b);
  CHECK(get(&a, 0));
  CHECK(a.ask.must_fetch && a.ask.value == NULL);
  CHECK(!get(&b, 0));
  put("t-1", 7200000000, 0);
  CHECK(b.answers == 0 && s.woken == 1); // in its own step, not in ours
  collect(&s, 5);
  CHECK(b.answers == 1 && a.answers == 0 && b.at_us == 0);
  CHECK(!b.ask.must_fetch && strcmp(b.ask.value, "t-1") == 0);
  CHECK(b.ask.life_us == 7200000000);
  CHECK(b.ask.fresh_us == 5400000000); // 30 minutes before its end
  leave(&b);
  close_sessions(&s);
}

static void the_old_one_serves_while_the_next_is_fetched(void) {
  asker a;
  open_token();
  ready(&a);
  put("t-1", 4000000, 0);
  get(&a, 2999999);
  CHECK(!a.ask.must_fetch);
  get(&a, 3000000); // a quarter is left
  CHECK(a.ask.must_fetch && strcmp(a.ask.value, "t-1") == 0);
  get(&a, 3000001);
  CHECK(!a.ask.must_fetch && a.ask.fresh_us > 0);
  lark_failure failure;
  lark_fail(&failure, LARK_ENETWORK, "no");
  s.methods->fail(s.ours, token, &failure.error, 3100000);
  get(&a, 3100001);
  CHECK(!a.ask.must_fetch && strcmp(a.ask.value, "t-1") == 0);
  CHECK(a.ask.fresh_us > 0); // the pause after a failure
  get(&a, 4000000);          // it has expired
  CHECK(a.ask.must_fetch && a.ask.value == NULL);
  leave(&a);
  close_sessions(&s);
}

static void those_who_wait_fail_with_the_one_who_fetched(void) {
  asker a;
  asker b;
  asker c;
  open_token();
  ready(&a);
  ready(&b);
  ready(&c);
  get(&a, 0);
  get(&b, 0);
  get(&c, 0);
  leave(&c);
  lark_failure failure;
  lark_fail(&failure, LARK_EAUTH, "no");
  lark_failure_hint(&failure, "look");
  s.methods->fail(s.theirs, token, &failure.error, 0);
  lark_fail(&failure, LARK_OK, "gone"); // what is handed over is a copy
  collect(&s, 0);
  CHECK(b.answers == 1 && b.ask.value == NULL);
  CHECK(b.ask.failure != NULL && b.ask.failure->status == LARK_EAUTH);
  CHECK(strcmp(b.ask.failure->msg, "no") == 0);
  CHECK(strcmp(b.ask.failure->hint, "look") == 0);
  CHECK(c.answers == 0);
  leave(&b);
  close_sessions(&s);
}

static void one_who_waits_takes_over_what_was_given_up(void) {
  asker a;
  asker b;
  asker c;
  open_token();
  ready(&a);
  ready(&b);
  ready(&c);
  get(&a, 0);
  get(&b, 0);
  get(&c, 0);
  s.methods->fail(s.ours, token, NULL, 0);
  collect(&s, 0);
  CHECK(b.answers == 1 && b.ask.must_fetch);
  CHECK(c.answers == 0);
  leave(&c);
  close_sessions(&s);
}

static void a_duty_that_its_asker_never_heard_of_goes_on(void) {
  asker a;
  asker b;
  asker c;
  open_token();
  ready(&a);
  ready(&b);
  ready(&c);
  get(&a, 0);
  get(&b, 0);
  get(&c, 0);
  s.methods->fail(s.ours, token, NULL, 0);
  leave(&b); // it was told to fetch, and closes before its next step
  collect(&s, 0);
  CHECK(b.answers == 0 && c.answers == 1 && c.ask.must_fetch);
  s.methods->fail(s.ours, token, NULL, 0);
  ready(&a);
  CHECK(get(&a, 0) && a.ask.must_fetch); // nobody waited: the next who asks
  close_sessions(&s);
}

static void only_the_rejected_one_is_dropped(void) {
  asker a;
  open_token();
  ready(&a);
  put("t-2", UINT64_MAX, 0);
  s.methods->drop(s.ours, token, "t-1");
  get(&a, 1);
  CHECK(!a.ask.must_fetch);
  CHECK(a.ask.life_us == UINT64_MAX && a.ask.fresh_us == UINT64_MAX);
  s.methods->drop(s.ours, token, "t-2");
  CHECK(strcmp(a.ask.value, "t-2") == 0); // the asker has a copy
  get(&a, 1);
  CHECK(a.ask.must_fetch);
  leave(&a);
  close_sessions(&s);
}

int main(void) {
  one_of_those_who_ask_fetches();
  the_old_one_serves_while_the_next_is_fetched();
  those_who_wait_fail_with_the_one_who_fetched();
  one_who_waits_takes_over_what_was_given_up();
  a_duty_that_its_asker_never_heard_of_goes_on();
  only_the_rejected_one_is_dropped();
  return check_failures();
}
