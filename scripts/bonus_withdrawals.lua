-- SPDX-License-Identifier: MIT

--- Withdraws the bonuses of the accounts in a CSV, each once.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local lark = require "lark"
local workflow = require "lark.workflow"

local USAGE = { en = [[
usage: lualark run bonus_withdrawals.lua --payout NAME [OPTION...] ACCOUNTS.csv

Withdraws all points, all money or both from the bonus accounts in a CSV, for a payout that
is made elsewhere. A withdrawal is made once, however often this runs.

ACCOUNTS.csv has the column referral_account_id (or 账户 ID), and may have kinds (points, money
or both) and external_order_id, your own id of the withdrawal.

  --payout NAME      what this payout is called, such as 2026-11; another name is another
                     payout, and withdraws again. Needed where rows have no id of their own
  --kinds points|money|both   of rows that say no kind (default: both)]], zh = [[
用法：lualark run bonus_withdrawals.lua --payout 名称 [选项...] ACCOUNTS.csv

提取 CSV 中各内推账户的全部积分奖励、全部现金奖励或两者，用于在其他系统中发放。无论运行
多少次，每笔只提取一次。

ACCOUNTS.csv 包含 referral_account_id 列（账户 ID 亦可），还可包含 kinds 列（points、money 或
both）和 external_order_id 列，即自定义的提取单号。

  --payout 名称      本次发放的名称，例如 2026-11；换一个名称即为另一次发放，会再次提取。
                     行中没有提取单号时必填
  --kinds points|money|both   未注明类型的行所用的类型（默认：both）]] }

local WITHDRAW = "hire.referral_account.withdraw"
local KINDS = { points = { 1 }, money = { 2 }, both = { 1, 2 } }

local known = workflow.options({ payout = "", kinds = { "both", "points", "money" } },
  "bonus_withdrawals.db")
local given, err = arguments.read({ ... }, known)
if not given then return nil, err end
if given.help then return workflow.help(USAGE, given, known) end
local path = given[1]
local rows, unread = csv.read(path, { "referral_account_id" })
if not rows then return nil, unread end
if #rows == 0 then
  return workflow.refused({ en = "%s: there are no rows", zh = "%s：没有数据行" }, path)
end
local work, why = workflow.open(given)
if not work then return nil, why end

-- "100 CNY, 5.5 USD"
local function sums(list)
  local texts = {}
  for _, one in ipairs(list or {}) do texts[#texts + 1] = one.amount .. " " .. one.currency_type end
  return #texts > 0 and table.concat(texts, ", ") or nil
end

local function answered(data)
  local amounts = data.withdrawal_details or {}
  return { points = amounts.point_bonus, money = sums(amounts.cash_bonus), at = data.trans_time }
end

-- Reads what an account holds, for a dry run.
local function look(account, kinds)
  local data, wrong = work.client.hire.referral_account.get_account_assets {
    referral_account_id = account }
  if not data then return nil, wrong end
  local bonus = data.account.assets.confirmed_bonus or {}
  return { points = kinds ~= "money" and bonus.point_bonus or nil,
    money = kinds ~= "points" and sums(bonus.cash_bonus) or nil }
end

-- All rows are read before the first withdrawal.
local seen = {}
for i, row in ipairs(rows) do
  local account, order = row.referral_account_id, row.external_order_id or ""
  local kinds = (row.kinds or "") ~= "" and row.kinds or given.kinds
  if account == "" then
    return workflow.refused({ en = "row %d: referral_account_id is empty",
      zh = "第 %d 行：referral_account_id 为空" }, i)
  elseif not KINDS[kinds] then
    return workflow.refused({ en = "row %d: kinds is points, money or both, not %q",
      zh = "第 %d 行：kinds 应为 points、money 或 both，而不是 %q" }, i, kinds)
  elseif order == "" and given.payout == "" then
    return workflow.refused({ en = "row %d has no external_order_id: name the payout with --payout",
      zh = "第 %d 行没有 external_order_id：请用 --payout 指定发放名称" }, i)
  elseif order == "" then
    order = lark.key("bonus_withdrawals", given.payout, account)
  end
  if seen[order] then
    return workflow.refused({ en = "rows %d and %d are one withdrawal: account or order twice",
      zh = "第 %d 行和第 %d 行是同一笔提取：账户或提取单号重复" }, seen[order], i)
  end
  seen[order] = i
  work:add { endpoint = WITHDRAW, row = order, answered = answered,
    show = { account = account, kinds = kinds },
    params = { referral_account_id = account, withdraw_bonus_type = KINDS[kinds],
      external_order_id = order },
    look = function() return look(account, kinds) end }
end
return work:run { title = { en = "Bonus withdrawals", zh = "奖励提取" }, columns = {
  { key = "account", title = { en = "Account", zh = "账户 ID" }, type = "id" },
  { key = "points", title = { en = "Points", zh = "积分奖励" }, type = "integer", total = "sum" },
  { key = "money", title = { en = "Money", zh = "现金奖励" } },
  { key = "at", title = { en = "Withdrawn", zh = "提取时间" }, type = "time" },
  { key = "row", title = { en = "Order", zh = "提取单号" }, type = "id" } } }
