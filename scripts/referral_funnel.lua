-- SPDX-License-Identifier: MIT

--- The stages of referred applications, and the days since their referrals.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"

local USAGE = { en = [[
usage: lualark run referral_funnel.lua [OPTION...] [APPLICATIONS.csv]

Shows for the applications in a CSV who referred them, for which job, their stages, and
the days since the referral.

APPLICATIONS.csv has the column application_id (or 投递 ID), and job and stage as Hire
exports them (or 职位, 阶段).
The default is the sample beside this script, whose ids exist in the simulator.

  --stages A,B,...   the stages of the funnel in their order (default: as in the CSV)
  --on YYYY-MM-DD    count the days until this day (default: now)
  --lang en|zh       the language of names, labels and the page (default: that of the process)
  --zone ZONE        the time zone, such as Asia/Shanghai (default: the machine's)]], zh = [[
用法：lualark run referral_funnel.lua [选项...] [APPLICATIONS.csv]

对 CSV 中的每条投递，显示内推人、所投职位、当前阶段，以及内推至今的天数。

APPLICATIONS.csv 包含 application_id 列（投递 ID 亦可），以及招聘系统导出的 job（职位）和
stage（阶段）。默认使用脚本旁的示例文件，其中的 ID 在模拟器中存在。

  --stages A,B,...   漏斗各阶段的名称，按顺序排列（默认：CSV 中的顺序）
  --on YYYY-MM-DD    天数计算到这一天（默认：现在）
  --lang en|zh       姓名、标签和页面的语言（默认：进程的语言）
  --zone ZONE        时区，例如 Asia/Shanghai（默认：本机时区）]] }

local DAY_MS = 86400000

-- Texts that several parts have.
local STAGE, JOB = { en = "Stage", zh = "阶段" }, { en = "Job", zh = "职位" }
local REACHED = { en = "Reached", zh = "到达人数" }
local MEDIAN = { en = "Median days", zh = "天数中位数" }

local function stages_of(rows, given)
  if given ~= "" then
    local list = {}
    for name in given:gsub("，", ","):gmatch "[^,]+" do list[#list + 1] = name end
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
if given.help then return report.text(USAGE, given.lang) end
local on_ms = report.day(given.on, given.zone)
local applications, why = csv.read(given[1] or arguments.beside "referral_funnel.csv",
  { "application_id" }, { optional = { "job", "stage" } })
if not applications then return nil, why end
local client, unset = lark.client()
if not client then return nil, unset end
local found, errors = fetch.all {
  referrals = { csv.column(applications, "application_id"), function(id)
    return client.hire.referral.get_by_application { application_id = id }
  end, title = { en = "referrals", zh = "内推" } },
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

local r = report.new({ en = "Referrals by stage", zh = "内推漏斗" },
  { lang = given.lang, zone = given.zone })
r:note(report.filled({
  en = "%d of %d applications were referred by somebody.",
  zh = "%2$d 条投递中有 %1$d 条来自内推。",
}, #rows, #applications))
r:figure({ en = "Referred applications", zh = "内推投递数" }, #rows, { type = "integer" })
r:figure({ en = "Reached the last stage", zh = "到达最后阶段" },
  funnel_rows[#funnel_rows] and funnel_rows[#funnel_rows].reached, { type = "integer" })
r:figure(MEDIAN, rows:totals { days = report.median "days" }.days,
  { type = "decimal", places = 1 })
r:chart({ en = "How far they have come", zh = "到达各阶段的投递" }, funnel_rows,
  { kind = "funnel", x = { key = "stage", title = STAGE },
    y = { key = "reached", title = REACHED } },
  { id = "funnel" })
r:table({ en = "Stages", zh = "各阶段" }, rows:group("stage", {
  count = report.count(), median = report.median "days", longest = report.max "days",
}):join(funnel_rows, { on = "stage" }):sort "-reached", {
  { key = "stage", title = STAGE },
  { key = "reached", title = REACHED, type = "integer" },
  { key = "count", type = "integer", total = "sum", title = { en = "There now", zh = "当前人数" } },
  { key = "share", title = { en = "Share", zh = "占比" }, share = "count", total = "sum" },
  { key = "median", title = MEDIAN, type = "decimal", places = 1 },
  { key = "longest", title = { en = "Longest", zh = "最长天数" }, type = "integer" },
}, { id = "stages" })
r:table({ en = "Jobs", zh = "各职位" }, rows:group("job", {
  count = report.count(), days = report.median "days",
}):sort("-count", report.by_name("job", given.lang)), {
  { key = "job", title = JOB },
  { key = "count", title = { en = "Referred", zh = "内推数" }, type = "integer", total = "sum" },
  { key = "days", title = MEDIAN, type = "decimal", places = 1 },
}, { id = "jobs" })
r:table({ en = "Applications", zh = "投递" }, rows:sort("-days", "application_id"), {
  { key = "application_id", title = { en = "Application", zh = "投递 ID" }, type = "id" },
  { key = "referrer", title = { en = "Referrer", zh = "内推人" } },
  { key = "job", title = JOB },
  { key = "stage", title = STAGE },
  { key = "referred", title = { en = "Referred", zh = "内推时间" }, type = "time" },
  { key = "days", title = { en = "Days", zh = "天数" }, type = "integer" },
}, { id = "applications" })
return r, errors
