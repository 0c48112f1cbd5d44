-- SPDX-License-Identifier: MIT

--- Open applications by stage and age, and those that are late.
local applications = require "lark.applications"
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"
local workflow = require "lark.workflow"

local USAGE = { en = [[
usage: lualark run open_applications.lua [OPTION...]

Shows open applications by stage and by the days that they have been in it, and lists those
that have been there for longer than is allowed.

  --days N           days that an application may stay in a stage (default: 7)
  --stage-days STAGE=N,...   other days for some stages, by name or id
  --job ID           only applications for this job
  --on YYYY-MM-DD    count the days until this day (default: now)]], zh = [[
用法：lualark run open_applications.lua [选项...]

按阶段和停留天数统计进行中的投递，并列出停留超过允许天数的投递。

  --days N           投递在一个阶段中可停留的天数（默认：7）
  --stage-days 阶段=N,...    为个别阶段另设天数，阶段可写名称或 ID
  --job ID           只统计该职位的投递
  --on YYYY-MM-DD    天数计算到这一天（默认：现在）]] }

local TITLE = { en = "Open applications", zh = "进行中的投递" }
local DAY_MS = 86400000
local AGES, AGE_NAMES = { 3, 7, 14, 30, math.huge }, { "0–3", "4–7", "8–14", "15–30", "31–" }
local STAGE, LATE = { en = "Stage", zh = "阶段" }, { en = "Late", zh = "逾期" }
local DAYS = { en = "Days in stage", zh = "停留天数" }

-- The days that each stage allows, by its id; an error where there is no such stage.
local function limits_of(text, stages)
  local limits = {}
  for part in text:gsub("，", ","):gmatch "[^,]+" do
    local name, days = part:match "^%s*(.-)%s*=%s*(%d+)%s*$"
    local named = applications.named(stages, name)
    for _, stage in ipairs(named) do limits[stage.id] = math.tointeger(days) end
    if #named == 0 then
      return workflow.refused({ en = "--stage-days: %q is no STAGE=N with a stage that exists",
        zh = "--stage-days：%q 不是「阶段=N」，或该阶段不存在" }, part)
    end
  end
  return limits
end

local function age_of(days)
  for i, most in ipairs(AGES) do if days <= most then return AGE_NAMES[i] end end
end

local known = workflow.options { days = 7, stage_days = "", job = "", on = "now", zone = "local" }
local given, err = arguments.read({ ... }, known)
if not given then return nil, err end
if given.help then return workflow.help(USAGE, given, known) end
local wanted = { active_status = "1", page_size = 200 }
if given.job ~= "" then wanted.job_id = given.job end
if given.dry_run then
  return workflow.would_read(given, TITLE, { { "hire.job_process.list", {} },
    { "hire.application.list", wanted }, { "hire.application.get", { application_id = "ID" } },
    { "hire.application.get_detail", { application_id = "ID", options = { "with_talent" } } } })
end
local client = assert(lark.client())
if given.job ~= "" then assert(client.hire.job.get { job_id = given.job }) end
local stages = assert(applications.stages(client))
local limits, wrong = limits_of(given.stage_days, stages)
if not limits then return nil, wrong end
local found, errors = applications.all(client, wanted)
if not found then return nil, errors end
local now_ms = report.day(given.on, given.zone)
local name = (given.lang or lark.language()) == "zh" and "zh_name" or "en_name"
local rows = report.rows(found):derive {
  stage_id = "stage.id", stage_name = "stage." .. name,
  since = function(row) return applications.entered(row, row.stage.id) end,
}:derive {
  days = function(row) return row.since and math.max(0, (now_ms - row.since) // DAY_MS) end,
}:derive {
  late = function(row) return (row.days or 0) > (limits[row.stage_id] or given.days) and 1 or 0 end,
  age = function(row) return row.days and age_of(row.days) end,
}
local late = rows:where { late = 1 }:sort("-days", "id")
local details, failed = fetch.all { late = { csv.column(late, "id"), function(id)
  return client.hire.application.get_detail { application_id = id,
    options = { "with_job", "with_talent" } }
end, title = { en = "details", zh = "详情" } } }
if not details then details, failed = { late = {} }, { failed, n = 1 } end
late = late:join(report.rows(details.late):select {
  id = "application_detail.basic_info.id", owner = "application_detail.basic_info.owner_id",
  candidate = "application_detail.talent.name", job = "application_detail.job.name",
}, { on = "id" })

local r = report.new(TITLE, { lang = given.lang, zone = given.zone })
r:note(report.filled({ en = "%d applications are open; %d of them are late.",
  zh = "共 %d 条进行中的投递，其中 %d 条逾期。" }, #rows, #late))
r:table({ en = "By stage", zh = "按阶段" }, rows:group("stage_id", { count = report.count(),
  stage = report.first "stage_name", late = report.sum "late", median = report.median "days",
}):sort("-late", "-count", "stage_id"), {
  { key = "stage", title = STAGE },
  { key = "count", title = { en = "Open", zh = "进行中" }, type = "integer", total = "sum" },
  { key = "late", title = LATE, type = "integer", total = "sum" },
  { key = "median", title = { en = "Median days", zh = "天数中位数" }, type = "decimal", places = 1 },
}, { id = "stages" })
r:chart({ en = "By days in the stage", zh = "按停留天数" },
  rows:group "age":complete("age", AGE_NAMES, { count = 0 }), { kind = "bar",
  x = { key = "age", title = DAYS }, y = { key = "count", title = TITLE } }, { id = "ages" })
r:table(LATE, late, {
  { key = "candidate", title = { en = "Candidate", zh = "候选人" } },
  { key = "job", title = { en = "Job", zh = "职位" } }, { key = "stage_name", title = STAGE },
  { key = "days", title = DAYS, type = "integer" },
  { key = "since", title = { en = "Since", zh = "进入时间" }, type = "time" },
  { key = "owner", title = { en = "Owner", zh = "负责人" }, type = "id" },
  { key = "id", title = { en = "Application", zh = "投递 ID" }, type = "id" },
}, { id = "late" })
return r, workflow.joined(errors, failed)
