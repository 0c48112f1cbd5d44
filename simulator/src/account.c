// SPDX-License-Identifier: MIT
#include "memory.h"
#include "param.h"
#include "resources.h"
#include "shape.h"
#include "simulator.h"
#include "words.h"

enum { ACCOUNT_ID, USER_ID_TYPE };

static const struct param params[] = {
    {.name = "referral_account_id", .place = PARAM_QUERY, .required = true},
    {.name = "user_id_type",
     .place = PARAM_QUERY,
     .type = PARAM_CHOICE,
     .choices = param_user_id_types},
    {.name = NULL},
};

static json_t *cash_json(const struct account *account) {
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < account->cash_count; i++) {
    const struct cash *cash = &account->cash[i];
    json_array_append_new(list, json_pack("{s:s, s:o}", "currency_type",
                                          words_currencies[cash->currency],
                                          "amount", shape_amount(cash->cents)));
  }
  return list;
}

static json_t *referrer_json(const struct employee *who, enum id_form form) {
  struct words name = {who->name_zh, who->name_en};
  return memory_need(json_pack("{s:s, s:o, s:s, s:s}", "id", who->ids[form],
                               "name", shape_name(name), "email", who->email,
                               "mobile", who->mobile));
}

static json_t *account_json(const struct call *call,
                            const struct account *account) {
  enum id_form form = (enum id_form)call->values[USER_ID_TYPE].choice;
  const struct employee *who =
      &call->simulator->company->employees[account->employee];
  json_t *bonus =
      json_pack("{s:I, s:o}", "point_bonus", (json_int_t)account->points,
                "cash_bonus", cash_json(account));
  return json_pack("{s:{s:o, s:{s:o}, s:i, s:o}}", "account", "account_id",
                   shape_number_text(account->id), "assets", "confirmed_bonus",
                   memory_need(bonus), "status", account->status, "referrer",
                   referrer_json(who, form));
}

static void answer(struct call *call) {
  struct text id = call->values[ACCOUNT_ID].text;
  if (text_is(id, "6942778198054125570")) {
    reply_example(call->reply, &example_referral_account_get_account_assets);
    return;
  }
  const struct account *account = company_account(call->simulator->company, id);
  if (account == NULL) {
    reply_problem(call->reply, PROBLEM_ACCOUNT);
    return;
  }
  reply_data(call->reply, call->endpoint->msg, account_json(call, account));
}

const struct endpoint account_get_assets = {
    .name = "hire.referral_account.get_account_assets",
    .method = "GET",
    .path = "/open-apis/hire/v1/referral_account/get_account_assets",
    .msg = "SUCCESS",
    .limits = {{10, 1000}},
    .params = params,
    .answer = answer,
};
