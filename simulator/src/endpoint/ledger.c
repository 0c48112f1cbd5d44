// SPDX-License-Identifier: MIT
#include "ledger.h"

#include "memory.h"
#include "tables.h"

#include <math.h>
#include <string.h>

enum { BONUS_POINTS = 1, BONUS_CASH = 2, REWARD_CONFIRMED = 2, STOPPED = 2 };

static const char *text_member(const json_t *object, const char *name) {
  const char *text = json_string_value(json_object_get(object, name));
  return text != NULL ? text : "";
}

// ---- Sums: `[{currency_type, amount}, ...]`. ----

// 100 as an integer, 100.5 as a real, and never more than cents.
static json_t *amount_json(double amount) {
  double cents = round(amount * 100);
  if (fmod(cents, 100) == 0) return json_integer((json_int_t)(cents / 100));
  return json_real(cents / 100);
}

// Adds `cash` to the list of sums.
static void add_cash(json_t *sums, const json_t *cash) {
  const char *currency = text_member(cash, "currency_type");
  double amount = json_number_value(json_object_get(cash, "amount"));
  for (size_t i = 0; i < json_array_size(sums); i++) {
    json_t *sum = json_array_get(sums, i);
    if (strcmp(text_member(sum, "currency_type"), currency) != 0) continue;
    amount += json_number_value(json_object_get(sum, "amount"));
    json_object_set_new(sum, "amount", amount_json(amount));
    return;
  }
  json_array_append_new(sums, json_pack("{s:s, s:o}", "currency_type", currency,
                                        "amount", amount_json(amount)));
}

static void add_all(json_t *sums, const json_t *list) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    add_cash(sums, json_array_get(list, i));
  }
}

static double sum_in(const json_t *sums, const char *currency) {
  for (size_t i = 0; i < json_array_size(sums); i++) {
    const json_t *sum = json_array_get(sums, i);
    if (strcmp(text_member(sum, "currency_type"), currency) != 0) continue;
    return json_number_value(json_object_get(sum, "amount"));
  }
  return 0;
}

// True if every sum in `a` is in `b`.
static bool covers(const json_t *a, const json_t *b) {
  for (size_t i = 0; i < json_array_size(a); i++) {
    const json_t *sum = json_array_get(a, i);
    const char *currency = text_member(sum, "currency_type");
    if (round(100 * sum_in(a, currency)) != round(100 * sum_in(b, currency))) {
      return false;
    }
  }
  return true;
}

// ---- Accounts. ----

struct account_row {
  const struct table *table;
  uint32_t row;
};

static json_t *field_of(const struct work *work, struct account_row account,
                        const char *name) {
  return table_get(account.table, work->company, account.row, name);
}

// Sets what an account holds; takes the reference to `cash`.
static void set_holdings(struct work *work, struct account_row account,
                         json_int_t points, json_t *cash) {
  json_t *changes =
      memory_need(json_pack("{s:I, s:o}", "points", points, "cash", cash));
  records_change(table_records(account.table, work->company), account.row,
                 changes);
  json_decref(changes);
}

// Finds the account whose owner has `id` in any form.
static bool find_by_owner(const struct work *work, const char *id,
                          struct account_row *account) {
  account->table = tables_find("accounts");
  uint32_t count = table_count(account->table, work->company);
  bool found = false;
  for (uint32_t row = 0; row < count && !found; row++) {
    account->row = row;
    json_t *owner = field_of(work, *account, "owner");
    const char *form;
    json_t *value;
    json_object_foreach(json_object_get(owner, "ids"), form, value) {
      char unused[TEXT_NUMBER_MAX];
      if (text_is(text_of_json(value, unused), id)) found = true;
    }
    json_decref(owner);
  }
  return found;
}

void ledger_credit(struct work *work) {
  const json_t *params = work->params;
  const json_t *bonus = json_object_get(params, "bonus");
  const json_t *stage = json_object_get(params, "stage");
  struct account_row account;
  if (json_integer_value(stage) != REWARD_CONFIRMED) return;
  if (!find_by_owner(work, text_member(params, "referral_user_id"), &account)) {
    return;
  }
  json_t *had = field_of(work, account, "points");
  json_t *cash = field_of(work, account, "cash");
  json_t *sums = memory_need(json_array());
  add_all(sums, cash);
  const json_t *cash_bonus = json_object_get(bonus, "cash_bonus");
  const json_t *one = json_object_get(bonus, "cash");
  add_all(sums, cash_bonus);
  // The older member says the same once more where both stand.
  if (one != NULL && json_array_size(cash_bonus) == 0) add_cash(sums, one);
  json_int_t points = json_integer_value(json_object_get(bonus, "point_bonus"));
  set_holdings(work, account, json_integer_value(had) + points, sums);
  json_decref(cash);
  json_decref(had);
}

// ---- Withdrawals. ----

static bool wants(const struct work *work, int kind) {
  const json_t *kinds = json_object_get(work->params, "withdraw_bonus_type");
  for (size_t i = 0; i < json_array_size(kinds); i++) {
    if (json_integer_value(json_array_get(kinds, i)) == kind) return true;
  }
  return false;
}

