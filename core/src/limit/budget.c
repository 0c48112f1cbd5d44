// SPDX-License-Identifier: MIT
#include "budget.h"

#include <string.h>

#include "memory.h"

// A store may be a round trip away, so that a batch of slots is asked for.
enum { BATCH = 64 };

// When the store cannot answer, this is how long until it is asked again.
static const uint64_t ASK_AGAIN_US = 1000000;

static const lark_store_methods *methods(const lark_budget *budget) {
  return lark_store_methods_of(budget->budgets->session);
}

static uint32_t count_waiting(const lark_queue *waiting) {
  return waiting->count < BATCH ? (uint32_t)waiting->count : BATCH;
}

// How long the answer says to wait; no slot is granted where it failed.
static uint64_t read_wait_us(lark_allowance_ask *ask) {
  if (ask->ask.status == LARK_STORE_OK) return ask->wait_us;
  ask->granted = 0;
  return ASK_AGAIN_US;
}

// Lets the first in line go, as many as were granted. False where the rest has
// to wait; the timer is set then.
static bool grant(lark_budget *budget, uint64_t now_us) {
  lark_budgets *budgets = budget->budgets;
  uint64_t wait_us = read_wait_us(&budget->ask);
  uint32_t left = budget->ask.granted;
  for (; left > 0 && budget->waiting.first != NULL; left--) {
    lark_link *first = budget->waiting.first;
    lark_queue_remove(first);
    lark_queue_add(&budgets->granted, first);
  }
  // Some were cancelled meanwhile.
  if (left > 0)
    methods(budget)->give_back(budgets->session, budget->allowance, left,
                               now_us);
  if (wait_us == 0) return true;
  lark_timer_set(budgets->timers, &budget->timer, now_us + wait_us);
  return false;
}

// Asks the store for `wanted` slots; false where it answers later.
static bool ask_store(lark_budget *budget, uint32_t wanted, uint64_t now_us) {
  budget->ask.wanted = wanted;
  budget->asking = !methods(budget)->take(
      budget->budgets->session, budget->allowance, &budget->ask, now_us);
  return !budget->asking;
}

// Asks for the links in line until they have to wait.
static void ask(lark_budget *budget, uint64_t now_us) {
  bool more = !budget->asking;
  if (more) lark_timer_stop(budget->budgets->timers, &budget->timer);
  while (more && budget->waiting.first != NULL)
    more = ask_store(budget, count_waiting(&budget->waiting), now_us) &&
           grant(budget, now_us);
}

static void on_answered(lark_ask *answered, uint64_t now_us) {
  lark_budget *budget = answered->owner;
  budget->asking = false;
  if (grant(budget, now_us)) ask(budget, now_us);
}

static void on_timer(void *owner, uint64_t now_us) {
  ask(owner, now_us);
}

void lark_budget_join(lark_budget *budget) {
  budget->calls++;
}

void lark_budget_leave(lark_budget *budget) {
  budget->calls--;
}

bool lark_budget_take(lark_budget *budget, lark_link *link, uint64_t now_us) {
  // Nobody overtakes those that wait.
  if (budget->waiting.first != NULL || budget->asking) {
    lark_queue_add(&budget->waiting, link);
    return false;
  }
  bool answered = ask_store(budget, 1, now_us);
  if (answered && budget->ask.granted == 1) return true;
  lark_queue_add(&budget->waiting, link);
  if (answered && grant(budget, now_us)) ask(budget, now_us);
  return false;
}

void lark_budget_answer(lark_budget *budget, uint64_t now_us,
                        uint64_t round_trip_us) {
  methods(budget)->answer(budget->budgets->session, budget->allowance,
                          round_trip_us, budget->budgets->quickest_us, now_us);
}

void lark_budget_give_back(lark_budget *budget, uint64_t now_us) {
  methods(budget)->give_back(budget->budgets->session, budget->allowance, 1,
                             now_us);
  ask(budget, now_us);
}

void lark_budget_learn(lark_budget *budget, uint32_t allowed) {
  methods(budget)->learn(budget->budgets->session, budget->allowance, allowed);
}

void lark_budget_hold(lark_budget *budget, uint64_t for_us, uint64_t now_us) {
  methods(budget)->hold(budget->budgets->session, budget->allowance, for_us,
                        now_us);
}

// ------------------------------------------------------------------ one budget

static lark_budget *new_budget(lark_budgets *budgets, const char *name,
                               const lark_rate *rates, size_t count) {
  const lark_settings *settings = budgets->settings;
  lark_owner owner = lark_settings_tenant(settings);
  lark_budget *budget = lark_alloc(&settings->allocator, sizeof *budget);
  if (budget == NULL) return NULL;
  budget->budgets = budgets;
  budget->ask.ask.answered = on_answered;
  budget->ask.ask.owner = budget;
  budget->timer = (lark_timer){.fire = on_timer, .owner = budget};
  budget->allowance =
      methods(budget)->allowance(budgets->session, &owner, name, rates, count);
  if (budget->allowance != NULL &&
      lark_timers_reserve(budgets->timers, 1) == LARK_OK)
    return budget;
  if (budget->allowance != NULL)
    lark_store_release_allowance(budgets->session, budget->allowance);
  lark_release(&settings->allocator, budget, sizeof *budget);
  return NULL;
}

static void free_budget(lark_budget *budget) {
  if (budget == NULL) return;
  lark_budgets *budgets = budget->budgets;
  if (budget->asking)
    methods(budget)->cancel_take(budgets->session, budget->allowance,
                                 &budget->ask, 0);
  lark_store_release_allowance(budgets->session, budget->allowance);
  lark_timer_stop(budgets->timers, &budget->timer);
  lark_timers_unreserve(budgets->timers, 1);
  lark_release_string(&budgets->settings->allocator, budget->name);
  lark_release(&budgets->settings->allocator, budget, sizeof *budget);
}

