-- SPDX-License-Identifier: MIT

--- Bonus accounts: what referrers have earned.
local common = import "common/types"

local cash = object "cash" {
  { "currency_type", string, "Currency, an ISO code such as CNY." },
  { "amount", number, "The amount, with two decimal places." },
}

local bonus = object "bonus_amount" {
  { "point_bonus", integer, "Points." },
  { "cash_bonus", array(cash), "Cash, one entry per currency." },
}

local referrer = object "account_referrer" {
  { "id", id { id_type = "user_id_type" }, "The referrer." },
  { "name", common.i18n, "Name." },
  { "email", string { scopes = { "hire:employee.email:readonly" } }, "E-mail address." },
  { "mobile", string { scopes = { "hire:employee.mobile:readonly" } }, "Mobile number." },
}

local account = object "account" {
  { "account_id", id, "Account id." },
  { "assets", object "assets" {
    { "confirmed_bonus", bonus, "The confirmed bonus." },
  }, "The bonus in the account." },
  { "status", integer {
    enum = { { 1, { en = "active", zh = "可用" } }, { 2, { en = "stopped", zh = "停用" } } },
  }, "Whether the account can be used." },
  { "referrer", referrer, "The owner of the account." },
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
    returns = { { "account", account, "The account." } },
    errors = { 1002001, 1002002, 1002553 },
  },
}
