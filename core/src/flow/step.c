// SPDX-License-Identifier: MIT

// The steps of a client:
//
//     step ─┬─ timers
//           ├─ portions: the store's answers, sending, traffic, its ends
//           ├─ timers
//           ├─ callbacks
//           └─ sending what they started
#include "admit.h"
#include "clock.h"
#include "close.h"
#include "connection.h"
#include "deliver.h"
#include "due.h"
#include "early.h"
#include "host.h"
#include "recorder.h"

// How many calls are handled at once where time is short. Each takes up to a
// tenth of a millisecond; fewer at once would cost all more.
enum { PORTION = 4 };

// A host that comes back later than this does other things in between.
enum { AWAY_US = 2000 };

// Handles the store's answers, new attempts, traffic and finished attempts: at
// most `most` of each.
static lark_status work_portion(lark_client *client, uint64_t until_us,
                                uint32_t most) {
  lark_pool *pool = &client->pool;
  uint64_t now_us = lark_now_us();
  lark_host_collect(client, now_us);
  lark_admit(client, now_us, most);
  uint64_t due_us = lark_due_us(client);
  lark_status status =
      lark_loop_poll(&pool->loop, due_us < until_us ? due_us : until_us, most);
  lark_early_look(pool);
  client->collectable = lark_pool_collect(pool, most);
  lark_admit_make_room(client, pool->loop.quiet && !client->collectable);
  return status;
}

static bool has_more(const lark_client *client) {
  return client->pool.loop.more || client->collectable ||
         lark_host_is_woken(client) || lark_admit_has_more(client);
}

// Works in portions, to look at the clock between them.
static lark_status work_until(lark_client *client, uint64_t stop_us) {
  lark_status status = work_portion(client, 0, PORTION);
  while (has_more(client) && lark_now_us() < stop_us) {
    lark_status portion_status = work_portion(client, 0, PORTION);
    if (portion_status != LARK_OK) status = portion_status;
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

// Sends what callbacks started now rather than in the next step.
static void admit_started(lark_client *client, uint64_t stop_us) {
  uint64_t now_us = lark_now_us();
  lark_host_collect(client, now_us);
  lark_admit(client, now_us, stop_us == UINT64_MAX ? UINT32_MAX : PORTION);
}

static lark_status drive(lark_client *client, uint64_t wait_until_us,
                         uint64_t stop_us) {
  lark_close_enter(client);
  // With a budget there are rounds enough in each step.
  client->was_away =
      stop_us == UINT64_MAX && lark_now_us() - client->left_us > AWAY_US;
  lark_status status = work(client, wait_until_us, halfway_us(stop_us));
  lark_recorder_settle(&client->settings);
  uint64_t round = ++client->round;
  while (lark_deliver(client, round) && lark_now_us() < stop_us)
    ;
  while (!client->closing && lark_connection_deliver(&client->listener) &&
         lark_now_us() < stop_us)
    ;
  if (!client->closing) admit_started(client, stop_us);
  lark_due_arm(client);
  client->left_us = lark_now_us();
  lark_close_leave(client);
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
