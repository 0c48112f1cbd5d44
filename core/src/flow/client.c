// SPDX-License-Identifier: MIT
#include "client.h"

#include <sys/random.h>

#include "call.h"
#include "memory.h"
#include "recorder.h"

// Of calls: what is done at once where time is short. Each takes up to a tenth
// of a millisecond; fewer at once would cost all more.
enum { PORTION = 4 };

// Who comes back later does other things in between.
enum { AWAY_US = 2000 };

// ------------------------------------------------------------- open and close

static void seed(lark_client *client) {
  if (getrandom(&client->random, sizeof client->random, GRND_NONBLOCK) !=
      (ssize_t)sizeof client->random)
    client->random = lark_now_us();
  client->random |= 1; // 0 would stay 0
}

// xorshift64: jitter needs no more.
uint64_t lark_client_random(lark_client *client) {
  uint64_t x = client->random;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  return client->random = x;
}

static lark_status open_parts(lark_client *client) {
  const lark_allocator *allocator = &client->settings.allocator;
  client->timers.allocator = *allocator;
  client->slots.allocator = *allocator;
  client->shelf = lark_shelf_new(allocator);
  if (client->shelf == NULL) return LARK_ENOMEM;
  lark_status status =
      lark_loop_open(&client->loop, allocator, client->settings.max_in_flight);
  if (status == LARK_OK) status = lark_idle_open(client);
  if (status == LARK_OK) status = lark_tokens_open(client);
  return status;
}

static void free_transfers(lark_client *client) {
  while (client->idle != NULL) {
    lark_transfer *transfer = client->idle;
    client->idle = transfer->next;
    lark_transfer_free(transfer);
  }
}

// Frees a client whose calls have all ended.
static void destroy(lark_client *client) {
  lark_allocator allocator = client->settings.allocator;
  free_transfers(client);
  lark_loop_close(&client->loop);
  lark_budgets_clear(client);
  lark_tokens_clear(client);
  lark_slots_clear(&client->slots);
  lark_timers_clear(&client->timers);
  lark_shelf_release(client->shelf);
  lark_settings_clear(&client->settings);
  lark_release(&allocator, client, sizeof *client);
}

lark_status lark_open(const lark_options *options, lark_client **out,
                      lark_result **why) {
  lark_options full = lark_settings_complete(options);
  lark_failure failure;
  lark_status status = LARK_ENOMEM;
  *out = NULL;
  if (why != NULL) *why = NULL;
  lark_fail(&failure, LARK_ENOMEM, "out of memory");
  lark_client *client = lark_alloc(&full.allocator, sizeof *client);
  if (client != NULL) {
    client->loop = (lark_loop){.epoll_fd = -1, .wakeup_fd = -1, .timer_fd = -1};
    lark_fail(&client->last_failure, LARK_OK, "%s", "");
    status = lark_settings_take(&client->settings, &full, &failure);
    if (status == LARK_OK)
      status = lark_recorder_join(&client->settings, &failure);
    if (status == LARK_OK) status = open_parts(client);
    if (status != LARK_OK) destroy(client);
  }
  if (status == LARK_OK) {
    seed(client);
    lark_calls_make_room(client, false);
    *out = client;
  } else if (why != NULL) {
    *why = lark_result_explain(&full.allocator, &failure);
  }
  return status;
}

// ------------------------------------------------------------------ reentrancy

// Each function that may run callbacks stands between enter() and leave(), so
// that a close inside a callback waits for the outermost one to end.
static void enter(lark_client *client) {
  client->depth++;
}

// False where the client was closed meanwhile and is gone.
static bool leave(lark_client *client) {
  if (--client->depth > 0 || !client->closing) return true;
  client->depth++; // a close inside these last callbacks changes nothing
  lark_tokens_resign(client, lark_now_us());
  lark_calls_cancel(client);
  while (lark_calls_deliver(client, UINT64_MAX))
    ;
  destroy(client);
  return false;
}

static void finish(lark_client *client, bool silent) {
  if (client == NULL) return;
  enter(client);
  client->closing = true;
  client->silent = client->silent || silent;
  leave(client);
}

void lark_close(lark_client *client) {
  finish(client, false);
}

void lark_abandon(lark_client *client) {
  finish(client, true);
}

// --------------------------------------------------------------------- driving

uint64_t lark_client_due_us(const lark_client *client) {
  if (client->collectable || client->done.first != NULL ||
      lark_calls_admissible(client))
    return 0;
  return lark_timers_due_us(&client->timers);
}

void lark_client_arm(lark_client *client) {
  lark_loop_arm(&client->loop, lark_client_due_us(client));
}

