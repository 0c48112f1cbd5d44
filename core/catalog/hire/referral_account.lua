-- SPDX-License-Identifier: MIT

--- Bonus accounts: what referrers have earned.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local status_of_referral_account = {
  { 1, { en = "active", zh = "可用" } },
  { 2, { en = "stopped", zh = "停用" } },
}

local cash = object "cash" {
  { "currency_type", string, "Currency, an ISO code such as CNY." },
  { "amount", number, "The amount, with two decimal places." },
}

local bonus = object "bonus_amount" {
  { "point_bonus", integer, "Number of points." },
  { "cash_bonus", array(cash), "Cash, one entry per currency." },
}

local referrer = object "account_referrer" {
  { "id", id { id_type = "user_id_type" }, "The referrer." },
  { "name", common.i18n, "The referrer's name, as people see it." },
  { "email", string { scopes = { "hire:employee.email:readonly" } }, "E-mail address." },
  { "mobile", string { scopes = { "hire:employee.mobile:readonly" } }, "Mobile number." },
}

local account = object "account" {
  { "account_id", id, "The account, by its id in Hire." },
  { "assets", object "assets" {
    { "confirmed_bonus", bonus, "Confirmed points and money." },
  }, "The bonus in the account." },
  { "status", integer {
    enum = { { 1, { en = "active", zh = "可用" } }, { 2, { en = "stopped", zh = "停用" } } },
  }, "Whether the account can be used." },
  { "referrer", referrer, "The owner of the account." },
}

local mobile = object "mobile" {
  { "code?", string, "The country code of the number, such as 86." },
  { "number?", string { conditional = true }, "The number, without the country code." },
}

local bonus_amount = object "bonus_amount" {
  { "point_bonus", integer, "Number of points." },
  { "cash_bonus", array(types.cash), "Money, one entry per currency." },
  { "bonus_type", integer { hidden = true }, "Whether points or money are paid." },
  { "cash", types.cash { hidden = true }, "Money, in the form that older versions use." },
}

local paid_bonus = object "paid_bonus" {
  { "bonus_type", integer, "Whether points or money are paid." },
  { "point_bonus", integer, "Number of points." },
  { "cash", types.cash, "Money, in the form that older versions use." },
  { "cash_bonus", array(types.cash_bonus), "Money, one entry per currency." },
}

local assets = object "assets" {
  { "confirmed_bonus", bonus_amount, "Rewards that are confirmed." },
  { "paid_bonus", paid_bonus { hidden = true }, "Rewards that were paid out." },
}

local referrer_read = object "referrer" {
  { "id", id { id_type = "user_id_type" }, "Id of the referrer." },
  { "name", common.i18n, "The referrer's name, as people see it." },
  { "email", string, "E-mail address." },
  { "mobile", string, "Mobile number." },
}

local account_read = object "account" {
  { "account_id", id, "The account, by its id in Hire." },
  { "assets", assets, "Points and money of the account." },
  { "status", integer { enum = status_of_referral_account }, "The present state." },
  { "referrer", referrer_read { hidden = true }, "The owner of the account." },
}

local bonus_amount_given = object "bonus_amount" {
  { "point_bonus?", integer, "Number of points." },
  { "bonus_type?", integer { hidden = true }, "Whether points or money are paid." },
  { "cash?", types.cash { hidden = true }, "Money, in the form that older versions use." },
  { "cash_bonus?",
    array(types.cash_bonus) { unverified = "Known from an SDK only." },
    "Money, one entry per currency." },
}

local trade_detail = object "trade_detail" {
  { "account_id", id, "The account, by its id in Hire." },
  { "total_recharge_reward_info?", bonus_amount_given, "Sum of all rewards that were paid in." },
}

local bonus_amount_read = object "bonus_amount" {
  { "point_bonus", integer, "Number of points." },
  { "cash", types.cash { hidden = true }, "Money, in the form that older versions use." },
  { "cash_bonus", array(types.cash_bonus) { hidden = true }, "Money, one entry per currency." },
}

local check_failed_account_info = object "check_failed_account_info" {
  { "account_id", id, "The account, by its id in Hire." },
  { "total_withdraw_reward_info", bonus_amount_read, "Sum of all rewards that were withdrawn." },
  { "total_recharge_reward_info", bonus_amount_read, "Sum of all rewards that were paid in." },
}

