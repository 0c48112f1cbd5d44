// SPDX-License-Identifier: MIT

// A client and its store: one that answers only later, cannot be reached, or
// watches descriptors on the client's loop.
#include "check.h"
#include "clock.h"
#include "queue.h"
#include "server.h"
#include "store.h"

#include <sys/eventfd.h>
#include <unistd.h>

// ------------------------------------------------- a store that answers later

typedef struct slow_store {
  lark_store store;
  lark_session session;
  lark_store_host host;
  lark_queue credentials, allowances; // asks that wait
  lark_queue answered;                // and those that are to be collected
  uint32_t granted, given_back;
  int closed, detached, collected;
} slow_store;

static slow_store slow;

static lark_session *slow_attach(lark_store *store,
                                 const lark_store_host *host) {
  slow.session.store = store;
  slow.host = *host;
  return &slow.session;
}

static void slow_detach(lark_session *session) {
  (void)session;
  slow.detached++;
}

static void slow_collect(lark_session *session, uint64_t now_us) {
  (void)session;
  slow.collected++;
  while (slow.answered.first != NULL) {
    lark_ask *ask = (lark_ask *)(void *)slow.answered.first;
    lark_queue_remove(&ask->link);
    ask->answered(ask, now_us);
  }
}

static lark_credential *slow_credential(lark_session *session,
                                        lark_credential_kind kind,
                                        const lark_owner *whose) {
  (void)session, (void)kind, (void)whose;
  return (lark_credential *)(void *)&slow;
}

static bool slow_get(lark_session *session, lark_credential *credential,
                     lark_credential_ask *ask, uint64_t now_us) {
  (void)session, (void)credential, (void)now_us;
  lark_queue_add(&slow.credentials, &ask->ask.link);
  return false;
}

static void slow_cancel_get(lark_session *session, lark_credential *credential,
                            lark_credential_ask *ask, uint64_t now_us) {
  (void)session, (void)credential, (void)now_us;
  lark_queue_remove(&ask->ask.link);
}

static lark_allowance *slow_allowance(lark_session *session,
                                      const lark_owner *whose,
                                      const char *endpoint,
                                      const lark_rate *rates, size_t count) {
  (void)session, (void)whose, (void)endpoint, (void)rates, (void)count;
  return (lark_allowance *)(void *)&slow;
}

static bool slow_take(lark_session *session, lark_allowance *allowance,
                      lark_allowance_ask *ask, uint64_t now_us) {
  (void)session, (void)allowance, (void)now_us;
  lark_queue_add(&slow.allowances, &ask->ask.link);
  return false;
}

static void slow_cancel_take(lark_session *session, lark_allowance *allowance,
                             lark_allowance_ask *ask, uint64_t now_us) {
  (void)session, (void)allowance, (void)now_us;
  lark_queue_remove(&ask->ask.link);
}

static void slow_answer(lark_session *session, lark_allowance *allowance,
                        uint64_t round_trip_us, uint64_t quickest_us,
                        uint64_t now_us) {
  (void)session, (void)allowance;
  (void)round_trip_us, (void)quickest_us, (void)now_us;
}

static void slow_give_back(lark_session *session, lark_allowance *allowance,
                           uint32_t count, uint64_t now_us) {
  (void)session, (void)allowance, (void)now_us;
  slow.given_back += count;
}

static lark_status slow_put(lark_session *session, lark_credential *credential,
                            const char *value, uint64_t life_us,
                            uint64_t now_us) {
  (void)session, (void)credential, (void)value, (void)life_us, (void)now_us;
  return LARK_OK;
}

static void slow_fail(lark_session *session, lark_credential *credential,
                      const lark_error *failure, uint64_t now_us) {
  (void)session, (void)credential, (void)failure, (void)now_us;
}

static void slow_drop(lark_session *session, lark_credential *credential,
                      const char *value) {
  (void)session, (void)credential, (void)value;
}

static void slow_learn(lark_session *session, lark_allowance *allowance,
                       uint32_t allowed) {
  (void)session, (void)allowance, (void)allowed;
}

static void slow_hold(lark_session *session, lark_allowance *allowance,
                      uint64_t for_us, uint64_t now_us) {
  (void)session, (void)allowance, (void)for_us, (void)now_us;
}

static void slow_close(lark_store *store) {
  (void)store;
  slow.closed++;
}

static const lark_store_methods slow_methods = {
    .size = sizeof slow_methods,
    .close = slow_close,
    .attach = slow_attach,
    .detach = slow_detach,
    .collect = slow_collect,
    .credential = slow_credential,
    .get = slow_get,
    .cancel_get = slow_cancel_get,
    .put = slow_put,
    .fail = slow_fail,
    .drop = slow_drop,
    .allowance = slow_allowance,
    .take = slow_take,
    .cancel_take = slow_cancel_take,
    .answer = slow_answer,
    .give_back = slow_give_back,
    .learn = slow_learn,
    .hold = slow_hold,
};

