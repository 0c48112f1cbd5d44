-- SPDX-License-Identifier: MIT

--- Referrers ranked by referrals, referrals over time, and bonus accounts.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local currency = require "lark.currency"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"

local USAGE = [[
usage: lualark run referral_report.lua [OPTION...] [IDS.csv]

Shows referrers ranked by referrals, referrals over time, bonus points and cash by
currency, and the stages of applications in other systems.

IDS.csv has the columns talent_id and referral_account_id. A row may leave either empty,
and the file may lack one of the columns. The default is the sample beside this script,
whose ids exist in the simulator.

  --lang en|zh   the language of names, labels and the page (default: en)
  --zone ZONE    the time zone of months, such as Asia/Shanghai (default: the machine's)
  --top N        the number of referrers in the chart (default: 10)]]

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
    end },
    applications = { talents, function(id)
      return client.hire.external_application.list.all { talent_id = id, page_size = 20 }
    end },
    accounts = { column(ids, "referral_account_id"), function(id)
      return client.hire.referral_account.get_account_assets { referral_account_id = id }
    end },
  }
end

local function add_notes(r, found, referrals)
  r:note(("%d talents with %d referrals and %d bonus accounts were read."):format(
    #found.referrals, #referrals, #found.accounts))
  local capped = report.rows(found.referrals):where(function(page)
    return type(page.items) == "table" and #page.items >= SEARCH_CAP
  end)
  if #capped > 0 then
    r:note(("%d talents may have more referrals than a search returns: %d of each are counted.")
      :format(#capped, SEARCH_CAP))
  end
end

-- All people who have referred somebody or have an account.
local function referrers(referrals, accounts, cash)
  local people = report.concat { referrals, accounts }:distinct "referrer"
    :select { "referrer", "name" }
  return people
    :join(referrals:group("referrer", { referrals = report.count() }), { on = "referrer" })
    :join(accounts:select { "referrer", "points", "status" }, { on = "referrer" })
    :join(cash, { on = "referrer" })
    :sort("-referrals", "name")
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
    { key = "name", title = "Referrer" },
    { key = "referrals", title = "Referrals", type = "integer", total = "sum" },
    { key = "points", title = "Points", type = "integer", total = "sum" },
  }
  for i, code in ipairs(cash:keys()) do
    if i > 1 then -- the first key is the referrer
      columns[#columns + 1] = { key = code, title = "Cash " .. code, type = "decimal",
        places = currency.places(code), total = "sum" }
    end
  end
  columns[#columns + 1] = { key = "status", title = "Account", type = "enum",
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
if given.help then return USAGE end
local ids, why = csv.read(given[1] or arguments.beside "referral_report.csv")
if not ids then return nil, why end
if ids[1] and not (ids[1].talent_id or ids[1].referral_account_id) then
  return nil, "there is no column talent_id or referral_account_id"
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
local ranked = referrers(referrals, accounts, cash)

local r = report.new("Referrals", { lang = given.lang, zone = given.zone })
add_notes(r, found, referrals)
r:figure("Referrals", #referrals, { type = "integer" })
r:figure("Referrers", #ranked, { type = "integer" })
r:figure("Points", accounts:totals { points = report.sum "points" }.points, { type = "integer" })
r:table("Referrers", ranked, columns_of(cash), { id = "referrers" })
r:chart("Most referrals", ranked:where(function(row) return row.referrals end):top(given.top),
  { kind = "bar", x = { key = "name", title = "Referrer", id = "referrer" },
    y = { key = "referrals", title = "Referrals" } }, { id = "most-referrals" })
r:chart("Referrals over time", by_month(referrals),
  { kind = "line", x = { key = "month", title = "Month" },
    y = { key = "count", title = "Referrals" } }, { id = "months" })
r:table("Applications in other systems, by stage", stages(report.concat(found.applications)), {
  { key = "stage", title = "Stage" },
  { key = "count", title = "Applications", total = "sum" },
  { key = "share", title = "Share", share = "count", total = "sum" },
  { key = "running", title = "Not ended", total = "sum" },
  { key = "ended", title = "Ended", total = "sum" },
}, { id = "stages" })
return r, errors
