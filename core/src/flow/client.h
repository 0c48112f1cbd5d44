// SPDX-License-Identifier: MIT

/// A client from the inside. Each part has a file of its own; this is where
/// they meet.
#ifndef LARK_CLIENT_H
#define LARK_CLIENT_H

#include <stdatomic.h>

#include "auth.h"
#include "budget.h"
#include "drift.h"
#include "histogram.h"
#include "listener.h"
#include "pool.h"
#include "random.h"
#include "result.h"
#include "slots.h"

struct lark_client {
  lark_settings settings;
  lark_timers timers;
  lark_pool pool;
  lark_session *session;  ///< in the settings' store
  atomic_bool store_woke; ///< the store wants collect() to be called
  lark_timer store_alarm;
  lark_auth auth;
  lark_budgets budgets;
  lark_shelf *shelf;
  lark_slots slots; ///< all calls
  lark_listener listener;

  // A call waits in at most one of these; see call.h.
  lark_queue ready, crowded, done;
  lark_queue unsettled; ///< changes that are written, and not for good yet
  uint32_t unsettled_count;
  lark_queue awaiting_token[2]; ///< by lark_token_kind: tenant, app

  uint32_t room;        ///< how many may be on the wire, for now; see admit.c
  uint32_t withheld;    ///< how many fewer than max_in_flight it may be, since
                        ///< there are no descriptors for more
  uint64_t withheld_us; ///< since when
  bool was_away;    ///< the host did not step for a while, and takes one round
  uint64_t left_us; ///< when it stepped last
  bool collectable; ///< libcurl has finished attempts, not taken in yet
  size_t pending;   ///< calls that the host started and that have not ended
  uint64_t recalls; ///< how often the recorder was asked
  uint64_t round;   ///< of deliveries: a call that ends in one waits for the
                    ///< next

  unsigned depth; ///< of our functions, one inside another's callback
  bool closing;   ///< close was asked for
  bool silent;    ///< and no callbacks are wanted
  lark_random random;
  lark_failure last_failure;
  lark_stats stats;
  char mended_at[1024]; ///< where odd values were, for the statistics
  lark_histogram times;
  lark_drift *drift; ///< NULL without the option
  char *next_row;    ///< the name of the call that is started next, or NULL
};

#endif
