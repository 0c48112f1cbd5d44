// SPDX-License-Identifier: MIT

// Budgets by name: which of them a client keeps, where a program makes up
// names.
#include "budget.h"
#include "check.h"
#include "clock.h"
#include "sessions.h"
#include "store.h"

#include <stdio.h>

enum { KEPT = 512, MANY = 3 * KEPT, MINUTE_MS = 60000 };

// A store in memory that counts what is found and released.
static lark_store_methods counting;
static const lark_store_methods *usual;
static int found, released;

static lark_allowance *count_found(lark_session *session,
                                   const lark_owner *whose, const char *name,
                                   const lark_rate *rates, size_t count) {
  found++;
  return usual->allowance(session, whose, name, rates, count);
}

static void count_released(lark_session *session, lark_allowance *allowance) {
  released++;
  usual->release(session, allowance);
}

static sessions s;
static lark_settings settings;
static lark_timers timers;
static lark_budgets budgets;

static void open_budgets(void) {
  open_sessions(&s);
  usual = s.methods;
  counting = *usual;
  counting.allowance = count_found;
  counting.release = count_released;
  s.store->methods = &counting;
  found = released = 0;
  lark_text_init(&settings.owner, &settings.allocator);
  lark_text_add_string(&settings.owner, "here");
  timers = (lark_timers){.allocator = settings.allocator};
  lark_budgets_init(&budgets, &settings, s.ours, &timers);
}

static void close_budgets(void) {
  lark_budgets_clear(&budgets);
  if (s.store->methods == &counting) CHECK(released == found);
  lark_timers_clear(&timers);
  lark_text_clear(&settings.owner);
  close_sessions(&s);
}

static lark_budget *named(const char *name, const lark_rate *rate) {
  lark_budget *budget = NULL;
  CHECK(lark_budget_find_named(&budgets, name, rate, rate != NULL ? 1 : 0,
                               &budget) == LARK_OK);
  CHECK(budget != NULL);
  return budget;
}

// Finds so many budgets whose names were never used before.
static void find_others(int count) {
  static int number;
  char name[32];
  for (int i = 0; i < count; i++) {
    snprintf(name, sizeof name, "GET /%d", ++number);
    named(name, NULL);
  }
}

static void remembers_a_bounded_number(void) {
  open_budgets();
  find_others(10 * KEPT);
  CHECK(budgets.all.count == KEPT);
  CHECK(released == 9 * KEPT);
  close_budgets();
}

static void never_drops_one_that_a_call_has(void) {
  open_budgets();
  lark_budget *kept = named("GET /kept", NULL);
  lark_budget_join(kept);
  find_others(3 * KEPT);
  int before = found;
  CHECK(named("GET /kept", NULL) == kept && found == before);
  lark_budget_leave(kept);
  find_others(KEPT);
  before = found;
  named("GET /kept", NULL);
  CHECK(found == before + 1);
  close_budgets();
}

static void gives_each_call_a_budget_however_many_there_are(void) {
  lark_budget *had[MANY];
  char name[32];
  open_budgets();
  for (int i = 0; i < MANY; i++) {
    snprintf(name, sizeof name, "POST /%d", i);
    had[i] = named(name, NULL);
    lark_budget_join(had[i]);
  }
  CHECK(budgets.all.count == MANY && released == 0);
  for (int i = 0; i < MANY; i++)
    lark_budget_leave(had[i]);
  close_budgets();
}

static void drops_the_one_not_used_for_longest(void) {
  open_budgets();
  lark_budget *often = named("GET /often", NULL);
  for (int i = 0; i < 20; i++) {
    find_others(KEPT / 4);
    int before = found;
    CHECK(named("GET /often", NULL) == often && found == before);
  }
  close_budgets();
}

static bool take(lark_budget *budget, lark_link *link) {
  bool taken = lark_budget_take(budget, link, lark_now_us());
  if (!taken) lark_queue_remove(link);
  return taken;
}

static void what_counts_outlives_a_budget(void) {
  const lark_rate rate = {1, MINUTE_MS};
  lark_link link = {0};
  open_budgets();
  lark_budget *budget = named("GET /rare 1/60000", &rate);
  CHECK(take(budget, &link));
  lark_budget_answer(budget, lark_now_us(), 1000);
  lark_budget_hold(named("GET /held", NULL), 60000000, lark_now_us());
  find_others(4 * KEPT);
  int before = found;
  CHECK(!take(named("GET /rare 1/60000", &rate), &link));
  CHECK(!take(named("GET /held", NULL), &link));
  CHECK(found == before + 2);
  close_budgets();
}

static void does_without_a_store_that_releases(void) {
  open_budgets();
  // As a host compiled it before there was the method.
  counting.size = offsetof(lark_store_methods, release);
  CHECK(lark_store_is_whole(s.store));
  find_others(2 * KEPT);
  CHECK(budgets.all.count == KEPT && released == 0);
  counting.size = sizeof counting;
  counting.release = NULL;
  CHECK(lark_store_is_whole(s.store));
  find_others(KEPT);
  s.store->methods = usual;
  close_budgets();
}

int main(void) {
  remembers_a_bounded_number();
  never_drops_one_that_a_call_has();
  gives_each_call_a_budget_however_many_there_are();
  drops_the_one_not_used_for_longest();
  what_counts_outlives_a_budget();
  does_without_a_store_that_releases();
  return check_failures();
}
