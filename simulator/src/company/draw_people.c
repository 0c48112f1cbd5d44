// SPDX-License-Identifier: MIT
#include "draw_people.h"

#include "memory.h"
#include "words.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void draw_ids(struct draw *draw, struct employee *employee) {
  struct random *random = &draw->random;
  char hex[33];
  random_hex(random, hex, 32);
  snprintf(employee->ids[ID_OPEN], sizeof *employee->ids, "ou_%s", hex);
  random_hex(random, hex, 32);
  snprintf(employee->ids[ID_UNION], sizeof *employee->ids, "on_%s", hex);
  random_hex(random, employee->ids[ID_USER], 8);
  uint64_t joined_ms = draw_time(draw, draw_first_ms, draw_last_ms);
  snprintf(employee->ids[ID_PEOPLE_ADMIN], sizeof *employee->ids, "%" PRIu64,
           draw_id(draw, joined_ms));
}

static void draw_name(struct draw *draw, struct employee *employee) {
  struct random *random = &draw->random;
  if (random_chance(random, 8)) {
    size_t i = random_below(random, (uint32_t)words_foreigner_count);
    const struct foreigner *who = &words_foreigners[i];
    snprintf(employee->name_zh, sizeof employee->name_zh, "%s %s", who->given,
             who->family);
    snprintf(employee->name_en, sizeof employee->name_en, "%s %s", who->given,
             who->family);
    return;
  }
  size_t s = random_below(random, (uint32_t)words_surname_count);
  size_t g = random_below(random, (uint32_t)words_given_name_count);
  snprintf(employee->name_zh, sizeof employee->name_zh, "%s%s",
           words_surnames[s].zh, words_given_names[g].zh);
  snprintf(employee->name_en, sizeof employee->name_en, "%s %s",
           words_given_names[g].latin, words_surnames[s].latin);
}

// Makes an address of the name's letters and a number, which keeps namesakes
// apart. Nobody owns the domain or the mobile's prefix.
static void derive_contact(struct employee *employee, uint32_t number) {
  char letters[48];
  size_t count = 0;
  for (const char *c = employee->name_en; *c != '\0'; c++) {
    if (!isascii(*c) || !isalpha(*c)) continue;
    letters[count++] = (char)tolower(*c);
  }
  letters[count] = '\0';
  snprintf(employee->email, sizeof employee->email, "%s%" PRIu32 "@example.com",
           letters, number + 1);
  snprintf(employee->mobile, sizeof employee->mobile, "100%08" PRIu32,
           number + 1);
}

// Draws a sum: half of them are round, the others have one or two decimals.
static int64_t draw_cents(struct random *random) {
  int64_t hundreds = (int64_t)random_below(random, 80) + 1;
  switch (random_below(random, 4)) {
  case 0: return hundreds * 10000 + 50 * (int64_t)random_below(random, 200);
  case 1: return hundreds * 10000 + random_below(random, 10000);
  default: return hundreds * 10000;
  }
}

static void draw_cash(struct draw *draw, struct account *account) {
  static const uint32_t how_many[] = {15, 60, 18, 7};
  static const uint32_t first_currency[] = {80, 6, 5, 4, 5};
  enum { JPY = 2, CURRENCIES = 5 };

  account->cash_count = random_weighted(&draw->random, how_many, 4);
  size_t currency = random_weighted(&draw->random, first_currency, CURRENCIES);
  for (size_t i = 0; i < account->cash_count; i++) {
    int64_t cents = draw_cents(&draw->random);
    // There is no half yen.
    if (currency == JPY) cents = cents / 100 * 10000;
    account->cash[i] = (struct cash){(uint8_t)currency, cents};
    currency = (currency + 1 + random_below(&draw->random, 2)) % CURRENCIES;
  }
}

static void draw_account(struct draw *draw, struct account *account) {
  uint64_t opened_ms = draw_time(draw, draw_first_ms, draw_last_ms);
  account->id = draw_id(draw, opened_ms);
  account->status = random_chance(&draw->random, 12) ? 2 : 1;
  account->points = random_chance(&draw->random, 20)
                        ? 0
                        : (int64_t)random_below(&draw->random, 500) * 10;
  draw_cash(draw, account);
  // A stopped account always has money: a report should show that.
  if (account->status == 2 && account->cash_count == 0) {
    account->cash[0] = (struct cash){0, draw_cents(&draw->random)};
    account->cash_count = 1;
  }
}

void draw_people(struct draw *draw, struct company *company) {
  uint32_t count = company->employee_count;
  company->employees = memory_new(count, sizeof *company->employees);
  company->accounts = memory_new(count, sizeof *company->accounts);
  for (uint32_t i = 0; i < count; i++) {
    struct employee *employee = &company->employees[i];
    draw_ids(draw, employee);
    draw_name(draw, employee);
    derive_contact(employee, i);
    company->accounts[i].employee = i;
    draw_account(draw, &company->accounts[i]);
  }
}