lark_status lark_cancel(lark_client *client, lark_call name) {
  call *found = lark_call_find(client, name);
  if (found == NULL || found->link.queue == &client->done)
    return lark_fail(&client->last_failure, LARK_ESTALE,
                     "the call has ended already");
  lark_call_cancel(found);
  lark_client_arm(client);
  return LARK_OK;
}

lark_status lark_meter_call(lark_client *client, lark_call name,
                            lark_meter *meter) {
  call *found = lark_call_find(client, name);
  if (found == NULL)
    return lark_fail(&client->last_failure, LARK_ESTALE,
                     "the call has ended already");
  found->meter = meter;
  return LARK_OK;
}

const lark_error *lark_last_error(const lark_client *client) {
  return &client->last_failure.error;
}

size_t lark_pending(const lark_client *client) {
  return client->pending;
}

// New attempts, traffic, finished attempts: at most `most` of each.
static lark_status work_portion(lark_client *client, uint64_t until_us,
                                uint32_t most) {
  lark_calls_admit(client, lark_now_us(), most);
  uint64_t due = lark_client_due_us(client);
  lark_status status =
      lark_loop_poll(&client->loop, due < until_us ? due : until_us, most);
  client->collectable = lark_calls_collect(client, most);
  lark_calls_make_room(client, client->loop.quiet && !client->collectable);
  return status;
}

static bool has_more(const lark_client *client) {
  return client->loop.more || client->collectable ||
         lark_calls_admissible(client);
}

// Works in portions, so that it gets to look at the clock between them.
static lark_status work_until(lark_client *client, uint64_t stop_us) {
  lark_status status = work_portion(client, 0, PORTION);
  while (has_more(client) && lark_now_us() < stop_us) {
    lark_status its = work_portion(client, 0, PORTION);
    if (its != LARK_OK) status = its;
  }
  return status;
}

// One round: timers and traffic.
static lark_status work(lark_client *client, uint64_t until_us,
                        uint64_t stop_us) {
  lark_timers_fire(&client->timers, lark_now_us());
  lark_status status = stop_us == UINT64_MAX
                           ? work_portion(client, until_us, UINT32_MAX)
                           : work_until(client, stop_us);
  lark_timers_fire(&client->timers, lark_now_us());
  return status;
}

// However much traffic there is, callbacks have their part of the time.
static uint64_t halfway_us(uint64_t stop_us) {
  if (stop_us == UINT64_MAX) return stop_us;
  uint64_t now_us = lark_now_us();
  return stop_us > now_us ? now_us + (stop_us - now_us) / 2 : now_us;
}

static lark_status drive(lark_client *client, uint64_t wait_until_us,
                         uint64_t stop_us) {
  enter(client);
  // With a budget there are rounds enough in each step.
  client->was_away =
      stop_us == UINT64_MAX && lark_now_us() - client->left_us > AWAY_US;
  lark_status status = work(client, wait_until_us, halfway_us(stop_us));
  uint64_t round = ++client->round;
  while (lark_calls_deliver(client, round) && lark_now_us() < stop_us)
    ;
  // What callbacks started goes out now rather than in the next step.
  if (!client->closing)
    lark_calls_admit(client, lark_now_us(),
                     stop_us == UINT64_MAX ? UINT32_MAX : PORTION);
  lark_client_arm(client);
  client->left_us = lark_now_us();
  leave(client);
  return status;
}

lark_status lark_step(lark_client *client, uint32_t budget_us) {
  uint64_t stop_us = budget_us > 0 ? lark_now_us() + budget_us : UINT64_MAX;
  return drive(client, 0, stop_us);
}

lark_status lark_wait(lark_client *client, int timeout_ms) {
  uint64_t until_us = UINT64_MAX;
  if (timeout_ms >= 0) until_us = lark_now_us() + (uint64_t)timeout_ms * 1000;
  return drive(client, until_us, UINT64_MAX);
}

int lark_fd(lark_client *client) {
  int fd = lark_loop_fd(&client->loop);
  lark_client_arm(client);
  return fd;
}

int lark_timeout_ms(lark_client *client) {
  uint64_t due_us = lark_client_due_us(client);
  if (client->loop.curl_due_us < due_us) due_us = client->loop.curl_due_us;
  return lark_ms_until(due_us);
}

void lark_wakeup(lark_client *client) {
  lark_loop_wakeup(&client->loop);
}

void lark_client_stats(const lark_client *client, lark_stats *stats) {
  lark_stats now = client->stats;
  const lark_histogram *times = &client->times;
  size_t size = stats->size < sizeof now ? stats->size : sizeof now;
  now.p50_us = lark_histogram_percentile(times, 50);
  now.p90_us = lark_histogram_percentile(times, 90);
  now.p99_us = lark_histogram_percentile(times, 99);
  now.max_us = times->max_us;
  now.limit_waiting = lark_budgets_waiting(client);
  now.size = size;
  memcpy(stats, &now, size);
}
