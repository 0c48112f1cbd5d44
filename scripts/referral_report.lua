-- SPDX-License-Identifier: MIT

--- Referrers ranked by referrals, referrals over time, and bonus accounts.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local currency = require "lark.currency"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"

local USAGE = { en = [[
usage: lualark run referral_report.lua [OPTION...] [IDS.csv]

Shows referrers ranked by referrals, referrals over time, bonus points and cash by
currency, and the stages of applications in other systems.

IDS.csv has the columns talent_id and referral_account_id, which may be named as exports of
Hire name them (人才 ID, 账户 ID). A row may leave either empty,
and the file may lack one of the columns. The default is the sample beside this script,
whose ids exist in the simulator.

  --lang en|zh   the language of names, labels and the page (default: that of the process)
  --zone ZONE    the time zone of months, such as Asia/Shanghai (default: the machine's)
  --top N        the number of referrers in the chart (default: 10)]], zh = [[
用法：lualark run referral_report.lua [选项...] [IDS.csv]

按内推数列出内推人，并显示内推数量的变化、积分奖励、各币种的现金奖励，以及外部投递所处的阶段。

IDS.csv 包含 talent_id 和 referral_account_id 两列（人才 ID、账户 ID 亦可）。其中一列可以留空或
缺省。默认使用脚本旁的示例文件，其中的 ID 在模拟器中存在。

  --lang en|zh   姓名、标签和页面的语言（默认：进程的语言）
  --zone ZONE    月份所用的时区，例如 Asia/Shanghai（默认：本机时区）
  --top N        图表中内推人的数量（默认：10）]] }

-- Texts that several parts have.
local REFERRER, REFERRALS = { en = "Referrer", zh = "内推人" }, { en = "Referrals", zh = "内推数" }
local POINTS = { en = "Points", zh = "积分奖励" }

local STATUS = { of = "hire.referral_account.get_account_assets", field = "account.status" }

-- hire.referral.search returns at most this many, without saying that it left any out.
local SEARCH_CAP = 200

-- The ids in a column; none if the file lacks it.
local function column(ids, name)
  return ids[1] and ids[1][name] and csv.column(ids, name) or {}
end

local function read(client, ids)
  local talents = column(ids, "talent_id")
  return fetch.all {
    referrals = { talents, function(id)
      return client.hire.referral.search { talent_id = id }
    end, title = { en = "referrals", zh = "内推" } },
    applications = { talents, function(id)
      return client.hire.external_application.list.all { talent_id = id, page_size = 20 }
    end, title = { en = "applications", zh = "外部投递" } },
    accounts = { column(ids, "referral_account_id"), function(id)
      return client.hire.referral_account.get_account_assets { referral_account_id = id }
    end, title = { en = "accounts", zh = "内推账户" } },
  }
end

local function add_notes(r, found, referrals)
  r:note(report.filled({
    en = "%d talents with %d referrals and %d bonus accounts were read.",
    zh = "已读取 %d 位人才、%d 条内推记录和 %d 个内推账户。",
  }, #found.referrals, #referrals, #found.accounts))
  local capped = report.rows(found.referrals):where(function(page)
    return type(page.items) == "table" and #page.items >= SEARCH_CAP
  end)
  if #capped > 0 then
    r:note(report.filled({
      en = "%d talents may have more referrals than a search returns: %d of each are counted.",
      zh = "%d 位人才的内推记录可能超过单次查询的上限，每位只统计 %d 条。",
    }, #capped, SEARCH_CAP))
  end
end

-- All people who have referred somebody or have an account.
local function referrers(referrals, accounts, cash, lang)
  local people = report.concat { referrals, accounts }:distinct "referrer"
    :select { "referrer", "name" }
  return people
    :join(referrals:group("referrer", { referrals = report.count() }), { on = "referrer" })
    :join(accounts:select { "referrer", "points", "status" }, { on = "referrer" })
    :join(cash, { on = "referrer" })
    :sort("-referrals", report.by_name("name", lang))
end

-- Referrals by month, with months without any.
local function by_month(referrals)
  local months = referrals:group "month":sort "month"
  if #months == 0 then return months end
  return months:complete("month", report.months(months[1].month, months[#months].month),
    { count = 0 })
end

local function columns_of(cash)
  local columns = {
    { key = "name", title = REFERRER },
    { key = "referrals", title = REFERRALS, type = "integer", total = "sum" },
    { key = "points", title = POINTS, type = "integer", total = "sum" },
  }
  for i, code in ipairs(cash:keys()) do
    if i > 1 then -- the first key is the referrer
      local title = report.filled({ en = "Cash %s", zh = "现金奖励（%s）" }, code)
      columns[#columns + 1] = { key = code, title = title, type = "decimal",
        places = currency.places(code), total = "sum" }
    end
  end
  columns[#columns + 1] = { key = "status", type = "enum", title = { en = "Account", zh = "账户状态" },
    of = STATUS.of, field = STATUS.field }
  return columns
end

local function stages(applications)
  return applications:group("stage", {
    count = report.count(),
    running = report.count(function(row) return row.termination_type == "" end),
    ended = report.count(function(row) return row.termination_type ~= "" end),
  }):sort("-count", "stage")
end

local given, err = arguments.read({ ... }, { lang = report.languages, zone = "local", top = 10 })
if not given then return nil, err end
if given.help then return report.text(USAGE, given.lang) end
local ids, why = csv.read(given[1] or arguments.beside "referral_report.csv", nil,
  { optional = { "talent_id", "referral_account_id" } })
if not ids then return nil, why end
if ids[1] and not (ids[1].talent_id or ids[1].referral_account_id) then
  return nil, report.text {
    en = "there is no column talent_id or referral_account_id",
    zh = "缺少 talent_id 列或 referral_account_id 列",
  }
end
local client, unset = lark.client()
if not client then return nil, unset end
local found, errors = read(client, ids)
if not found then return nil, errors end

local referrals = report.rows(found.referrals):unnest "items":derive {
  referrer = "referral_user.id",
  name = report.named("referral_user.name", given.lang),
  month = function(row)
    return report.time(math.tointeger(row.create_time), "%Y-%m", given.zone)
  end,
}
local accounts = report.rows(found.accounts):derive {
  referrer = "account.referrer.id",
  name = report.named("account.referrer.name", given.lang),
  points = "account.assets.confirmed_bonus.point_bonus",
  status = "account.status",
}
local cash = accounts:unnest "account.assets.confirmed_bonus.cash_bonus"
  :pivot { rows = "referrer", columns = "currency_type", value = report.sum "amount" }
local ranked = referrers(referrals, accounts, cash, given.lang)

local r = report.new({ en = "Referrals", zh = "内推报表" }, { lang = given.lang, zone = given.zone })
add_notes(r, found, referrals)
r:figure(REFERRALS, #referrals, { type = "integer" })
r:figure({ en = "Referrers", zh = "内推人数" }, #ranked, { type = "integer" })
r:figure(POINTS, accounts:totals { points = report.sum "points" }.points, { type = "integer" })
r:table({ en = "Referrers", zh = "内推人" }, ranked, columns_of(cash), { id = "referrers" })
r:chart({ en = "Most referrals", zh = "内推最多的人" },
  ranked:where(function(row) return row.referrals end):top(given.top),
  { kind = "bar", x = { key = "name", title = REFERRER, id = "referrer" },
    y = { key = "referrals", title = REFERRALS } }, { id = "most-referrals" })
r:chart({ en = "Referrals over time", zh = "每月内推数" }, by_month(referrals),
  { kind = "line", x = { key = "month", title = { en = "Month", zh = "月份" } },
    y = { key = "count", title = REFERRALS } }, { id = "months" })
r:table({ en = "Applications in other systems, by stage", zh = "各阶段的外部投递" },
  stages(report.concat(found.applications)), {
  { key = "stage", title = { en = "Stage", zh = "阶段" } },
  { key = "count", title = { en = "Applications", zh = "投递数" }, total = "sum" },
  { key = "share", title = { en = "Share", zh = "占比" }, share = "count", total = "sum" },
  { key = "running", title = { en = "Not ended", zh = "进行中" }, total = "sum" },
  { key = "ended", title = { en = "Ended", zh = "已终止" }, total = "sum" },
}, { id = "stages" })
return r, errors
