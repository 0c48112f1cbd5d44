// SPDX-License-Identifier: MIT
#include "budget.h"

#include "memory.h"

// How long until a call may be sent; UINT64_MAX: an answer decides that.
static uint64_t wait_us(lark_budget *budget, uint64_t now_us) {
  uint64_t longest_us = 0;
  if (budget->held_until_us > now_us)
    longest_us = budget->held_until_us - now_us;
  for (size_t i = 0; i < budget->count; i++) {
    uint64_t us =
        lark_limit_wait_us(&budget->limits[i], now_us, budget->round_trip_us);
    if (us > longest_us) longest_us = us;
  }
  return longest_us;
}

// Sets the timer to when the first in line may go.
static void watch(lark_budget *budget, uint64_t now_us) {
  uint64_t us =
      budget->waiting.first != NULL ? wait_us(budget, now_us) : UINT64_MAX;
  if (us == UINT64_MAX)
    lark_timer_stop(budget->timers, &budget->timer);
  else
    lark_timer_set(budget->timers, &budget->timer, now_us + us);
}

static void take(lark_budget *budget) {
  for (size_t i = 0; i < budget->count; i++)
    lark_limit_take(&budget->limits[i]);
}

// The timer's: gives slots to those first in line.
static void grant(void *owner, uint64_t now_us) {
  lark_budget *budget = owner;
  while (budget->waiting.first != NULL && wait_us(budget, now_us) == 0) {
    lark_link *first = budget->waiting.first;
    lark_queue_remove(first);
    take(budget);
    lark_queue_add(budget->granted, first);
  }
  watch(budget, now_us);
}

lark_budget *lark_budget_new(const lark_rate *rates, size_t count,
                             lark_queue *granted, lark_timers *timers) {
  const lark_allocator *allocator = &timers->allocator;
  lark_budget *budget = lark_alloc(allocator, sizeof *budget);
  if (budget == NULL) return NULL;
  budget->allocator = *allocator;
  budget->granted = granted;
  budget->timers = timers;
  budget->timer.fire = grant;
  budget->timer.owner = budget;
  if (count > 0)
    budget->limits = lark_alloc(allocator, count * sizeof(lark_limit));
  bool made = (count == 0 || budget->limits != NULL) &&
              lark_timers_reserve(timers, 1) == LARK_OK;
  for (; made && budget->count < count; budget->count++) {
    lark_limit *limit = &budget->limits[budget->count];
    made = lark_limit_init(limit, &rates[budget->count], allocator) == LARK_OK;
  }
  if (made) return budget;

  for (size_t i = 0; i < budget->count; i++)
    lark_limit_clear(&budget->limits[i]);
  lark_release(allocator, budget->limits, count * sizeof(lark_limit));
  lark_release(allocator, budget, sizeof *budget);
  return NULL;
}

void lark_budget_free(lark_budget *budget) {
  if (budget == NULL) return;
  lark_allocator allocator = budget->allocator;
  lark_timer_stop(budget->timers, &budget->timer);
  lark_timers_unreserve(budget->timers, 1);
  for (size_t i = 0; i < budget->count; i++)
    lark_limit_clear(&budget->limits[i]);
  lark_release(&allocator, budget->limits, budget->count * sizeof(lark_limit));
  lark_release(&allocator, budget, sizeof *budget);
}

bool lark_budget_take(lark_budget *budget, lark_link *call, uint64_t now_us) {
  // Nobody overtakes those who wait.
  if (budget->waiting.first != NULL || wait_us(budget, now_us) > 0) {
    lark_queue_add(&budget->waiting, call);
    watch(budget, now_us);
    return false;
  }
  take(budget);
  return true;
}

void lark_budget_answer(lark_budget *budget, uint64_t now_us,
                        uint64_t round_trip_us) {
  if (round_trip_us > 0 &&
      (budget->round_trip_us == 0 || round_trip_us < budget->round_trip_us))
    budget->round_trip_us = round_trip_us;
  // What was lost may have arrived just now: it counts from here in full.
  uint64_t answered_us =
      round_trip_us > 0 ? now_us : now_us + budget->round_trip_us;
  for (size_t i = 0; i < budget->count; i++)
    lark_limit_answer(&budget->limits[i], answered_us);
  watch(budget, now_us);
}

void lark_budget_give_back(lark_budget *budget, uint64_t now_us) {
  for (size_t i = 0; i < budget->count; i++)
    lark_limit_give_back(&budget->limits[i]);
  watch(budget, now_us);
}

void lark_budget_learn(lark_budget *budget, uint32_t allowed) {
  // The number comes without its window. A lower one than the first window's is
  // taken for that; the longer windows' numbers are higher anyway.
  if (budget->count > 0) lark_limit_lower(&budget->limits[0], allowed);
}

void lark_budget_hold(lark_budget *budget, uint64_t until_us) {
  if (until_us > budget->held_until_us) budget->held_until_us = until_us;
}

// ---------------------------------------------------------------- the client's

static bool grow(lark_budgets *budgets) {
  size_t capacity = budgets->capacity * 2 + 8;
  struct lark_budget_entry *entries = lark_resize(
      &budgets->allocator, budgets->entries,
      budgets->capacity * sizeof *entries, capacity * sizeof *entries);
  if (entries == NULL) return false;
  budgets->entries = entries;
  budgets->capacity = capacity;
  return true;
}

lark_budget **lark_budgets_find(lark_budgets *budgets,
                                const lark_endpoint *endpoint) {
  // A program uses a handful of endpoints, over and over.
  for (size_t i = 0; i < budgets->count; i++) {
    if (budgets->entries[i].endpoint == endpoint)
      return &budgets->entries[i].budget;
  }
  if (budgets->count == budgets->capacity && !grow(budgets)) return NULL;
  struct lark_budget_entry *entry = &budgets->entries[budgets->count++];
  *entry = (struct lark_budget_entry){endpoint, NULL};
  return &entry->budget;
}

void lark_budgets_clear(lark_budgets *budgets) {
  for (size_t i = 0; i < budgets->count; i++)
    lark_budget_free(budgets->entries[i].budget);
  lark_release(&budgets->allocator, budgets->entries,
               budgets->capacity * sizeof *budgets->entries);
}
