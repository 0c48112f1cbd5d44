// SPDX-License-Identifier: MIT
#include "budget.h"

#include "memory.h"

// A store may be a round trip away, so that a batch of slots is asked for.
enum { BATCH = 64 };

// When the store cannot answer, this is how long until it is asked again.
static const uint64_t ASK_AGAIN_US = 1000000;

static const lark_store_methods *methods(const lark_budget *budget) {
  return lark_store_methods_of(budget->budgets->session);
}

static uint32_t count_waiting(const lark_queue *waiting) {
  uint32_t count = 0;
  for (const lark_link *link = waiting->first; link != NULL && count < BATCH;
       link = link->next)
    count++;
  return count;
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

void lark_budgets_init(lark_budgets *budgets, const lark_settings *settings,
                       lark_session *session, lark_timers *timers) {
  *budgets = (lark_budgets){
      .settings = settings, .session = session, .timers = timers};
}

void lark_budgets_clear(lark_budgets *budgets) {
  for (size_t i = 0; i < budgets->count; i++)
    free_budget(budgets->entries[i].budget);
  lark_release(&budgets->settings->allocator, budgets->entries,
               budgets->capacity * sizeof *budgets->entries);
}

uint64_t lark_budgets_waiting(const lark_budgets *budgets) {
  uint64_t waiting = 0;
  for (size_t i = 0; i < budgets->count; i++) {
    const lark_budget *budget = budgets->entries[i].budget;
    const lark_link *link = budget != NULL ? budget->waiting.first : NULL;
    for (; link != NULL; link = link->next)
      waiting++;
  }
  return waiting;
}

void lark_budgets_forget(lark_budgets *budgets, const lark_endpoint *endpoint) {
  for (size_t i = 0; i < budgets->count; i++) {
    if (budgets->entries[i].endpoint != endpoint) continue;
    free_budget(budgets->entries[i].budget);
    budgets->entries[i] = budgets->entries[--budgets->count];
    return;
  }
}

void lark_budgets_note_round_trip(lark_budgets *budgets, uint64_t us) {
  if (us > 0 && (budgets->quickest_us == 0 || us < budgets->quickest_us))
    budgets->quickest_us = us;
}

static bool grow(lark_budgets *budgets) {
  size_t capacity = budgets->capacity * 2 + 8;
  struct lark_budget_entry *entries = lark_resize(
      &budgets->settings->allocator, budgets->entries,
      budgets->capacity * sizeof *entries, capacity * sizeof *entries);
  if (entries == NULL) return false;
  budgets->entries = entries;
  budgets->capacity = capacity;
  return true;
}

// Makes room for one more; NULL where memory lacks.
static struct lark_budget_entry *add_entry(lark_budgets *budgets) {
  if (budgets->count == budgets->capacity && !grow(budgets)) return NULL;
  struct lark_budget_entry *entry = &budgets->entries[budgets->count++];
  *entry = (struct lark_budget_entry){NULL, NULL};
  return entry;
}

// The place of an endpoint's budget, which holds NULL until one is made.
static lark_budget **find(lark_budgets *budgets,
                          const lark_endpoint *endpoint) {
  // A program uses a handful of endpoints, over and over.
  for (size_t i = 0; i < budgets->count; i++) {
    if (budgets->entries[i].endpoint == endpoint)
      return &budgets->entries[i].budget;
  }
  struct lark_budget_entry *entry = add_entry(budgets);
  if (entry == NULL) return NULL;
  entry->endpoint = endpoint;
  return &entry->budget;
}

lark_status lark_budget_find(lark_budgets *budgets,
                             const lark_endpoint *endpoint, lark_budget **out) {
  *out = NULL;
  if (budgets->settings->no_limits) return LARK_OK;
  lark_budget **place = find(budgets, endpoint);
  if (place == NULL) return LARK_ENOMEM;
  if (*place == NULL) {
    size_t count = 0;
    const lark_rate *rates =
        lark_settings_rates(budgets->settings, endpoint, &count);
    *place = new_budget(budgets, endpoint->name, rates, count);
  }
  *out = *place;
  return *out != NULL ? LARK_OK : LARK_ENOMEM;
}

// ---------------------------------------------------------------------- named

// A program that makes up names must not take memory without end.
enum { MOST_NAMED = 512 };

static bool is_named(const lark_budget *budget) {
  return budget != NULL && budget->name != NULL;
}

static lark_budget *find_named(const lark_budgets *budgets, const char *name) {
  for (size_t i = 0; i < budgets->count; i++) {
    lark_budget *budget = budgets->entries[i].budget;
    if (is_named(budget) && strcmp(budget->name, name) == 0) return budget;
  }
  return NULL;
}

// The place for a new budget: of the one that was not used for longest and that
// no call has, where there are many; NULL where memory lacks. What the limits
// still count, the store keeps.
static struct lark_budget_entry *make_room(lark_budgets *budgets) {
  struct lark_budget_entry *oldest = NULL;
  size_t named = 0;
  for (size_t i = 0; i < budgets->count; i++) {
    struct lark_budget_entry *entry = &budgets->entries[i];
    if (!is_named(entry->budget)) continue;
    named++;
    if (entry->budget->calls > 0) continue;
    if (oldest == NULL || entry->budget->found < oldest->budget->found)
      oldest = entry;
  }
  if (named < MOST_NAMED || oldest == NULL) return add_entry(budgets);
  free_budget(oldest->budget);
  oldest->budget = NULL;
  return oldest;
}

static lark_status make_named(lark_budgets *budgets, const char *name,
                              const lark_rate *rates, size_t rate_count,
                              lark_budget **out) {
  lark_budget *made = new_budget(budgets, name, rates, rate_count);
  if (made == NULL) return LARK_ENOMEM;
  made->name = lark_copy(&budgets->settings->allocator, name);
  struct lark_budget_entry *entry =
      made->name != NULL ? make_room(budgets) : NULL;
  if (entry == NULL) {
    free_budget(made);
    return LARK_ENOMEM;
  }
  entry->budget = made;
  *out = made;
  return LARK_OK;
}

lark_status lark_budget_find_named(lark_budgets *budgets, const char *name,
                                   const lark_rate *rates, size_t rate_count,
                                   lark_budget **out) {
  *out = NULL;
  if (budgets->settings->no_limits) return LARK_OK;
  *out = find_named(budgets, name);
  lark_status status = *out != NULL
                           ? LARK_OK
                           : make_named(budgets, name, rates, rate_count, out);
  if (*out != NULL) (*out)->found = ++budgets->searches;
  return status;
}
