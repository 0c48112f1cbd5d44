// SPDX-License-Identifier: MIT

/// The calls of one client that wait for an endpoint's rate limits, in order.
/// The limits themselves are kept in the store.
#ifndef LARK_BUDGET_H
#define LARK_BUDGET_H

#include "settings.h"
#include "store.h"
#include "timer.h"

typedef struct lark_budget {
  lark_client *client;
  lark_allowance *allowance;
  lark_allowance_ask ask; ///< for those in line
  lark_queue waiting;
  lark_timer timer; ///< when to ask for the first in line
} lark_budget;

/// The budgets of a client, by endpoint.
typedef struct lark_budgets {
  struct lark_budget_entry {
    const lark_endpoint *endpoint;
    lark_budget *budget;
  } * entries; ///< in the order of first use
  size_t count, capacity;
} lark_budgets;

/// The endpoint's budget, made when it is first needed. LARK_OK with NULL where
/// none is kept, or LARK_ENOMEM.
lark_status lark_budget_find(lark_client *client, const lark_endpoint *endpoint,
                             lark_budget **out);

/// Calls that wait in one of them.
uint64_t lark_budgets_waiting(const lark_client *client);

/// Frees them all; nothing waits in them any more.
void lark_budgets_clear(lark_client *client);

/// Takes a slot for a call. False where it has to wait: it stands in line then,
/// and moves to the client's `granted`, holding a slot, when it may go.
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
void lark_budget_hold(lark_budget *budget, uint64_t for_us, uint64_t now_us);

#endif