static lark_client *open_slow_at(int port) {
  slow = (slow_store){.store = {.methods = &slow_methods, .references = 1}};
  lark_options options;
  lark_client *client = NULL;
  char url[64];
  lark_options_init(&options, sizeof options);
  snprintf(url, sizeof url, "http://127.0.0.1:%d", port);
  options.base_url = url;
  options.app_id = "a";
  options.app_secret = "b";
  options.retries = 0;
  options.store = &slow.store;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  return client;
}

static lark_client *open_slow(void) {
  return open_slow_at(1); // refuses
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

// Hands an answer over, as a store does from another client's thread.
static void answered(lark_ask *ask) {
  lark_queue_remove(&ask->link);
  lark_queue_add(&slow.answered, &ask->link);
  slow.host.wake(slow.host.user);
}

static lark_credential_ask *first_token_ask(void) {
  CHECK(slow.credentials.first != NULL);
  return (lark_credential_ask *)(void *)slow.credentials.first;
}

static void answer_token(void) {
  lark_credential_ask *ask = first_token_ask();
  ask->value = "t-later";
  ask->life_us = ask->fresh_us = UINT64_MAX;
  answered(&ask->ask);
}

static lark_allowance_ask *first_slot_ask(void) {
  CHECK(slow.allowances.first != NULL);
  return (lark_allowance_ask *)(void *)slow.allowances.first;
}

static void answer_slots(uint32_t granted) {
  lark_allowance_ask *ask = first_slot_ask();
  slow.granted += granted;
  ask->granted = granted;
  ask->wait_us = 0;
  answered(&ask->ask);
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
  answer_slots(1); // for the first call
  lark_step(client, 0);
  answer_slots(3); // for the four calls that waited behind it
  while (ended < 4)
    lark_wait(client, 1000);
  CHECK(ended == 4 && slow.allowances.first != NULL);
  lark_close(client);
  CHECK(ended == 5);
  CHECK(slow.allowances.first == NULL); // nothing is left behind in the store
  lark_store_release(&slow.store);
  CHECK(slow.closed == 1);
}

static uint64_t attempts(const lark_client *client) {
  lark_stats stats = {.size = sizeof stats};
  lark_client_stats(client, &stats);
  return stats.attempts;
}

// The platform says nothing to the request for a new token, and the calls go
// out all the same.
static void no_call_waits_while_a_token_is_renewed(void) {
  enum { CALLS = 5 };
  int ended = 0, port = 0;
  int listener = listen_on_loopback(&port);
  lark_client *client = open_slow_at(port);
  start(client, &ended, NULL);
  lark_step(client, 0);
  lark_credential_ask *ask = first_token_ask();
  ask->value = "t-old";
  ask->life_us = UINT64_MAX;
  ask->fresh_us = 0;
  ask->must_fetch = true;
  answered(&ask->ask);
  for (int i = 1; i < CALLS; i++)
    start(client, &ended, NULL);
  lark_step(client, 0);
  CHECK(attempts(client) == 1); // the request for a token
  answer_slots(1);
  lark_step(client, 0);
  answer_slots(CALLS - 1);
  lark_step(client, 0);
  CHECK(attempts(client) == 1 + CALLS);
  CHECK(ended == 0);
  lark_close(client);
  close(listener);
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
  lark_step(client, 0);
  CHECK(slow.given_back == 1);
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

static void a_store_that_lacks_a_method_is_refused(void) {
  lark_store_methods lacking = slow_methods;
  lark_options options;
  lark_client *client = NULL;
  lark_result *why = NULL;
  lark_options_init(&options, sizeof options);
  options.app_id = "a";
  options.app_secret = "b";
  options.store = &slow.store;
  lacking.drop = NULL;
  lark_store_init(&slow.store, &lacking);
  CHECK(lark_open(&options, &client, &why) == LARK_ECONFIG && client == NULL);
  CHECK(strstr(lark_result_error(why)->msg, "lacks a method") != NULL);
  lark_result_free(why);
  lacking = slow_methods;
  lacking.size = 8; // of an older header
  CHECK(lark_open(&options, &client, NULL) == LARK_ECONFIG && client == NULL);
  CHECK(slow.store.references == 1);
}

static lark_log_entry noted;

static void note_log(void *user, const lark_log_entry *entry) {
  noted = *entry;
  snprintf(user, 64, "%s", entry->note);
}

static void what_a_store_says_is_logged(void) {
  char text[64] = "";
  lark_options options;
  lark_client *client = NULL;
  slow = (slow_store){.store = {.methods = &slow_methods, .references = 1}};
  lark_options_init(&options, sizeof options);
  options.app_id = "a";
  options.app_secret = "b";
  options.store = &slow.store;
  options.log = note_log;
  options.log_user = text;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  slow.host.say(slow.host.user, LARK_ENETWORK, "out of reach");
  CHECK(strcmp(text, "out of reach") == 0 && noted.attempt == 0);
  CHECK(noted.status == LARK_ENETWORK && strcmp(noted.endpoint, "store") == 0);
  lark_close(client);
}

// ----------------------------------------------------- one that is unreachable

static void note_network(lark_client *client, lark_call call,
                         lark_result *result, void *user) {
  (void)client, (void)call;
  const lark_error *error = lark_result_error(result);
  *(bool *)user = error != NULL && error->status == LARK_ENETWORK &&
                  error->retryable && strstr(error->msg, "store") != NULL;
}

static void calls_fail_where_no_token_can_be_had(void) {
  bool failed = false;
  lark_client *client = open_slow();
  lark_param id = lark_string("talent_id", "1");
  CHECK(lark_start(client, "hire.referral.search", &id, 1, note_network,
                   &failed, NULL) == LARK_OK);
  lark_step(client, 0);
  lark_credential_ask *ask = first_token_ask();
  ask->ask.status = LARK_STORE_UNREACHABLE;
  answered(&ask->ask);
  lark_step(client, 0);
  lark_step(client, 0);
  CHECK(failed && lark_pending(client) == 0);
  lark_close(client);
}

static void slots_are_asked_for_again_where_none_can_be_had(void) {
  int ended = 0;
  lark_client *client = open_slow();
  start(client, &ended, NULL);
  lark_step(client, 0);
  answer_token();
  lark_step(client, 0);
  lark_allowance_ask *ask = first_slot_ask();
  ask->ask.status = LARK_STORE_UNREACHABLE;
  ask->granted = 1; // which does not count
  answered(&ask->ask);
  lark_step(client, 0);
  CHECK(slow.allowances.first == NULL);
  int wait_ms = lark_timeout_ms(client);
  CHECK(wait_ms > 500 && wait_ms <= 1000);
  while (slow.allowances.first == NULL)
    lark_wait(client, 2000);
  first_slot_ask()->ask.status = LARK_STORE_OK;
  answer_slots(1);
  while (ended < 1)
    lark_wait(client, 1000);
  lark_close(client);
}

// --------------------------------------------------- one on the client's loop

static int readable_events = 0;

static void on_readable(void *user, int fd, unsigned events) {
  uint64_t count = 0;
  CHECK((events & LARK_WATCH_READ) != 0 && user == &slow);
  CHECK(read(fd, &count, sizeof count) == sizeof count);
  readable_events++;
}

static void watches_descriptors_on_the_clients_loop(void) {
  lark_client *client = open_slow();
  uint64_t one = 1;
  int fd = eventfd(0, EFD_NONBLOCK);
  CHECK(slow.host.watch(slow.host.user, fd, LARK_WATCH_READ, on_readable,
                        &slow) == LARK_OK);
  lark_step(client, 0);
  CHECK(readable_events == 0);
  CHECK(write(fd, &one, sizeof one) == sizeof one);
  lark_wait(client, 1000);
  CHECK(readable_events == 1);
  slow.host.unwatch(slow.host.user, fd);
  CHECK(write(fd, &one, sizeof one) == sizeof one);
  lark_step(client, 0);
  CHECK(readable_events == 1);
  lark_close(client);
  close(fd);
}

static void collects_when_the_alarm_is_due(void) {
  lark_client *client = open_slow();
  uint64_t now_us = lark_now_us();
  slow.host.alarm(slow.host.user, now_us + 20000);
  lark_step(client, 0);
  CHECK(slow.collected == 0);
  CHECK(lark_timeout_ms(client) > 0 && lark_timeout_ms(client) <= 20);
  while (slow.collected == 0)
    lark_wait(client, 1000);
  CHECK(lark_now_us() >= now_us + 20000);
  slow.host.alarm(slow.host.user, lark_now_us() + 1000000);
  slow.host.alarm(slow.host.user, UINT64_MAX);
  CHECK(lark_timeout_ms(client) == -1);
  lark_close(client);
  CHECK(slow.detached == 1);
}

int main(void) {
  calls_wait_for_a_store_that_answers_later();
  no_call_waits_while_a_token_is_renewed();
  slots_of_cancelled_calls_are_given_back();
  closing_withdraws_what_was_asked();
  a_store_that_lacks_a_method_is_refused();
  what_a_store_says_is_logged();
  calls_fail_where_no_token_can_be_had();
  slots_are_asked_for_again_where_none_can_be_had();
  watches_descriptors_on_the_clients_loop();
  collects_when_the_alarm_is_due();
  return check_failures();
}