static void refuse_stopped(struct work *work) {
  reply_error(work->reply, 400, 1002555, "referral account is deactivated",
              NULL);
}

// Moves what is wanted into the ledger and into the answer.
static void withdraw(struct work *work, struct account_row account) {
  json_t *points = field_of(work, account, "points");
  json_t *cash = field_of(work, account, "cash");
  bool of_points = wants(work, BONUS_POINTS);
  bool of_cash = wants(work, BONUS_CASH);
  json_int_t had = json_integer_value(points);
  json_t *taken = of_cash ? json_incref(cash) : memory_need(json_array());
  json_t *left = of_cash ? memory_need(json_array()) : json_incref(cash);
  set_holdings(work, account, of_points ? 0 : had, left);

  const struct table *ledger = tables_find("ledger");
  uint64_t now_ms = company_tick(work->company);
  json_t *id = text_number_json(company_new_id(work->company));
  json_t *bonus = memory_need(json_pack(
      "{s:I, s:o}", "point_bonus", of_points ? had : 0, "cash_bonus", taken));
  json_t *entry = memory_need(
      json_pack("{s:o, s:O, s:I, s:O}", "id", id, "account_id",
                json_object_get(work->params, "referral_account_id"),
                "create_time", (json_int_t)now_ms, "bonus", bonus));
  records_add(table_records(ledger, work->company), entry);
  work->given = memory_need(json_pack(
      "{s:O, s:o, s:o}", "external_order_id",
      json_object_get(work->params, "external_order_id"), "trans_time",
      text_number_json(now_ms), "withdrawal_details", bonus));
  json_decref(cash);
  json_decref(points);
}

void ledger_withdraw(struct work *work) {
  const struct table *accounts = tables_find("accounts");
  struct account_row account = {accounts, 0};
  char unused[TEXT_NUMBER_MAX];
  const json_t *id = json_object_get(work->params, "referral_account_id");
  if (!table_find(accounts, work->company, text_of_json(id, unused),
                  &account.row)) {
    return;
  }
  json_t *status = field_of(work, account, "status");
  bool stopped = json_integer_value(status) == STOPPED;
  json_decref(status);
  if (stopped) {
    refuse_stopped(work);
  } else {
    withdraw(work, account);
  }
}

// ---- Reconciliation. ----

static int64_t time_param(const struct work *work, const char *name) {
  char unused[TEXT_NUMBER_MAX];
  int64_t time_ms = 0;
  const json_t *value = json_object_get(work->params, name);
  text_integer(text_of_json(value, unused), &time_ms);
  return time_ms;
}

// Sums the withdrawals from an account in that time: `{point_bonus,
// cash_bonus}`.
static json_t *withdrawn(const struct work *work, const char *account_id) {
  const struct table *ledger = tables_find("ledger");
  const struct records *records = table_records(ledger, work->company);
  int64_t from_ms = time_param(work, "start_trans_time");
  int64_t to_ms = time_param(work, "end_trans_time");
  json_int_t points = 0;
  json_t *sums = memory_need(json_array());
  for (uint32_t row = 0; row < records_count(records); row++) {
    const json_t *entry = records_at(records, row);
    const json_t *bonus = json_object_get(entry, "bonus");
    json_int_t time_ms =
        json_integer_value(json_object_get(entry, "create_time"));
    if (strcmp(text_member(entry, "account_id"), account_id) != 0) continue;
    if (time_ms < from_ms || time_ms > to_ms) continue;
    points += json_integer_value(json_object_get(bonus, "point_bonus"));
    add_all(sums, json_object_get(bonus, "cash_bonus"));
  }
  return memory_need(
      json_pack("{s:I, s:o}", "point_bonus", points, "cash_bonus", sums));
}

static bool agrees(const json_t *claimed, const json_t *bonus) {
  const json_t *theirs = json_object_get(claimed, "cash_bonus");
  const json_t *ours = json_object_get(bonus, "cash_bonus");
  return json_integer_value(json_object_get(claimed, "point_bonus")) ==
             json_integer_value(json_object_get(bonus, "point_bonus")) &&
         covers(theirs, ours) && covers(ours, theirs);
}

void ledger_reconcile(struct work *work) {
  const json_t *details = json_object_get(work->params, "trade_details");
  json_t *failed = memory_need(json_array());
  for (size_t i = 0; i < json_array_size(details); i++) {
    const json_t *detail = json_array_get(details, i);
    const json_t *claimed =
        json_object_get(detail, "total_recharge_reward_info");
    const char *account_id = text_member(detail, "account_id");
    json_t *bonus = withdrawn(work, account_id);
    if (!agrees(claimed, bonus)) {
      json_array_append_new(
          failed, json_pack("{s:s, s:O, s:O*}", "account_id", account_id,
                            "total_withdraw_reward_info", bonus,
                            "total_recharge_reward_info", claimed));
    }
    json_decref(bonus);
  }
  work->given = memory_need(json_pack("{s:o}", "check_failed_list", failed));
}
