// SPDX-License-Identifier: MIT

// Replays hours of traffic against a model of the server, in milliseconds.
#include "check.h"
#include "window.h"

#include <stdlib.h>

static uint64_t random_state = 88172645463325252ULL;

static uint64_t random_below(uint64_t end) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state % end;
}

enum { MOST_CALLS = 40000 };

// A call: when it reaches the server, and when its answer is back.
typedef struct flight {
  uint64_t arrives_us, answers_us, sent_us;
} flight;

typedef struct replay {
  lark_window limits[2];
  size_t limit_count;
  uint64_t shortest_us;
  flight flying[2000];
  size_t flying_count;
  uint64_t arrivals[MOST_CALLS];
  size_t arrival_count;
  uint64_t now_us;
} replay;

static int by_time(const void *a, const void *b) {
  uint64_t left = *(const uint64_t *)a;
  uint64_t right = *(const uint64_t *)b;
  return (left > right) - (left < right);
}

static uint64_t wait_us(replay *r) {
  uint64_t longest = 0;
  for (size_t i = 0; i < r->limit_count; i++) {
    uint64_t us = lark_window_wait_us(&r->limits[i], r->now_us, r->shortest_us);
    if (us > longest) longest = us;
  }
  return longest;
}

static void send_one(replay *r, uint64_t least_us, uint64_t jitter_us) {
  for (size_t i = 0; i < r->limit_count; i++) {
    CHECK(lark_window_reserve(&r->limits[i]));
    lark_window_take(&r->limits[i]);
  }
  flight *f = &r->flying[r->flying_count++];
  f->sent_us = r->now_us;
  f->arrives_us = r->now_us + least_us + random_below(jitter_us + 1);
  f->answers_us = f->arrives_us + least_us + random_below(jitter_us + 1);
  r->arrivals[r->arrival_count++] = f->arrives_us;
}

// The earliest answer, or NULL.
static flight *next_answer(replay *r) {
  flight *next = NULL;
  for (size_t i = 0; i < r->flying_count; i++) {
    flight *f = &r->flying[i];
    if (next == NULL || f->answers_us < next->answers_us) next = f;
  }
  return next;
}

static void take_answer(replay *r, flight *f) {
  uint64_t round_trip_us = f->answers_us - f->sent_us + 1;
  r->now_us = f->answers_us > r->now_us ? f->answers_us : r->now_us;
  if (r->shortest_us == 0 || round_trip_us < r->shortest_us)
    r->shortest_us = round_trip_us;
  for (size_t i = 0; i < r->limit_count; i++)
    lark_window_answer(&r->limits[i], r->now_us);
  *f = r->flying[--r->flying_count];
}

// Sends calls as fast as the windows allow, with this latency each way.
static uint64_t play(replay *r, size_t calls, uint64_t least_us,
                     uint64_t jitter_us) {
  while (r->arrival_count < calls) {
    uint64_t us = wait_us(r);
    flight *answer = next_answer(r);
    if (us == 0) {
      send_one(r, least_us, jitter_us);
    } else if (answer != NULL &&
               (us == UINT64_MAX || answer->answers_us <= r->now_us + us)) {
      take_answer(r, answer);
    } else {
      r->now_us += us;
    }
  }
  return r->now_us;
}

// How many calls reached the server in the fullest window of this length.
static size_t fullest(replay *r, uint64_t window_us) {
  qsort(r->arrivals, r->arrival_count, sizeof r->arrivals[0], by_time);
  size_t most = 0;
  size_t first = 0;
  for (size_t last = 0; last < r->arrival_count; last++) {
    while (r->arrivals[last] - r->arrivals[first] >= window_us)
      first++;
    if (last - first + 1 > most) most = last - first + 1;
  }
  return most;
}

static replay *start(const lark_rate *rates, size_t count) {
  static const lark_allocator allocator = {0};
  replay *r = calloc(1, sizeof *r);
  for (size_t i = 0; i < count; i++)
    lark_window_init(&r->limits[i], &rates[i], &allocator);
  r->limit_count = count;
  r->now_us = 1000000;
  return r;
}

static void finish(replay *r) {
  for (size_t i = 0; i < r->limit_count; i++)
    lark_window_clear(&r->limits[i]);
  free(r);
}

static const lark_rate one_rate[] = {{50, 1000}};
static const lark_rate two_rates[] = {{50, 1000}, {1000, 60000}};

static void lets_a_burst_up_to_the_limit_go_at_once(void) {
  replay *r = start(one_rate, 1);
  CHECK(play(r, 50, 10000, 0) == 1000000);
  CHECK(wait_us(r) == UINT64_MAX); // only an answer can tell more
  finish(r);
}

static void never_overfills_a_window_of_the_server(void) {
  static const uint64_t latencies[][2] = {
      {0, 0}, {10000, 0}, {75000, 0}, {2500, 47500}, {1000, 400000}};
  for (size_t i = 0; i < sizeof latencies / sizeof latencies[0]; i++) {
    replay *r = start(two_rates, 2);
    play(r, 20000, latencies[i][0], latencies[i][1]);
    CHECK(fullest(r, 1000000) <= 50);
    CHECK(fullest(r, 60000000) <= 1000);
    finish(r);
  }
}

static void keeps_within_two_percent_of_the_allowance(void) {
  static const uint64_t latencies[] = {0, 10000, 75000};
  for (size_t i = 0; i < sizeof latencies / sizeof latencies[0]; i++) {
    replay *r = start(one_rate, 1);
    // 40000 calls at 50 a second: the last burst goes after 799 seconds.
    uint64_t took_us = play(r, MOST_CALLS, latencies[i], 0) - 1000000;
    CHECK(took_us < 799 * 1020000ULL);
    finish(r);
  }
}

static void takes_memory_as_it_is_used(void) {
  static const lark_rate large[] = {{1000, 60000}};
  replay *r = start(large, 1);
  CHECK(r->limits[0].room == 0);
  for (int i = 0; i < 5; i++)
    send_one(r, 1000, 0);
  CHECK(r->limits[0].room == 8);
  play(r, 2000, 1000, 0);
  CHECK(r->limits[0].room >= 1000 && r->limits[0].room <= 2000);
  finish(r);
}

static void gives_back_a_slot_that_nothing_was_sent_for(void) {
  static const lark_rate single[] = {{1, 1000}};
  replay *r = start(single, 1);
  CHECK(lark_window_reserve(&r->limits[0]));
  lark_window_take(&r->limits[0]);
  CHECK(wait_us(r) == UINT64_MAX);
  lark_window_give_back(&r->limits[0]);
  CHECK(wait_us(r) == 0);
  finish(r);
}

static void keeps_to_a_lower_limit_that_the_server_names(void) {
  replay *r = start(one_rate, 1);
  lark_window_lower(&r->limits[0], 20);
  lark_window_lower(&r->limits[0], 30); // never up again
  lark_window_lower(&r->limits[0], 0);  // not said
  play(r, 2000, 5000, 20000);
  CHECK(fullest(r, 1000000) <= 20);
  CHECK(fullest(r, 1100000) >= 20);
  finish(r);
}

int main(void) {
  keeps_to_a_lower_limit_that_the_server_names();
  lets_a_burst_up_to_the_limit_go_at_once();
  never_overfills_a_window_of_the_server();
  keeps_within_two_percent_of_the_allowance();
  takes_memory_as_it_is_used();
  gives_back_a_slot_that_nothing_was_sent_for();
  return check_failures();
}
