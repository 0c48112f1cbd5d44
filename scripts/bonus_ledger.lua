-- SPDX-License-Identifier: MIT

--- The balances of referrers' bonus accounts, and their changes since an earlier run.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local currency = require "lark.currency"
local decimal = require "lark.decimal"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"

local USAGE = [[
usage: lualark run bonus_ledger.lua [OPTION...] [ACCOUNTS.csv]

Shows bonus accounts and their assets, stopped accounts with money left, totals per
currency, and the changes since an earlier run.

ACCOUNTS.csv has the column referral_account_id. The default is the sample of
referral_report.lua, whose ids exist in the simulator.

  --previous FILE   the JSON of an earlier run (--format json --output FILE)
  --lang en|zh      the language of names, labels and the page (default: en)]]

local ACCOUNT = "hire.referral_account.get_account_assets"
local STOPPED = 2
-- The id of the table that --previous looks for.
local LEDGER = "ledger"
-- An asset is "points" or a currency's code, in every language; a column shows its label.
local ASSET = { key = "asset", title = "Of", type = "enum", labels = { points = "Points" } }

-- A line for each account and asset: points, and cash by currency.
local function ledger_of(accounts)
  local points = accounts:derive {
    asset = function() return "points" end,
    amount = "account.assets.confirmed_bonus.point_bonus",
  }
  local cash = accounts:unnest "account.assets.confirmed_bonus.cash_bonus"
    :derive { asset = "currency_type" }
  return report.concat { points, cash }
    :where(function(line) return line.amount ~= nil end)
    :select { "account_id", "referrer", "asset", "amount" }
end

-- The ledger of an earlier run, from its JSON.
local function read_previous(path)
  local file, why = io.open(path, "rb")
  if not file then return nil, why end
  local text = file:read "a"
  file:close()
  local earlier = lark.decode(text or "")
  local tables = type(earlier) == "table" and earlier.tables
  for _, part in ipairs(type(tables) == "table" and tables or {}) do
    -- Before tables had ids, its title was all there was.
    if part.id == LEDGER or part.id == nil and part.title == "Ledger" then return part.rows end
  end
  return nil, path .. ": this is not the JSON of an earlier run of this report"
end

-- The lines whose amount has changed, and those that are new or gone.
local function changes(now, before)
  local both = { on = { "account_id", "asset" }, as = "other" }
  local later = now:join(before, both):select { "account_id", "referrer", "asset",
    now = "amount", before = "other.amount" }
  local gone = report.rows(before):join(now, both)
    :where(function(line) return not line.other end)
    :select { "account_id", "referrer", "asset", before = "amount" }
  return report.concat { later, gone }:derive { change = function(line)
    return decimal.subtract(line.now or 0, line.before or 0)
  end }:where(function(line) return line.change ~= 0 end):sort("account_id", "asset")
end

local function amounts_by_asset(ledger, key)
  return ledger:pivot { rows = key, columns = "asset", value = report.sum "amount" }
end

local POINTS = { title = "Points", type = "integer", total = "sum" }

local given, err = arguments.read({ ... }, { previous = "", lang = report.languages })
if not given then return nil, err end
if given.help then return USAGE end
local ids, why = csv.read(given[1] or arguments.beside "referral_report.csv",
  { "referral_account_id" })
if not ids then return nil, why end
local before
if given.previous ~= "" then
  before, why = read_previous(given.previous)
  if not before then return nil, why end
end
local client, unset = lark.client()
if not client then return nil, unset end
local found, errors = fetch.all {
  accounts = { csv.column(ids, "referral_account_id"), function(id)
    return client.hire.referral_account.get_account_assets { referral_account_id = id }
  end },
}
if not found then return nil, errors end

local accounts = report.rows(found.accounts):derive {
  account_id = "account.account_id", status = "account.status",
  referrer = report.named("account.referrer.name", given.lang),
}
local ledger = ledger_of(accounts)
local held = amounts_by_asset(ledger, "account_id")
local facts = {}
for _, asset in ipairs(held:keys()) do
  facts[asset] = { type = "decimal", places = currency.places(asset), total = "sum" }
end
facts.account_id, facts.points = { title = "Account", type = "id" }, POINTS
local columns = held:columns(facts)
table.insert(columns, 2, { key = "referrer", title = "Referrer" })
table.insert(columns, 3, { key = "status", title = "Status", type = "enum", of = ACCOUNT,
  field = "account.status" })
local rows = accounts:select { "account_id", "referrer", "status" }
  :join(held, { on = "account_id" }):sort("referrer", "account_id")
local left = rows:where(function(row)
  if row.status ~= STOPPED then return false end
  for i = 4, #columns do
    if (tonumber(row[columns[i].key]) or 0) > 0 then return true end
  end
  return false
end)

local r = report.new("Bonus ledger", { lang = given.lang })
r:note(("%d accounts were read; %d are stopped and still hold something."):format(#accounts, #left))
r:figure("Accounts", #accounts, { type = "integer" })
for _, one in ipairs(ledger:group("asset", { amount = report.sum "amount" }):sort "asset") do
  local is_points = one.asset == "points"
  r:figure(is_points and "Points" or "Cash", one.amount, is_points and { type = "integer" }
    or { type = "money", currency = one.asset })
end
r:table("Totals", ledger:group("asset", { accounts = report.count(), amount = report.sum "amount" })
  :sort "asset", {
  ASSET,
  { key = "accounts", title = "Accounts", type = "integer" },
  { key = "amount", title = "Amount", type = "decimal", currency_key = "asset" },
}, { id = "totals" })
if before then
  r:table("Since the earlier run", changes(ledger, before), {
    { key = "account_id", title = "Account", type = "id" },
    { key = "referrer", title = "Referrer" },
    ASSET,
    { key = "before", title = "Before", type = "decimal", currency_key = "asset" },
    { key = "now", title = "Now", type = "decimal", currency_key = "asset" },
    { key = "change", title = "Change", type = "decimal", currency_key = "asset" },
  }, { id = "changes" })
end
r:table("Stopped, with something left", left, columns, { id = "stopped" })
r:table("Accounts", rows, columns, { id = "accounts" })
r:table("Ledger", ledger:sort("account_id", "asset"), {
  { key = "account_id", title = "Account", type = "id" },
  { key = "referrer", title = "Referrer" },
  ASSET,
  { key = "amount", title = "Amount", type = "decimal", currency_key = "asset" },
}, { id = LEDGER })
return r, errors