// ------------------------------------------------------------------------ all

static lark_budget *budget_of(lark_index_link *link) {
  size_t offset = offsetof(lark_budget, link);
  return (lark_budget *)(void *)((char *)link - offset);
}

void lark_budgets_init(lark_budgets *budgets, const lark_settings *settings,
                       lark_session *session, lark_timers *timers) {
  *budgets = (lark_budgets){.settings = settings,
                            .session = session,
                            .timers = timers,
                            .all.allocator = settings->allocator};
}

static void remove_budget(lark_budget *budget) {
  lark_budgets *budgets = budget->budgets;
  lark_index_remove(&budgets->all, &budget->link);
  lark_queue_remove(&budget->in_named);
  if (budget->name != NULL) budgets->named_count--;
  free_budget(budget);
}

void lark_budgets_clear(lark_budgets *budgets) {
  size_t number = 0;
  for (lark_index_link *link = NULL;
       (link = lark_index_walk(&budgets->all, &number)) != NULL;)
    remove_budget(budget_of(link));
  lark_index_clear(&budgets->all);
}

uint64_t lark_budgets_waiting(const lark_budgets *budgets) {
  uint64_t waiting = 0;
  size_t number = 0;
  for (lark_index_link *link = lark_index_walk(&budgets->all, &number);
       link != NULL; number++, link = lark_index_walk(&budgets->all, &number)) {
    for (; link != NULL; link = link->next)
      waiting += budget_of(link)->waiting.count;
  }
  return waiting;
}

static uint64_t hash_of(const lark_endpoint *endpoint) {
  return lark_hash(0, &endpoint, sizeof endpoint);
}

static lark_budget *find(const lark_budgets *budgets,
                         const lark_endpoint *endpoint) {
  lark_index_link *link = lark_index_find(&budgets->all, hash_of(endpoint));
  while (link != NULL && budget_of(link)->endpoint != endpoint)
    link = lark_index_next(link);
  return link != NULL ? budget_of(link) : NULL;
}

void lark_budgets_forget(lark_budgets *budgets, const lark_endpoint *endpoint) {
  lark_budget *budget = find(budgets, endpoint);
  if (budget != NULL) remove_budget(budget);
}

void lark_budgets_note_round_trip(lark_budgets *budgets, uint64_t us) {
  if (us > 0 && (budgets->quickest_us == 0 || us < budgets->quickest_us))
    budgets->quickest_us = us;
}

lark_status lark_budget_find(lark_budgets *budgets,
                             const lark_endpoint *endpoint, lark_budget **out) {
  *out = NULL;
  if (budgets->settings->no_limits) return LARK_OK;
  *out = find(budgets, endpoint);
  if (*out != NULL) return LARK_OK;
  size_t count = 0;
  const lark_rate *rates =
      lark_settings_rates(budgets->settings, endpoint, &count);
  *out = new_budget(budgets, endpoint->name, rates, count);
  if (*out == NULL) return LARK_ENOMEM;
  (*out)->endpoint = endpoint;
  lark_index_add(&budgets->all, &(*out)->link, hash_of(endpoint));
  return LARK_OK;
}

// ---------------------------------------------------------------------- named

// A program that makes up names must not take memory without end.
enum { MOST_NAMED = 512 };

static lark_budget *find_named(const lark_budgets *budgets, const char *name,
                               uint64_t hash) {
  for (lark_index_link *link = lark_index_find(&budgets->all, hash);
       link != NULL; link = lark_index_next(link)) {
    lark_budget *budget = budget_of(link);
    if (budget->name != NULL && strcmp(budget->name, name) == 0) return budget;
  }
  return NULL;
}

static lark_budget *of_named(lark_link *link) {
  size_t offset = offsetof(lark_budget, in_named);
  return (lark_budget *)(void *)((char *)link - offset);
}

// Where there are many, forgets the one that was not used for longest and that
// no call has. What the limits still count, the store keeps.
static void make_room(lark_budgets *budgets) {
  if (budgets->named_count < MOST_NAMED) return;
  lark_link *link = budgets->named.first;
  while (link != NULL && of_named(link)->calls > 0)
    link = link->next;
  if (link != NULL) remove_budget(of_named(link));
}

static lark_budget *make_named(lark_budgets *budgets, const char *name,
                               uint64_t hash, const lark_rate *rates,
                               size_t rate_count) {
  lark_budget *made = new_budget(budgets, name, rates, rate_count);
  if (made == NULL) return NULL;
  made->name = lark_copy(&budgets->settings->allocator, name);
  if (made->name == NULL) {
    free_budget(made);
    return NULL;
  }
  make_room(budgets);
  lark_index_add(&budgets->all, &made->link, hash);
  budgets->named_count++;
  return made;
}

lark_status lark_budget_find_named(lark_budgets *budgets, const char *name,
                                   const lark_rate *rates, size_t rate_count,
                                   lark_budget **out) {
  uint64_t hash = lark_hash(0, name, strlen(name));
  *out = NULL;
  if (budgets->settings->no_limits) return LARK_OK;
  *out = find_named(budgets, name, hash);
  if (*out == NULL) *out = make_named(budgets, name, hash, rates, rate_count);
  if (*out == NULL) return LARK_ENOMEM;
  lark_queue_remove(&(*out)->in_named);
  lark_queue_add(&budgets->named, &(*out)->in_named);
  return LARK_OK;
}
