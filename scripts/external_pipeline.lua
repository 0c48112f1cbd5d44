-- SPDX-License-Identifier: MIT

--- Applications in other systems by stage, source and outcome, and how long they took.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"

local USAGE = { en = [[
usage: lualark run external_pipeline.lua [OPTION...] [TALENTS.csv]

Shows external applications by stage, by source and by outcome, with the days from
their creation to their end.

TALENTS.csv has the column talent_id (or 人才 ID). The default is the sample of referral_report.lua,
whose ids exist in the simulator.

  --lang en|zh   the language of labels and the page (default: that of the process)
  --zone ZONE    the time zone, such as Asia/Shanghai (default: the machine's)]], zh = [[
用法：lualark run external_pipeline.lua [选项...] [TALENTS.csv]

按阶段、来源和结果统计外部投递，并显示从创建到终止所用的天数。

TALENTS.csv 包含 talent_id 列（人才 ID 亦可）。默认使用 referral_report.lua 的示例文件，
其中的 ID 在模拟器中存在。

  --lang en|zh   标签和页面的语言（默认：进程的语言）
  --zone ZONE    时区，例如 Asia/Shanghai（默认：本机时区）]] }

local LIST = "hire.external_application.list"
local DAY_MS = 86400000

-- Texts that several parts have.
local APPLICATIONS = { en = "Applications", zh = "投递数" }
local STAGE, OUTCOME = { en = "Stage", zh = "阶段" }, { en = "Outcome", zh = "结果" }
local SOURCE = { en = "Source", zh = "来源" }
local MEDIAN = { en = "Median days", zh = "天数中位数" }

-- The outcome of applications that have none, in every language; a column shows its label.
local RUNNING = "running"
local LABELS = { [RUNNING] = { en = "running", zh = "进行中" } }

-- An external system writes when and why an application ended. A running one has no
-- termination type, and its modify_time is no end.
local function outcome(row)
  local how = row.termination_type
  return how ~= nil and how ~= "" and how or RUNNING
end

local function days(row)
  if outcome(row) == RUNNING or not (row.modify_time and row.create_time) then return nil end
  return (row.modify_time - row.create_time) / DAY_MS
end

local COUNTED = {
  count = report.count(),
  ended = report.count "days",
  median = report.median "days",
  slow = report.percentile("days", 90),
}

-- The rows and columns of a table by one key.
local function by(rows, key, title, lang)
  return rows:group(key, COUNTED):sort("-count", report.by_name(key, lang)), {
    { key = key, title = title },
    { key = "count", title = APPLICATIONS, type = "integer", total = "sum" },
    { key = "share", title = { en = "Share", zh = "占比" }, share = "count", total = "sum" },
    { key = "ended", title = { en = "Ended", zh = "已终止" }, type = "integer", total = "sum" },
    { key = "median", title = MEDIAN, type = "decimal", places = 1 },
    { key = "slow", title = { en = "90% within", zh = "90% 不超过" }, type = "decimal", places = 1 },
  }
end

local given, err = arguments.read({ ... }, { lang = report.languages, zone = "local" })
if not given then return nil, err end
if given.help then return report.text(USAGE, given.lang) end
local talents, why = csv.read(given[1] or arguments.beside "referral_report.csv", { "talent_id" })
if not talents then return nil, why end
local client, unset = lark.client()
if not client then return nil, unset end
local found, errors = fetch.all {
  applications = { csv.column(talents, "talent_id"), function(id)
    return client.hire.external_application.list.all { talent_id = id, page_size = 20 }
  end, title = { en = "applications", zh = "外部投递" } },
}
if not found then return nil, errors end

local rows = report.concat(found.applications):derive { outcome = outcome, days = days }
local stages = rows:pivot { rows = "stage", columns = "outcome" }
local outcomes = {}
for i, how in ipairs { table.unpack(stages:keys(), 2) } do
  outcomes[i] = { key = how, title = LABELS[how] }
end
local r = report.new({ en = "Applications in other systems", zh = "外部投递" },
  { lang = given.lang, zone = given.zone })
r:note(report.filled({
  en = "%d applications of %d talents were read.", zh = "已读取 %2$d 位人才的 %1$d 条外部投递。",
}, #rows, #found.applications))
r:figure(APPLICATIONS, #rows, { type = "integer" })
r:figure({ en = "Not ended", zh = "进行中" }, #rows:where { outcome = RUNNING }, { type = "integer" })
r:figure({ en = "Median days to an end", zh = "终止前的天数中位数" },
  rows:totals { days = report.median "days" }.days, { type = "decimal", places = 1 })
local function add_counts(id, title, key, heading)
  local list, columns = by(rows, key, heading, given.lang)
  r:table(title, list, columns, { id = id })
end
r:heading { en = "Stages", zh = "阶段" }
add_counts("stages", { en = "By stage", zh = "按阶段" }, "stage", STAGE)
if #outcomes > 0 then -- without an application there is none
  r:chart({ en = "Outcomes by stage", zh = "各阶段的结果" },
    stages:join(rows:group "stage", { on = "stage" }):sort "-count",
    { kind = "stacked", x = { key = "stage", title = STAGE }, y = outcomes },
    { id = "outcomes-by-stage" })
end
r:heading { en = "Sources", zh = "来源" }
add_counts("sources", { en = "By source", zh = "按来源" }, "resume_source", SOURCE)
r:chart({ en = "Applications by source", zh = "各来源的投递数" },
  rows:group "resume_source":sort("-count"):top(12),
  { kind = "bar", x = { key = "resume_source", title = SOURCE },
    y = { key = "count", title = APPLICATIONS } },
  { id = "applications-by-source" })
local delivery, columns = by(rows, "delivery_type", { en = "Came by", zh = "投递方式" }, given.lang)
columns[1].type, columns[1].of, columns[1].field = "enum", LIST, "items.delivery_type"
r:table({ en = "By the way they came", zh = "按投递方式" }, delivery, columns, { id = "ways" })
r:heading { en = "Ends", zh = "终止" }
local results, shown = by(rows, "outcome", OUTCOME, given.lang)
shown[1].type, shown[1].labels = "enum", LABELS
r:table({ en = "By outcome", zh = "按结果" }, results, shown, { id = "outcomes" })
local ended = rows:where(function(row) return row.outcome ~= RUNNING end)
r:table({ en = "Why they ended", zh = "终止原因" }, ended
  :group({ "outcome", "termination_reason" }, COUNTED):sort("-count"):top(15), {
  { key = "outcome", title = OUTCOME },
  { key = "termination_reason", title = { en = "Reason", zh = "原因" } },
  { key = "count", title = APPLICATIONS, type = "integer" },
  { key = "median", title = MEDIAN, type = "decimal", places = 1 },
}, { id = "reasons" })
return r, errors
