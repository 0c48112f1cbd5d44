-- SPDX-License-Identifier: MIT

--- Reminds interviewers of feedback that they have not handed in, once for each interview.
local arguments = require "lark.arguments"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"
local workflow = require "lark.workflow"

local USAGE = { en = [[
usage: lualark run feedback_reminders.lua [OPTION...]

Finds interviews without feedback, and sends each of their interviewers one message that
lists them. An interviewer is reminded of an interview once, however often this runs.

  --days N           interviews that ended within the last N days (default: 14)
  --hours N          and at least N hours ago (default: 24)
  --on YYYY-MM-DD    count from the beginning of this day (default: now)]], zh = [[
用法：lualark run feedback_reminders.lua [选项...]

查找尚未提交评价的面试，并向每位面试官发送一条消息，列出其未评价的面试。无论运行多少次，
每场面试只提醒同一位面试官一次。

  --days N           最近 N 天内结束的面试（默认：14）
  --hours N          且结束已满 N 小时（默认：24）
  --on YYYY-MM-DD    从这一天的零点起往前计算（默认：现在）]] }

local SEND, HOUR_MS, DAY_MS = "im.message.create", 3600000, 86400000
local NOT_HANDED_IN = 2
-- An interview that began before the days that are asked for may end within them.
local LONGEST_MS = DAY_MS

local known = workflow.options({ days = 14, hours = 24, on = "now", zone = "local" },
  "feedback_reminders.db")
local given, err = arguments.read({ ... }, known)
if not given then return nil, err end
if given.help then return workflow.help(USAGE, given, known) end
local now_ms = report.day(given.on, given.zone)
local from_ms, to_ms = now_ms - given.days * DAY_MS, now_ms - given.hours * HOUR_MS
if from_ms >= to_ms then
  return workflow.refused { en = "--hours is not less than --days: there is no such interview",
    zh = "--hours 须小于 --days，否则没有符合条件的面试" }
end
local work, why = workflow.open(given)
if not work then return nil, why end

-- Reads who was reminded of what: a row of the journal is "USER INTERVIEW INTERVIEW...".
local reminded = {}
for row, outcome in pairs(work:taken(SEND)) do
  local user, rest = row:match "^(%S+)(.*)$"
  for interview in rest:gmatch "%S+" do reminded[user .. " " .. interview] = true end
  if outcome ~= "done" and outcome ~= "skipped" then
    -- It is listed until somebody says whether it was sent.
    work:add { endpoint = SEND, row = row, show = { interviewer = user }, params = function() end }
  end
end

local listed, unread = work.client.hire.interview.list.all { page_size = 100,
  start_time = tostring(from_ms - LONGEST_MS), end_time = tostring(to_ms) }
if not listed then return nil, unread end
table.sort(listed, function(a, b)
  if a.begin_time ~= b.begin_time then return a.begin_time < b.begin_time end
  return a.id < b.id
end)

-- The interviews that each interviewer is to be reminded of.
local users, missing, asked, ids = {}, {}, {}, {}
for _, interview in ipairs(listed) do
  local ended = tonumber(interview.end_time)
  local is_meant = ended and ended >= from_ms and ended <= to_ms
  for _, record in ipairs(is_meant and interview.interview_record_list or {}) do
    local user = record.user_id
    local one = user and user .. " " .. interview.id
    if one and record.commit_status == NOT_HANDED_IN and not reminded[one] then
      reminded[one] = true
      if not missing[user] then
        users[#users + 1], missing[user] = user, { name = record.interviewer }
      end
      table.insert(missing[user], interview)
      local id = interview.application_id
      if not asked[id] then ids[#ids + 1], asked[id] = id, true end
    end
  end
end

local found, errors = fetch.all { applications = { ids, function(id)
  return work.client.hire.application.get_detail { application_id = id,
    options = { "with_job", "with_talent" } }
end, title = { en = "applications", zh = "投递" } } }
if not found then return nil, errors end
local about = {}
for _, one in ipairs(found.applications) do
  local detail = one.application_detail
  about[detail.basic_info.id] = ("%s, %s"):format(detail.talent.name, detail.job.name)
end

for _, user in ipairs(users) do
  local mine, row = missing[user], user
  local lines = { report.text({ en = "Please hand in your feedback on these interviews:",
    zh = "请提交以下面试的评价：" }, given.lang) }
  for _, interview in ipairs(mine) do
    row = row .. " " .. interview.id
    lines[#lines + 1] = ("- %s %s"):format(report.time(interview.begin_time, "%Y-%m-%d %H:%M",
      given.zone), about[interview.application_id] or interview.application_id)
  end
  work:add { endpoint = SEND, row = row,
    show = { interviewer = user, name = report.named("name", given.lang)(mine.name or {}),
      interviews = #mine },
    params = function()
      return { receive_id_type = "open_id", receive_id = user, msg_type = "text",
        content = lark.encode { text = table.concat(lines, "\n") },
        uuid = lark.key("feedback_reminders", row) }
    end }
end
return work:run({ title = { en = "Feedback reminders", zh = "面试评价提醒" }, columns = {
  { key = "interviewer", title = { en = "Interviewer", zh = "面试官 ID" }, type = "id" },
  { key = "name", title = { en = "Name", zh = "姓名" } },
  { key = "interviews", title = { en = "Interviews", zh = "面试数" }, type = "integer" } } }, errors)
