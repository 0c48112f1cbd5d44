// SPDX-License-Identifier: MIT

/// A client from the inside. Each part has a file of its own; this is where
/// they meet.
#ifndef LARK_CLIENT_H
#define LARK_CLIENT_H

#include "budget.h"
#include "clock.h"
#include "histogram.h"
#include "idle.h"
#include "isv.h"
#include "loop.h"
#include "result.h"
#include "retry.h"
#include "slots.h"
#include "timer.h"
#include "tokens.h"
#include "transfer.h"

struct lark_client {
  lark_settings settings;
  lark_loop loop;
  lark_timers timers;
  lark_timer idle_look;
  lark_tokens tokens;
  lark_isv isv;
  lark_budgets budgets;
  lark_shelf *shelf;
  lark_slots slots; ///< all calls

  // A call waits in at most one of these; see call.h.
  lark_queue ready, granted, crowded, done;
  lark_transfer *idle; ///< transfers to be used again
  uint32_t in_flight;
  uint32_t room;    ///< for how many at most, for now; see admit.c
  bool was_away;    ///< the host, which takes a round at a time, for a while
  uint64_t left_us; ///< when it stepped last
  bool collectable; ///< libcurl has finished attempts, not taken in yet
  uint64_t quickest_us; ///< of round trips, without those that are limited
  size_t pending;       ///< started by the host and not ended
  uint64_t recalls;     ///< calls that the recorder was asked for
  uint64_t round; ///< of deliveries: what ends during one waits for the next

  unsigned depth;  ///< of our functions, one inside another's callback
  bool closing;    ///< close was asked for
  bool silent;     ///< and no callbacks are wanted
  uint64_t random; ///< state of the jitter's generator
  lark_failure last_failure;
  lark_stats stats;
  lark_histogram times;
};

/// A number that nobody needs to predict or repeat.
uint64_t lark_client_random(lark_client *client);

/// When there is work that no traffic announces: 0 for now, UINT64_MAX for
/// never.
uint64_t lark_client_due_us(const lark_client *client);

/// Sees to it that whoever watches the client's descriptor gets to know of
/// that.
void lark_client_arm(lark_client *client);

#endif
