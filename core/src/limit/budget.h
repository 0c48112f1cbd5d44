// SPDX-License-Identifier: MIT

/// The rate budgets of one client, by endpoint: who waits for a slot, in order.
/// The limits themselves are kept in the store.
///
///     lark_budget_take() ──► waiting ──► granted ──► (flow sends it)
///                        └─────────────────────────► true: it may go at once
///
/// The queues hold links; this room does not know what they are part of.
#ifndef LARK_BUDGET_H
#define LARK_BUDGET_H

#include "index.h"
#include "settings.h"
#include "timer.h"

/// One endpoint's.
typedef struct lark_budget {
  struct lark_budgets *budgets;
  lark_index_link link;          ///< of all, by endpoint or name
  const lark_endpoint *endpoint; ///< NULL: it has a name
  char *name;                    ///< of a request's
  lark_link in_named;            ///< with a name: the latest found is the last
  uint32_t calls;                ///< that have it
  lark_allowance *allowance;     ///< in the store
  lark_allowance_ask ask;        ///< for the links that wait
  bool asking;                   ///< the store has the ask
  lark_queue waiting;
  lark_timer timer; ///< when to ask for the first in line
} lark_budget;

/// All of a client's.
typedef struct lark_budgets {
  const lark_settings *settings;
  lark_session *session;
  lark_timers *timers;
  lark_queue granted;   ///< links that hold a slot and may go
  uint64_t quickest_us; ///< the shortest round trip of attempts without budget
  lark_index all;
  lark_queue named; ///< those with a name
  size_t named_count;
} lark_budgets;

/// Starts without a budget. What it is given outlives it.
void lark_budgets_init(lark_budgets *budgets, const lark_settings *settings,
                       lark_session *session, lark_timers *timers);

/// Frees them all. Nothing waits in them any more.
void lark_budgets_clear(lark_budgets *budgets);

/// How many links wait in all of them.
uint64_t lark_budgets_waiting(const lark_budgets *budgets);

/// Forgets an endpoint that is about to end. Nothing waits for it.
void lark_budgets_forget(lark_budgets *budgets, const lark_endpoint *endpoint);

/// Notes a round trip of an attempt that has no budget. 0: none.
void lark_budgets_note_round_trip(lark_budgets *budgets, uint64_t us);

/// Finds the endpoint's budget, which is made when it is first needed. LARK_OK,
/// with NULL where none is kept; or LARK_ENOMEM.
lark_status lark_budget_find(lark_budgets *budgets,
                             const lark_endpoint *endpoint, lark_budget **out);

/// Finds the budget of requests past the catalog by a name, likewise. Where
/// there are many, it takes the place of one that no call has.
lark_status lark_budget_find_named(lark_budgets *budgets, const char *name,
                                   const lark_rate *rates, size_t rate_count,
                                   lark_budget **out);

/// A call has a budget, from here until it leaves it.
void lark_budget_join(lark_budget *budget);
void lark_budget_leave(lark_budget *budget);

/// Takes a slot. False where the link has to wait: it is in `waiting` then, and
/// moves to `granted`, with a slot, when it may go.
bool lark_budget_take(lark_budget *budget, lark_link *link, uint64_t now_us);

/// Notes that an attempt was answered, `round_trip_us` after it was sent; 0
/// where it is given up for lost.
void lark_budget_answer(lark_budget *budget, uint64_t now_us,
                        uint64_t round_trip_us);

/// Gives back a slot for which nothing was sent.
void lark_budget_give_back(lark_budget *budget, uint64_t now_us);

/// Notes the limit that the server named; it may be lower than the documented
/// one.
void lark_budget_learn(lark_budget *budget, uint32_t allowed);

/// Grants nothing for a while: the server said so.
void lark_budget_hold(lark_budget *budget, uint64_t for_us, uint64_t now_us);

#endif
