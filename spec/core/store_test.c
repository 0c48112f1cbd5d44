// SPDX-License-Identifier: MIT

// Named stores: found by name, counted, and shared by clients on threads.
#include "check.h"
#include "clock.h"
#include "echo.h"
#include "store.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

static server echo;

static lark_store *named(const char *name) {
  lark_store *store = NULL;
  CHECK(lark_store_named(name, NULL, &store) == LARK_OK && store != NULL);
  return store;
}

// ----------------------------------------------------------------------- names

static void is_found_by_name_until_the_last_reference_is_gone(void) {
  lark_store *one = named("one");
  lark_store *two = named("two");
  CHECK(one != two && named("one") == one);
  lark_store_release(one);
  CHECK(named("one") == one);
  CHECK(lark_store_share(one) == one);
  for (int i = 0; i < 3; i++)
    lark_store_release(one);
  lark_store_release(two);
  lark_store_release(named("one")); // taken again, and given back
}

static atomic_size_t left_allocations;
static atomic_size_t blocks;

static void *count_down(void *user, void *block, size_t old_bytes,
                        size_t new_bytes) {
  (void)user;
  if (new_bytes == 0) {
    blocks -= block != NULL;
    free(block);
    return NULL;
  }
  if (left_allocations == 0) return NULL;
  left_allocations--;
  blocks += old_bytes == 0;
  return realloc(block, new_bytes);
}

static void survives_a_lack_of_memory(void) {
  const lark_allocator scarce = {count_down, NULL};
  lark_store *store = NULL;
  lark_status status = LARK_ENOMEM;
  size_t allocations = 0;
  for (; status != LARK_OK; allocations++) {
    left_allocations = allocations;
    status = lark_store_named("scarce", &scarce, &store);
    CHECK(status == LARK_OK ? store != NULL : store == NULL && blocks == 0);
  }
  CHECK(allocations > 2 && allocations < 10);
  lark_store_release(store);
  CHECK(blocks == 0);
}

// --------------------------------------------------------------------- clients

static lark_client *open_client(lark_store *store) {
  char url[64];
  lark_options options;
  lark_client *client = NULL;
  snprintf(url, sizeof url, "http://127.0.0.1:%d", echo.port);
  lark_options_init(&options, sizeof options);
  options.base_url = url;
  options.app_id = "a";
  options.app_secret = "s";
  options.store = store;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  return client;
}

static const lark_rate rate = {20, 100};
static const lark_endpoint hello = {.name = "an.endpoint",
                                    .doc = "",
                                    .method = "GET",
                                    .path = "/hello",
                                    .repeatable = true,
                                    .limits = &rate,
                                    .limit_count = 1};

typedef struct tally {
  int ended, succeeded;
} tally;

static void note(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call;
  tally *t = user;
  t->ended++;
  t->succeeded += lark_result_error(result) == NULL;
}

static void start(lark_client *client, tally *t) {
  CHECK(lark_start_endpoint(client, &hello, NULL, 0, note, t, NULL) == LARK_OK);
}

static uint64_t token_fetches(const lark_client *client) {
  lark_stats stats = {.size = sizeof stats};
  lark_client_stats(client, &stats);
  return stats.token_fetches;
}

static void is_shared_by_two_clients_of_one_thread(void) {
  lark_store *store = named("shared");
  lark_client *one = open_client(store);
  lark_client *two = open_client(named("shared"));
  lark_store_release(store);
  lark_store_release(store);
  tally t = {0, 0};
  start(one, &t);
  start(two, &t);
  lark_step(one, 0); // it fetches
  lark_step(two, 0); // and this one waits for that
  while (lark_pending(one) > 0)
    lark_wait(one, -1);
  // The step of the other client answered it.
  CHECK(lark_timeout_ms(two) == 0);
  while (lark_pending(two) > 0)
    lark_wait(two, -1);
  CHECK(t.succeeded == 2);
  CHECK(token_fetches(one) == 1 && token_fetches(two) == 0);
  lark_close(one);
  lark_close(two);
}

static void hands_a_fetch_over_where_its_client_closes(void) {
  lark_store *store = named("handed over");
  lark_client *one = open_client(store);
  lark_client *two = open_client(store);
  lark_store_release(store);
  tally t = {0, 0};
  start(one, &t);
  start(two, &t);
  lark_step(one, 0);
  lark_step(two, 0);
  lark_close(one);
  CHECK(t.ended == 1 && t.succeeded == 0);
  while (lark_pending(two) > 0)
    lark_wait(two, -1);
  CHECK(t.succeeded == 1 && token_fetches(two) == 1);
  lark_close(two);
}

// --------------------------------------------------------------------- threads

enum { THREADS = 6, CALLS = 30, ROUNDS = 40 };

static atomic_uint fetches;
static atomic_int successes;

static void *run_client(void *user) {
  lark_store *store = named("threads");
  lark_client *client = open_client(store);
  lark_store_release(store);
  tally t = {0, 0};
  for (int i = 0; i < CALLS; i++)
    start(client, &t);
  while (lark_pending(client) > 0)
    lark_wait(client, -1);
  successes += t.succeeded;
  fetches += (unsigned)token_fetches(client);
  lark_close(client);
  return user;
}

static void run_threads(void *(*run)(void *)) {
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++)
    CHECK(pthread_create(&threads[i], NULL, run, NULL) == 0);
  for (int i = 0; i < THREADS; i++)
    pthread_join(threads[i], NULL);
}

static void is_shared_by_clients_on_threads(void) {
  lark_store *store = named("threads"); // so that it lasts
  uint64_t before_us = lark_now_us();
  run_threads(run_client);
  CHECK(successes == THREADS * CALLS);
  CHECK(fetches == 1);
  // One budget for all of them: 180 calls, 20 in each tenth of a second.
  CHECK(lark_now_us() - before_us > 700000);
  lark_store_release(store);
}

// Clients close while others wait for a fetch that they began.
static void *open_and_close(void *user) {
  for (int i = 0; i < ROUNDS; i++) {
    lark_store *store = named("hasty");
    lark_client *client = open_client(store);
    lark_store_release(store);
    tally t = {0, 0};
    start(client, &t);
    start(client, &t);
    for (int step = 0; step < i % 5; step++)
      lark_wait(client, 1);
    lark_close(client);
    CHECK(t.ended == 2);
  }
  return user;
}

static void takes_clients_that_close_while_others_wait(void) {
  run_threads(open_and_close);
}

static void *take_and_release(void *user) {
  for (int i = 0; i < 500; i++) {
    lark_store *store = named("fleeting");
    if (i % 7 == 0) sched_yield();
    lark_store_release(store);
  }
  return user;
}

static void names_are_taken_again_on_threads(void) {
  run_threads(take_and_release);
}

int main(void) {
  start_echo(&echo);
  is_found_by_name_until_the_last_reference_is_gone();
  survives_a_lack_of_memory();
  is_shared_by_two_clients_of_one_thread();
  hands_a_fetch_over_where_its_client_closes();
  is_shared_by_clients_on_threads();
  takes_clients_that_close_while_others_wait();
  names_are_taken_again_on_threads();
  end_process(echo.process);
  return check_failures();
}
