// SPDX-License-Identifier: MIT

// The seam for stores: the one in memory, and a client with one that answers
// only later.
#include "check.h"
#include "store_memory.h"

// ------------------------------------------------------- credentials in memory

typedef struct asker {
  lark_credential_ask ask;
  int answers;
} asker;

static void on_credential(lark_ask *ask, uint64_t now_us) {
  (void)now_us;
  asker *a = ask->owner;
  a->answers++;
}

static asker *ready(asker *a) {
  *a = (asker){.ask.ask = {.answered = on_credential, .owner = a}};
  return a;
}

static const lark_allocator usual = {NULL, NULL};
static const lark_owner owner = {"here", 4};

static lark_credential *new_token(void) {
  return lark_credential_new(&usual, LARK_TENANT_TOKEN, &owner);
}

static void one_of_those_who_ask_fetches(void) {
  lark_credential *token = new_token();
  asker a;
  asker b;
  CHECK(lark_credential_get(token, &ready(&a)->ask, 0));
  CHECK(a.ask.must_fetch && a.ask.value == NULL);
  CHECK(!lark_credential_get(token, &ready(&b)->ask, 0));
  CHECK(lark_credential_put(token, "t-1", 7200000000, 0) == LARK_OK);
  CHECK(b.answers == 1 && a.answers == 0);
  CHECK(!b.ask.must_fetch && strcmp(b.ask.value, "t-1") == 0);
  CHECK(b.ask.life_us == 7200000000);
  CHECK(b.ask.fresh_us == 5400000000); // 30 minutes before its end
  lark_credential_free(token);
}

static void the_old_one_serves_while_the_next_is_fetched(void) {
  lark_credential *token = new_token();
  asker a;
  lark_credential_put(token, "t-1", 4000000, 0);
  lark_credential_get(token, &ready(&a)->ask, 2999999);
  CHECK(!a.ask.must_fetch);
  lark_credential_get(token, &ready(&a)->ask, 3000000); // a quarter is left
  CHECK(a.ask.must_fetch && strcmp(a.ask.value, "t-1") == 0);
  lark_credential_get(token, &ready(&a)->ask, 3000001);
  CHECK(!a.ask.must_fetch && a.ask.fresh_us > 0);
  lark_failure failure;
  lark_fail(&failure, LARK_ENETWORK, "no");
  uint64_t pause_us = lark_credential_fail(token, &failure, 3100000);
  CHECK(pause_us > 0);
  lark_credential_get(token, &ready(&a)->ask, 3100001);
  CHECK(!a.ask.must_fetch && strcmp(a.ask.value, "t-1") == 0);
  lark_credential_get(token, &ready(&a)->ask, 4000000); // it has expired
  CHECK(a.ask.must_fetch && a.ask.value == NULL);
  lark_credential_free(token);
}

static void those_who_wait_fail_with_the_one_who_fetched(void) {
  lark_credential *token = new_token();
  asker a;
  asker b;
  asker c;
  lark_credential_get(token, &ready(&a)->ask, 0);
  lark_credential_get(token, &ready(&b)->ask, 0);
  lark_credential_get(token, &ready(&c)->ask, 0);
  lark_ask_withdraw(&c.ask.ask);
  lark_failure failure;
  lark_fail(&failure, LARK_EAUTH, "no");
  lark_credential_fail(token, &failure, 0);
  CHECK(b.answers == 1 && b.ask.failure == &failure && b.ask.value == NULL);
  CHECK(c.answers == 0);
  lark_credential_free(token);
}

static void one_who_waits_takes_over_what_was_given_up(void) {
  lark_credential *token = new_token();
  asker a;
  asker b;
  asker c;
  lark_credential_get(token, &ready(&a)->ask, 0);
  lark_credential_get(token, &ready(&b)->ask, 0);
  lark_credential_get(token, &ready(&c)->ask, 0);
  lark_credential_fail(token, NULL, 0);
  CHECK(b.answers == 1 && b.ask.must_fetch);
  CHECK(c.answers == 0);
  lark_ask_withdraw(&c.ask.ask);
  lark_credential_free(token);
}

static void only_the_rejected_one_is_dropped(void) {
  lark_credential *token = new_token();
  asker a;
  lark_credential_put(token, "t-2", UINT64_MAX, 0);
  lark_credential_drop(token, "t-1");
  lark_credential_get(token, &ready(&a)->ask, 1);
  CHECK(!a.ask.must_fetch);
  CHECK(a.ask.life_us == UINT64_MAX && a.ask.fresh_us == UINT64_MAX);
  lark_credential_drop(token, "t-2");
  lark_credential_get(token, &ready(&a)->ask, 1);
  CHECK(a.ask.must_fetch);
  lark_credential_free(token);
}

// -------------------------------------------------------- allowances in memory

static int told;

static void on_allowance(lark_ask *ask, uint64_t now_us) {
  (void)ask, (void)now_us;
  told++;
}

