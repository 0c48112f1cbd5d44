// SPDX-License-Identifier: MIT
#include "budget.h"

#include "client.h"
#include "memory.h"

// So many slots are asked for at once: a store may be a round trip away.
enum { BATCH = 64 };

static const lark_store_methods *methods(const lark_budget *budget) {
  return budget->client->settings.store->methods;
}

static uint32_t line_length(const lark_queue *line) {
  uint32_t length = 0;
  for (const lark_link *link = line->first; link != NULL && length < BATCH;
       link = link->next)
    length++;
  return length;
}

// Lets those first in line go, as many as were granted. False where the rest
// has to wait; the timer is set then.
static bool admit(lark_budget *budget, uint64_t now_us) {
  lark_client *client = budget->client;
  uint32_t left = budget->ask.granted;
  for (; left > 0 && budget->waiting.first != NULL; left--) {
    lark_link *first = budget->waiting.first;
    lark_queue_remove(first);
    lark_queue_add(&client->granted, first);
  }
  // Some were cancelled meanwhile.
  if (left > 0) methods(budget)->give_back(budget->allowance, left, now_us);
  if (budget->ask.wait_us == 0) return true;
  lark_timer_set(&client->timers, &budget->timer, now_us + budget->ask.wait_us);
  return false;
}

// Asks for those in line until they have to wait.
static void ask(lark_budget *budget, uint64_t now_us) {
  bool more = !lark_ask_waits(&budget->ask.ask);
  if (more) lark_timer_stop(&budget->client->timers, &budget->timer);
  while (more && budget->waiting.first != NULL) {
    budget->ask.wanted = line_length(&budget->waiting);
    more = methods(budget)->take(budget->allowance, &budget->ask, now_us) &&
           admit(budget, now_us);
  }
}

// The store's answer, maybe from inside another client's step.
static void on_answered(lark_ask *answered, uint64_t now_us) {
  lark_budget *budget = answered->owner;
  if (admit(budget, now_us)) ask(budget, now_us);
  lark_client_arm(budget->client);
}

static void on_timer(void *owner, uint64_t now_us) {
  ask(owner, now_us);
}

bool lark_budget_take(lark_budget *budget, lark_link *call, uint64_t now_us) {
  // Nobody overtakes those who wait.
  bool first =
      budget->waiting.first == NULL && !lark_ask_waits(&budget->ask.ask);
  if (first) {
    budget->ask.wanted = 1;
    bool answered =
        methods(budget)->take(budget->allowance, &budget->ask, now_us);
    if (answered && budget->ask.granted == 1) return true;
    lark_queue_add(&budget->waiting, call);
    if (answered && admit(budget, now_us)) ask(budget, now_us);
  } else {
    lark_queue_add(&budget->waiting, call);
  }
  return false;
}

void lark_budget_answer(lark_budget *budget, uint64_t now_us,
                        uint64_t round_trip_us) {
  methods(budget)->answer(budget->allowance, round_trip_us,
                          budget->client->quickest_us, now_us);
}

void lark_budget_give_back(lark_budget *budget, uint64_t now_us) {
  methods(budget)->give_back(budget->allowance, 1, now_us);
  ask(budget, now_us);
}

void lark_budget_learn(lark_budget *budget, uint32_t allowed) {
  methods(budget)->learn(budget->allowance, allowed);
}

void lark_budget_hold(lark_budget *budget, uint64_t for_us, uint64_t now_us) {
  methods(budget)->hold(budget->allowance, for_us, now_us);
}

// ---------------------------------------------------------------- all of them

static lark_budget *make(lark_client *client, const lark_endpoint *endpoint) {
  const lark_settings *settings = &client->settings;
  size_t count = 0;
  const lark_rate *rates = lark_settings_rates(settings, endpoint, &count);
  lark_owner owner = lark_settings_tenant(settings);
  lark_budget *made = lark_alloc(&settings->allocator, sizeof *made);
  if (made == NULL) return NULL;
  made->client = client;
  made->ask.ask.answered = on_answered;
  made->ask.ask.owner = made;
  made->timer.fire = on_timer;
  made->timer.owner = made;
  made->allowance = settings->store->methods->allowance(
      settings->store, &owner, endpoint->name, rates, count);
  if (made->allowance != NULL &&
      lark_timers_reserve(&client->timers, 1) == LARK_OK)
    return made;
  lark_release(&settings->allocator, made, sizeof *made);
  return NULL;
}

static void free_budget(lark_budget *budget) {
  if (budget == NULL) return;
  lark_client *client = budget->client;
  lark_ask_withdraw(&budget->ask.ask);
  lark_timer_stop(&client->timers, &budget->timer);
  lark_timers_unreserve(&client->timers, 1);
  lark_release(&client->settings.allocator, budget, sizeof *budget);
}

static bool grow(lark_client *client) {
  lark_budgets *budgets = &client->budgets;
  size_t capacity = budgets->capacity * 2 + 8;
  struct lark_budget_entry *entries = lark_resize(
      &client->settings.allocator, budgets->entries,
      budgets->capacity * sizeof *entries, capacity * sizeof *entries);
  if (entries == NULL) return false;
  budgets->entries = entries;
  budgets->capacity = capacity;
  return true;
}

// The place of an endpoint's budget, which holds NULL until one is made.
static lark_budget **find(lark_client *client, const lark_endpoint *endpoint) {
  lark_budgets *budgets = &client->budgets;
  // A program uses a handful of endpoints, over and over.
  for (size_t i = 0; i < budgets->count; i++) {
    if (budgets->entries[i].endpoint == endpoint)
      return &budgets->entries[i].budget;
  }
  if (budgets->count == budgets->capacity && !grow(client)) return NULL;
  struct lark_budget_entry *entry = &budgets->entries[budgets->count++];
  *entry = (struct lark_budget_entry){endpoint, NULL};
  return &entry->budget;
}

lark_status lark_budget_find(lark_client *client, const lark_endpoint *endpoint,
                             lark_budget **out) {
  *out = NULL;
  if (client->settings.no_limits) return LARK_OK;
  lark_budget **place = find(client, endpoint);
  if (place == NULL) return LARK_ENOMEM;
  if (*place == NULL) *place = make(client, endpoint);
  *out = *place;
  return *out != NULL ? LARK_OK : LARK_ENOMEM;
}

void lark_forget_endpoint(lark_client *client, const lark_endpoint *endpoint) {
  lark_budgets *budgets = &client->budgets;
  for (size_t i = 0; i < budgets->count; i++) {
    if (budgets->entries[i].endpoint != endpoint) continue;
    free_budget(budgets->entries[i].budget);
    budgets->entries[i] = budgets->entries[--budgets->count];
    return;
  }
}

uint64_t lark_budgets_waiting(const lark_client *client) {
  const lark_budgets *budgets = &client->budgets;
  uint64_t waiting = 0;
  for (size_t i = 0; i < budgets->count; i++) {
    const lark_budget *budget = budgets->entries[i].budget;
    const lark_link *link = budget != NULL ? budget->waiting.first : NULL;
    for (; link != NULL; link = link->next)
      waiting++;
  }
  return waiting;
}

void lark_budgets_clear(lark_client *client) {
  lark_budgets *budgets = &client->budgets;
  for (size_t i = 0; i < budgets->count; i++)
    free_budget(budgets->entries[i].budget);
  lark_release(&client->settings.allocator, budgets->entries,
               budgets->capacity * sizeof *budgets->entries);
}
