-- SPDX-License-Identifier: MIT

--- The balances of referrers' bonus accounts, and their changes since an earlier run.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local currency = require "lark.currency"
local decimal = require "lark.decimal"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"

local USAGE = { en = [[
usage: lualark run bonus_ledger.lua [OPTION...] [ACCOUNTS.csv]

Shows bonus accounts and their assets, stopped accounts with money left, totals per
currency, and the changes since an earlier run.

ACCOUNTS.csv has the column referral_account_id (or 账户 ID). The default is the sample of
referral_report.lua, whose ids exist in the simulator.

  --previous FILE   the JSON of an earlier run (--format json --output FILE)
  --lang en|zh      the language of names, labels and the page (default: that of the
                    process)]], zh = [[
用法：lualark run bonus_ledger.lua [选项...] [ACCOUNTS.csv]

显示内推账户及其资产、仍有余额的停用账户、各币种合计，以及相对于上次运行的变动。

ACCOUNTS.csv 包含 referral_account_id 列（账户 ID 亦可）。默认使用 referral_report.lua 的示例
文件，其中的 ID 在模拟器中存在。

  --previous FILE   上次运行输出的 JSON（--format json --output FILE）
  --lang en|zh      姓名、标签和页面的语言（默认：进程的语言）]] }

local ACCOUNT = "hire.referral_account.get_account_assets"
local STOPPED = 2
-- The id of the table that --previous looks for.
local LEDGER = "ledger"
-- An asset is "points" or a currency's code, in every language; a column shows its label.
local POINTS = { en = "Points", zh = "积分奖励" }
local ASSET = { key = "asset", title = { en = "Of", zh = "资产" }, type = "enum",
  labels = { points = POINTS } }
-- Texts that several parts have.
local ACCOUNT_ID = { key = "account_id", title = { en = "Account", zh = "账户 ID" }, type = "id" }
local REFERRER = { key = "referrer", title = { en = "Referrer", zh = "内推人" } }
local ACCOUNTS, AMOUNT = { en = "Accounts", zh = "内推账户" }, { en = "Amount", zh = "数额" }

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
  return nil, report.filled(report.text {
    en = "%s: this is not the JSON of an earlier run of this report",
    zh = "%s：不是本报表上次运行输出的 JSON",
  }, path)
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

local given, err = arguments.read({ ... }, { previous = "", lang = report.languages })
if not given then return nil, err end
if given.help then return report.text(USAGE, given.lang) end
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
  end, title = { en = "accounts", zh = "内推账户" } },
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
facts.account_id = ACCOUNT_ID
facts.points = { title = POINTS, type = "integer", total = "sum" }
local columns = held:columns(facts)
table.insert(columns, 2, REFERRER)
table.insert(columns, 3, { key = "status", title = { en = "Status", zh = "状态" }, type = "enum",
  of = ACCOUNT, field = "account.status" })
local rows = accounts:select { "account_id", "referrer", "status" }
  :join(held, { on = "account_id" }):sort(report.by_name("referrer", given.lang), "account_id")
local left = rows:where(function(row)
  if row.status ~= STOPPED then return false end
  for i = 4, #columns do
    if (tonumber(row[columns[i].key]) or 0) > 0 then return true end
  end
  return false
end)

local r = report.new({ en = "Bonus ledger", zh = "奖励台账" }, { lang = given.lang })
r:note(report.filled({
  en = "%d accounts were read; %d are stopped and still hold something.",
  zh = "已读取 %d 个内推账户，其中 %d 个已停用但仍有余额。",
}, #accounts, #left))
r:figure(ACCOUNTS, #accounts, { type = "integer" })
for _, one in ipairs(ledger:group("asset", { amount = report.sum "amount" }):sort "asset") do
  local is_points = one.asset == "points"
  r:figure(is_points and POINTS or { en = "Cash", zh = "现金奖励" }, one.amount,
    is_points and { type = "integer" } or { type = "money", currency = one.asset })
end
r:table({ en = "Totals", zh = "合计" }, ledger:group("asset", {
  accounts = report.count(), amount = report.sum "amount",
}):sort "asset", {
  ASSET,
  { key = "accounts", title = { en = "Accounts", zh = "账户数" }, type = "integer" },
  { key = "amount", title = AMOUNT, type = "decimal", currency_key = "asset" },
}, { id = "totals" })
if before then
  local function amount(key, title)
    return { key = key, title = title, type = "decimal", currency_key = "asset" }
  end
  r:table({ en = "Since the earlier run", zh = "较上次运行的变动" }, changes(ledger, before), {
    ACCOUNT_ID, REFERRER, ASSET,
    amount("before", { en = "Before", zh = "上次" }), amount("now", { en = "Now", zh = "本次" }),
    amount("change", { en = "Change", zh = "变动" }),
  }, { id = "changes" })
end
r:table({ en = "Stopped, with something left", zh = "已停用且仍有余额" }, left, columns,
  { id = "stopped" })
r:table(ACCOUNTS, rows, columns, { id = "accounts" })
r:table({ en = "Ledger", zh = "明细" }, ledger:sort("account_id", "asset"), {
  ACCOUNT_ID, REFERRER, ASSET,
  { key = "amount", title = AMOUNT, type = "decimal", currency_key = "asset" },
}, { id = LEDGER })
return r, errors