static void grants_a_batch_and_says_when_the_rest_may_go(void) {
  const lark_rate rate = {3, 1000};
  lark_allowance *allowance =
      lark_allowance_new(&usual, &owner, "an.endpoint", &rate, 1);
  lark_allowance_ask ask = {.ask.answered = on_allowance, .wanted = 5};
  CHECK(lark_allowance_take(allowance, &ask, 0) && ask.granted == 3);
  CHECK(ask.wait_us == 0); // an answer decides: who asks again waits for it
  ask.wanted = 2;
  CHECK(!lark_allowance_take(allowance, &ask, 0) && lark_ask_waits(&ask.ask));
  lark_allowance_answer(allowance, 100, 0, 1000);
  CHECK(told == 1 && ask.granted == 0 && !lark_ask_waits(&ask.ask));
  // One window after the answer, less the round trip, and a margin.
  CHECK(ask.wait_us == 1000000 + LARK_WINDOW_MARGIN_US - 100);
  lark_allowance_give_back(allowance, 1, 1000);
  CHECK(lark_allowance_take(allowance, &ask, 1000) && ask.granted == 1);
  lark_allowance_free(allowance);
}

static void trusts_its_round_trips_after_several_bursts(void) {
  const lark_rate rate = {1, 1000};
  lark_allowance *allowance =
      lark_allowance_new(&usual, &owner, "an.endpoint", &rate, 1);
  lark_allowance_ask ask = {.wanted = 1};
  uint64_t now_us = 0;
  for (int burst = 1; burst <= 4; burst++) {
    CHECK(lark_allowance_take(allowance, &ask, now_us) && ask.granted == 1);
    now_us += 30000;
    lark_allowance_answer(allowance, 30000, 1000, now_us);
    CHECK(lark_allowance_take(allowance, &ask, now_us) && ask.granted == 0);
    uint64_t round_trip_us = burst < 3 ? 1000 : 30000;
    CHECK(ask.wait_us == 1000000 + LARK_WINDOW_MARGIN_US - round_trip_us);
    now_us += ask.wait_us;
  }
  lark_allowance_free(allowance);
}

static void holds_for_as_long_as_the_server_says(void) {
  lark_allowance *allowance =
      lark_allowance_new(&usual, &owner, "an.endpoint", NULL, 0);
  lark_allowance_ask ask = {.wanted = 1};
  lark_allowance_hold(allowance, 2000, 100);
  CHECK(lark_allowance_take(allowance, &ask, 100) && ask.granted == 0);
  CHECK(ask.wait_us == 2000);
  CHECK(lark_allowance_take(allowance, &ask, 2100) && ask.granted == 1);
  lark_allowance_free(allowance);
}

static void keeps_owners_endpoints_and_kinds_apart(void) {
  lark_store *store = lark_store_memory(NULL);
  const lark_store_methods *m = store->methods;
  const lark_owner there = {"there", 5};
  CHECK(m->credential(store, LARK_APP_TOKEN, &owner) ==
        m->credential(store, LARK_APP_TOKEN, &owner));
  CHECK(m->credential(store, LARK_APP_TOKEN, &owner) !=
        m->credential(store, LARK_APP_TICKET, &owner));
  CHECK(m->credential(store, LARK_APP_TOKEN, &owner) !=
        m->credential(store, LARK_APP_TOKEN, &there));
  CHECK(m->allowance(store, &owner, "a", NULL, 0) ==
        m->allowance(store, &owner, "a", NULL, 0));
  CHECK(m->allowance(store, &owner, "a", NULL, 0) !=
        m->allowance(store, &owner, "b", NULL, 0));
  CHECK(m->allowance(store, &owner, "a", NULL, 0) !=
        m->allowance(store, &there, "a", NULL, 0));
  lark_store_release(store);
}

// ------------------------------------------------- a store that answers later

typedef struct slow_store {
  lark_store store;
  lark_queue credentials, allowances; // asks
  uint32_t granted, given_back;
  int closed;
} slow_store;

static slow_store slow;

static lark_credential *slow_credential(lark_store *store,
                                        lark_credential_kind kind,
                                        const lark_owner *whose) {
  (void)store, (void)kind, (void)whose;
  return (lark_credential *)(void *)&slow;
}

static bool slow_get(lark_credential *credential, lark_credential_ask *ask,
                     uint64_t now_us) {
  (void)credential, (void)now_us;
  lark_queue_add(&slow.credentials, &ask->ask.link);
  return false;
}

static lark_allowance *slow_allowance(lark_store *store,
                                      const lark_owner *whose,
                                      const char *endpoint,
                                      const lark_rate *rates, size_t count) {
  (void)store, (void)whose, (void)endpoint, (void)rates, (void)count;
  return (lark_allowance *)(void *)&slow;
}

static bool slow_take(lark_allowance *allowance, lark_allowance_ask *ask,
                      uint64_t now_us) {
  (void)allowance, (void)now_us;
  lark_queue_add(&slow.allowances, &ask->ask.link);
  return false;
}

