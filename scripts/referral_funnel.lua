-- SPDX-License-Identifier: MIT

--- The stages of referred applications, and the days since their referrals.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"

local USAGE = [[
usage: lualark run referral_funnel.lua [OPTION...] [APPLICATIONS.csv]

Shows for the applications in a CSV who referred them, for which job, their stages, and
the days since the referral.

APPLICATIONS.csv has the column application_id, and job and stage as Hire exports them.
The default is the sample beside this script, whose ids exist in the simulator.

  --stages A,B,...   the stages of the funnel in their order (default: as in the CSV)
  --on YYYY-MM-DD    count the days until this day (default: now)
  --lang en|zh       the language of names, labels and the page (default: en)
  --zone ZONE        the time zone, such as Asia/Shanghai (default: the machine's)]]

local DAY_MS = 86400000

local function stages_of(rows, given)
  if given ~= "" then
    local list = {}
    for name in given:gmatch "[^,]+" do list[#list + 1] = name end
    return list
  end
  return rows:group "stage":totals { names = report.list "stage" }.names
end

-- The number of applications that have reached each stage: those at it or beyond it.
local function funnel(rows, stages)
  local at, list = rows:group "stage":complete("stage", stages, { count = 0 }), {}
  local beyond = 0
  for i = #at, 1, -1 do
    beyond = beyond + at[i].count
    list[i] = { stage = at[i].stage, there = at[i].count, reached = beyond }
  end
  return list
end

local given, err = arguments.read({ ... },
  { stages = "", on = "now", lang = report.languages, zone = "local" })
if not given then return nil, err end
if given.help then return USAGE end
local on_ms = report.day(given.on, given.zone)
local applications, why = csv.read(given[1] or arguments.beside "referral_funnel.csv",
  { "application_id" })
if not applications then return nil, why end
local client, unset = lark.client()
if not client then return nil, unset end
local found, errors = fetch.all {
  referrals = { csv.column(applications, "application_id"), function(id)
    return client.hire.referral.get_by_application { application_id = id }
  end },
}
if not found then return nil, errors end

-- The answer for an application without a referral has no `referral`.
local referrals = report.rows(found.referrals):where(function(row) return row.referral end)
  :select {
    application_id = "referral.application_id",
    referrer = report.named("referral.referral_user.name", given.lang),
    referred = "referral.create_time",
  }
local rows = report.rows(applications)
  :join(referrals, { on = "application_id", kind = "inner" })
  :derive { days = function(row)
    return row.referred and math.max(0, (on_ms - row.referred) // DAY_MS)
  end }
local funnel_rows = funnel(rows, stages_of(rows, given.stages))

local r = report.new("Referrals by stage", { lang = given.lang, zone = given.zone })
r:note(("%d of %d applications were referred by somebody."):format(#rows, #applications))
r:figure("Referred applications", #rows, { type = "integer" })
r:figure("Reached the last stage", funnel_rows[#funnel_rows] and funnel_rows[#funnel_rows].reached,
  { type = "integer" })
r:figure("Median days", rows:totals { days = report.median "days" }.days,
  { type = "decimal", places = 1 })
r:chart("How far they have come", funnel_rows,
  { kind = "funnel", x = "stage", y = { key = "reached", title = "Reached" } },
  { id = "funnel" })
r:table("Stages", rows:group("stage", {
  count = report.count(), median = report.median "days", longest = report.max "days",
}):join(funnel_rows, { on = "stage" }):sort "-reached", {
  { key = "stage", title = "Stage" },
  { key = "reached", title = "Reached", type = "integer" },
  { key = "count", title = "There now", type = "integer", total = "sum" },
  { key = "share", title = "Share", share = "count", total = "sum" },
  { key = "median", title = "Median days", type = "decimal", places = 1 },
  { key = "longest", title = "Longest", type = "integer" },
}, { id = "stages" })
r:table("Jobs", rows:group("job", { count = report.count(), days = report.median "days" })
  :sort("-count", "job"), {
  { key = "job", title = "Job" },
  { key = "count", title = "Referred", type = "integer", total = "sum" },
  { key = "days", title = "Median days", type = "decimal", places = 1 },
}, { id = "jobs" })
r:table("Applications", rows:sort("-days", "application_id"), {
  { key = "application_id", title = "Application", type = "id" },
  { key = "referrer", title = "Referrer" },
  { key = "job", title = "Job" },
  { key = "stage", title = "Stage" },
  { key = "referred", title = "Referred", type = "time" },
  { key = "days", title = "Days", type = "integer" },
}, { id = "applications" })
return r, errors