return {
  ["hire.referral_account.get_account_assets"] = {
    doc = "Reads a referrer's bonus account: points, cash, status.",
    url = "https://open.feishu.cn/document/hire-v1/get-candidates/referral_account/get_account_assets",
    get = "/open-apis/hire/v1/referral_account/get_account_assets",
    limits = { "10/s" },
    apps = { "custom", "isv" },
    scopes = { "hire:referral_account", "hire:referral_account:readonly" },
    field_scopes = {
      common.user_id_scope,
      "hire:employee.email:readonly",
      "hire:employee.mobile:readonly",
    },
    query = {
      { "referral_account_id", id, "The bonus account to read." },
      common.user_id_type,
    },
    returns = { { "account", account, "The owner, the points and the money." } },
    errors = { 1002001, 1002002, 1002553 },
  },

  ["hire.referral_account.create"] = {
    doc = "Registers the bonus account of a referrer, found by mobile number or e-mail.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/referral_account/create",
    post = "/open-apis/hire/v1/referral_account",
    limits = { "100/min" },
    scopes = { "hire:referral_account" },
    query = {
      types.user_id_type_undecided,
    },
    body = {
      { "mobile?", mobile { conditional = true }, "Mobile number." },
      { "email?", string { conditional = true }, "E-mail address." },
    },
    returns = {
      { "account", account_read, "The account after the call." },
    },
    errors = { 1002001, 1002002, 1002551, 1002552 },
  },

  ["hire.referral_account.deactivate"] = {
    doc = "Stops a bonus account.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/referral_account/deactivate",
    post = "/open-apis/hire/v1/referral_account/:referral_account_id/deactivate",
    limits = { "100/min" },
    scopes = { "hire:referral_account" },
    path = {
      { "referral_account_id",
        id,
        "The bonus account, by the id that `hire.referral_account.create` gave." },
    },
    query = {
      types.user_id_type_undecided,
    },
    returns = {
      { "account", account_read, "The account after the call." },
    },
    errors = { 1002001, 1002002, 1002553 },
  },

  ["hire.referral_account.enable"] = {
    doc = "Makes a stopped bonus account usable again.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/referral_account/enable",
    post = "/open-apis/hire/v1/referral_account/enable",
    limits = { "10/s" },
    scopes = { "hire:referral_account" },
    query = {
      types.user_id_type_undecided,
    },
    body = {
      { "referral_account_id?",
        id,
        "The bonus account, by the id that `hire.referral_account.create` gave." },
    },
    returns = {
      { "account", account_read, "The account after the call." },
    },
    errors = { 1002001, 1002002, 1002553 },
  },

  ["hire.referral_account.reconciliation"] = {
    doc = "Compares your sums of bonus accounts with those of Hire.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/referral_account/reconciliation",
    post = "/open-apis/hire/v1/referral_account/reconciliation",
    limits = { "100/min" },
    scopes = { "hire:referral_account" },
    body = {
      { "start_trans_time", time_ms_string, "Only withdrawals at this time or later." },
      { "end_trans_time", time_ms_string, "Only withdrawals at this time or earlier." },
      { "trade_details?", array(trade_detail), "The sums of each account, as you count them." },
    },
    returns = {
      { "check_failed_list", array(check_failed_account_info), "The accounts whose sums differ." },
    },
    errors = { 1002001, 1002002, 1002553 },
  },

  ["hire.referral_account.withdraw"] = {
    doc = "Withdraws all points or money of a bonus account.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/referral_account/withdraw",
    post = "/open-apis/hire/v1/referral_account/:referral_account_id/withdraw",
    key = "external_order_id",
    limits = { "100/min" },
    scopes = { "hire:referral_account" },
    path = {
      { "referral_account_id",
        id,
        "The bonus account, by the id that `hire.referral_account.create` gave." },
    },
    body = {
      { "withdraw_bonus_type",
        array(integer { enum = enums.bonus_type }) { min_items = 1 },
        "Points, money, or both." },
      { "external_order_id",
        id,
        "Your own id of the withdrawal: a repeat answers the first result again." },
    },
    returns = {
      { "external_order_id",
        id,
        "Your own id of the withdrawal: a repeat answers the first result again." },
      { "trans_time", time_ms_string, "When it was withdrawn." },
      { "withdrawal_details", bonus_amount, "Amounts that were withdrawn." },
    },
    errors = { 1002001, 1002002, 1002553, 1002555 },
  },
}
