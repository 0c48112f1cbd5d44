// SPDX-License-Identifier: MIT

/// The rate limits of one endpoint, all at once, and the calls that wait for
/// them, in order.
#ifndef LARK_BUDGET_H
#define LARK_BUDGET_H

#include "limit.h"
#include "queue.h"
#include "settings.h"
#include "timer.h"

typedef struct lark_budget {
  lark_limit *limits;
  size_t count;
  uint64_t round_trip_us; ///< the shortest seen; 0: none
  uint64_t held_until_us; ///< the server said so
  lark_queue waiting;
  lark_timer timer;    ///< when the first in line may go
  lark_queue *granted; ///< where it goes then, holding a slot
  lark_timers *timers;
  lark_allocator allocator;
} lark_budget;

/// The budgets of a client, by endpoint.
typedef struct lark_budgets {
  struct lark_budget_entry {
    const lark_endpoint *endpoint;
    lark_budget *budget;
  } * entries; ///< in the order of first use
  size_t count, capacity;
  lark_allocator allocator;
} lark_budgets;

/// The place for an endpoint's budget, which holds NULL until one is made; NULL
/// where memory lacks. Good until the next call.
lark_budget **lark_budgets_find(lark_budgets *budgets,
                                const lark_endpoint *endpoint);

/// Frees them all.
void lark_budgets_clear(lark_budgets *budgets);

/// Makes a budget; calls that waited and may go move to `granted`. NULL where
/// memory lacks.
lark_budget *lark_budget_new(const lark_rate *rates, size_t count,
                             lark_queue *granted, lark_timers *timers);
void lark_budget_free(lark_budget *budget);

/// Takes a slot for a call. False where it has to wait: it stands in line then.
bool lark_budget_take(lark_budget *budget, lark_link *call, uint64_t now_us);

/// An attempt was answered, `round_trip_us` after it was sent; or given up for
/// lost, with 0.
void lark_budget_answer(lark_budget *budget, uint64_t now_us,
                        uint64_t round_trip_us);

/// A slot was taken, but nothing was sent.
void lark_budget_give_back(lark_budget *budget, uint64_t now_us);

/// The server named its limit, which may be lower than the documented one.
void lark_budget_learn(lark_budget *budget, uint32_t allowed);

/// Lets nobody pass for a while: the server said so.
void lark_budget_hold(lark_budget *budget, uint64_t until_us);

#endif
