// SPDX-License-Identifier: MIT

// How many attempts may be on the wire.
#include "admit.h"
#include "check.h"

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

int main(void) {
  few_while_there_is_traffic();
  more_while_there_is_nothing_else_to_do();
  never_more_than_the_client_allows();
  all_at_once_for_a_host_that_looks_in_now_and_then();
  return check_failures();
}