static void slow_answer(lark_allowance *allowance, uint64_t round_trip_us,
                        uint64_t quickest_us, uint64_t now_us) {
  (void)allowance, (void)round_trip_us, (void)quickest_us, (void)now_us;
}

static void slow_give_back(lark_allowance *allowance, uint32_t count,
                           uint64_t now_us) {
  (void)allowance, (void)now_us;
  slow.given_back += count;
}

static void slow_close(lark_store *store) {
  (void)store;
  slow.closed++;
}

static const lark_store_methods slow_methods = {
    .close = slow_close,
    .credential = slow_credential,
    .get = slow_get,
    .allowance = slow_allowance,
    .take = slow_take,
    .answer = slow_answer,
    .give_back = slow_give_back,
};

static lark_client *open_slow(void) {
  slow = (slow_store){.store = {&slow_methods, 1}};
  lark_options options;
  lark_client *client = NULL;
  lark_options_init(&options, sizeof options);
  options.base_url = "http://127.0.0.1:1"; // refuses
  options.app_id = "a";
  options.app_secret = "b";
  options.retries = 0;
  options.store = &slow.store;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  return client;
}

static void count(lark_client *client, lark_call call, lark_result *result,
                  void *user) {
  (void)client, (void)call;
  (*(int *)user)++;
  CHECK(lark_result_error(result) != NULL);
}

static void start(lark_client *client, int *ended, lark_call *call) {
  lark_param id = lark_string("talent_id", "1");
  CHECK(lark_start(client, "hire.referral.search", &id, 1, count, ended,
                   call) == LARK_OK);
}

static void answer_token(void) {
  lark_credential_ask *ask =
      (lark_credential_ask *)(void *)slow.credentials.first;
  CHECK(ask != NULL);
  lark_queue_remove(&ask->ask.link);
  ask->value = "t-later";
  ask->life_us = ask->fresh_us = UINT64_MAX;
  ask->ask.answered(&ask->ask, 0);
}

static void answer_slots(uint32_t granted) {
  lark_allowance_ask *ask = (lark_allowance_ask *)(void *)slow.allowances.first;
  CHECK(ask != NULL);
  lark_queue_remove(&ask->ask.link);
  slow.granted += granted;
  ask->granted = granted;
  ask->wait_us = 0;
  ask->ask.answered(&ask->ask, 0);
}

static void calls_wait_for_a_store_that_answers_later(void) {
  int ended = 0;
  lark_client *client = open_slow();
  for (int i = 0; i < 5; i++)
    start(client, &ended, NULL);
  lark_step(client, 0);
  CHECK(slow.credentials.first != NULL && slow.allowances.first == NULL);
  answer_token();
  CHECK(lark_timeout_ms(client) == 0); // there is work: its loop knows
  lark_step(client, 0);
  answer_slots(1); // of the first ask
  answer_slots(3); // of the four who stood in line behind it
  while (ended < 4)
    lark_wait(client, 1000);
  CHECK(ended == 4 && slow.allowances.first != NULL);
  lark_close(client);
  CHECK(ended == 5);
  CHECK(slow.allowances.first == NULL); // nothing is left behind in the store
  lark_store_release(&slow.store);
  CHECK(slow.closed == 1);
}

static void slots_of_cancelled_calls_are_given_back(void) {
  int ended = 0;
  lark_call call = 0;
  lark_client *client = open_slow();
  start(client, &ended, &call);
  lark_step(client, 0);
  answer_token();
  lark_step(client, 0);
  CHECK(lark_cancel(client, call) == LARK_OK);
  answer_slots(1);
  CHECK(slow.given_back == 1);
  lark_step(client, 0);
  CHECK(ended == 1);
  start(client, &ended, NULL); // and the next one asks anew
  lark_step(client, 0);
  answer_slots(1);
  while (ended < 2)
    lark_wait(client, 1000);
  lark_close(client);
  lark_store_release(&slow.store);
}

static void closing_withdraws_what_was_asked(void) {
  int ended = 0;
  lark_client *client = open_slow();
  start(client, &ended, NULL);
  lark_step(client, 0);
  CHECK(slow.credentials.first != NULL);
  lark_close(client);
  CHECK(ended == 1 && slow.credentials.first == NULL);
  lark_store_release(&slow.store);
}

int main(void) {
  one_of_those_who_ask_fetches();
  the_old_one_serves_while_the_next_is_fetched();
  those_who_wait_fail_with_the_one_who_fetched();
  one_who_waits_takes_over_what_was_given_up();
  only_the_rejected_one_is_dropped();
  grants_a_batch_and_says_when_the_rest_may_go();
  trusts_its_round_trips_after_several_bursts();
  holds_for_as_long_as_the_server_says();
  keeps_owners_endpoints_and_kinds_apart();
  calls_wait_for_a_store_that_answers_later();
  slots_of_cancelled_calls_are_given_back();
  closing_withdraws_what_was_asked();
  return check_failures();
}
