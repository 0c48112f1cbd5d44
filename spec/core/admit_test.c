// SPDX-License-Identifier: MIT

// How many attempts may be on the wire.
#include "admit.h"
#include "check.h"

static void note(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call, (void)result, (void)user;
}

static uint32_t room_after(uint32_t most, uint32_t in_flight, bool quiet) {
  lark_client client = {.settings.max_in_flight = most,
                        .pool.in_flight = in_flight};
  lark_admit_make_room(&client, quiet);
  return client.room;
}

static void few_while_there_is_traffic(void) {
  CHECK(room_after(256, 0, false) == 32);
  CHECK(room_after(256, 32, false) == 32);
  CHECK(room_after(256, 256, false) == 32);
  CHECK(room_after(256, 0, true) == 32);
}

static void more_while_there_is_nothing_else_to_do(void) {
  CHECK(room_after(256, 32, true) == 64);
  CHECK(room_after(256, 64, true) == 96);
}

static void never_more_than_the_client_allows(void) {
  CHECK(room_after(256, 240, true) == 256);
  CHECK(room_after(10, 0, false) == 10);
  CHECK(room_after(10, 10, true) == 10);
}

static void all_at_once_for_a_host_that_looks_in_now_and_then(void) {
  lark_client client = {.settings.max_in_flight = 256, .was_away = true};
  lark_admit_make_room(&client, false);
  CHECK(client.room == 256);
}

// An attempt without a descriptor waits for those on the wire, with the slot of
// the rate limits that it has.
static void fewer_where_descriptors_lack(void) {
  lark_client client = {
      .settings.max_in_flight = 256, .room = 32, .pool.in_flight = 5};
  lark_active_call call = {.client = &client,
                           .budget = (lark_budget *)(void *)&client,
                           .done = note,
                           .attempts.count = 1};
  client.stats.attempts = 6;
  CHECK(lark_admit_retreat(&call, 1000));
  CHECK(call.link.queue == &client.crowded && call.has_slot);
  CHECK(call.attempts.count == 0 && client.stats.attempts == 5);
  CHECK(client.room == 5 && !lark_admit_has_more(&client));
  lark_admit_make_room(&client, true);
  CHECK(client.room == 5);
  // After three seconds as many more are tried.
  lark_queue_remove(&call.link);
  lark_admit(&client, 3001000, 1);
  lark_admit_make_room(&client, true);
  CHECK(client.room == 8);
  lark_admit(&client, 3002000, 1);
  lark_admit_make_room(&client, true);
  CHECK(client.room == 8);
}

static void an_attempt_alone_fails_where_descriptors_lack(void) {
  lark_client client = {.settings.max_in_flight = 256, .room = 32};
  lark_active_call call = {.client = &client, .done = note};
  CHECK(!lark_admit_retreat(&call, 1000));
  CHECK(call.link.queue == NULL && client.room == 32);
}

static void fetched(void *user, const lark_result *result) {
  (void)user, (void)result;
}

// Others may wait for it, and none of them is on the wire.
static void one_for_a_token_does_not_wait_for_others(void) {
  lark_client client = {
      .settings.max_in_flight = 256, .room = 32, .pool.in_flight = 5};
  lark_active_call call = {.client = &client, .fetched = fetched};
  CHECK(!lark_admit_retreat(&call, 1000));
}

int main(void) {
  fewer_where_descriptors_lack();
  an_attempt_alone_fails_where_descriptors_lack();
  one_for_a_token_does_not_wait_for_others();
  few_while_there_is_traffic();
  more_while_there_is_nothing_else_to_do();
  never_more_than_the_client_allows();
  all_at_once_for_a_host_that_looks_in_now_and_then();
  return check_failures();
}
