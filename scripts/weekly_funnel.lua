-- SPDX-License-Identifier: MIT

--- A week's funnel, sent to a chat: a line of text, and a file.
local applications = require "lark.applications"
local arguments = require "lark.arguments"
local lark = require "lark"
local render = require "lark.render"
local report = require "lark.report"
local workflow = require "lark.workflow"

local USAGE = { en = [[
usage: lualark run weekly_funnel.lua --to ID [OPTION...]

Counts for one week the applications that came in and those that came into each stage, and
sends that to a chat or a person: a line of text and a file. A week is sent once, however
often this runs.

  --to ID            the receiver, such as oc_... of a chat that the app's bot is in
  --to-type TYPE     chat_id (default), open_id, user_id, union_id or email
  --job ID           only applications for this job
  --on YYYY-MM-DD    a day of the week that is meant (default: last week)
  --as html|csv|md   the kind of file (default: html)]], zh = [[
用法：lualark run weekly_funnel.lua --to ID [选项...]

统计一周内新增的投递和进入各阶段的投递，并以一行文字和一个文件发送到群聊或个人。
无论运行多少次，每周只发送一次。

  --to ID            接收者，例如应用机器人所在群聊的 oc_...
  --to-type 类型     chat_id（默认）、open_id、user_id、union_id 或 email
  --job ID           只统计该职位的投递
  --on YYYY-MM-DD    所统计的那一周中的一天（默认：上周）
  --as html|csv|md   文件格式（默认：html）]] }

local TITLE = { en = "Weekly funnel", zh = "招聘周报" }
local SEND, DAY_MS = "im.message.create", 86400000

-- The week that holds a moment: its name, its first moment, and that of the next one.
local function week_of(ms, zone)
  local function day(time_ms) return report.day(report.time(time_ms, "%Y-%m-%d", zone), zone) end
  -- From noon on, a day more or less is a day also where the clocks change.
  local noon, weekday = day(ms) + DAY_MS // 2, tonumber(report.time(ms, "%u", zone))
  return report.time(ms, "%G-W%V", zone), day(noon - (weekday - 1) * DAY_MS),
    day(noon + (8 - weekday) * DAY_MS)
end

local known = workflow.options({ to = "", job = "", on = "last week", zone = "local",
  to_type = { "chat_id", "open_id", "user_id", "union_id", "email" },
  as = { "html", "csv", "md" } }, "weekly_funnel.db")
local given, err = arguments.read({ ... }, known)
if not given then return nil, err end
if given.help then return workflow.help(USAGE, given, known) end
if given.to == "" then
  return workflow.refused { en = "--to is missing: the chat to send to",
    zh = "缺少 --to：接收消息的群聊" }
end
local on_ms = given.on == "last week" and os.time() * 1000 - 7 * DAY_MS
  or report.day(given.on, given.zone)
local week, first_ms, next_ms = week_of(on_ms, given.zone)
local function in_week(ms) return ms and ms >= first_ms and ms < next_ms end
local work, why = workflow.open(given)
if not work then return nil, why end

-- The funnel as a report, and as a line of text; nil and the error.
local function funnel()
  local stages, unread = applications.stages(work.client)
  if not stages then return nil, unread end
  -- Applications that changed after the week may have come into a stage within it.
  local found, errors = applications.all(work.client, { update_start_time = tostring(first_ms),
    job_id = given.job ~= "" and given.job or nil, page_size = 200 })
  if not found then return nil, errors end
  -- A funnel with holes would be taken for a whole one.
  if errors.n > 0 then return nil, errors[1].error end
  local name, new, rows = (given.lang or lark.language()) == "zh" and "zh_name" or "en_name", 0, {}
  for i, stage in ipairs(stages) do
    rows[i] = { stage = stage[name], count = 0 }
    for _, one in ipairs(found) do
      if in_week(applications.entered(one, stage.id)) then rows[i].count = rows[i].count + 1 end
    end
  end
  for _, one in ipairs(found) do new = new + (in_week(tonumber(one.create_time)) and 1 or 0) end
  local line = report.filled({ en = "Recruiting in %s: %d new applications.",
    zh = "%s 招聘情况：新增投递 %d 条。" }, week, new)
  local columns = { { key = "stage", title = { en = "Stage", zh = "阶段" } },
    { key = "count", title = { en = "Came into it", zh = "进入人数" }, type = "integer" } }
  local r = report.new(report.filled({ en = "Recruiting in %s", zh = "%s 招聘周报" }, week),
    { lang = given.lang, zone = given.zone }):note(line)
  r:chart(TITLE, rows, { kind = "bar", x = columns[1], y = columns[2] }, { id = "funnel" })
  return { report = r:table(TITLE, rows, columns, { id = "stages" }),
    line = report.text(line, given.lang) }
end

local made, trouble
local function add(kind, content)
  local row = ("%s %s %s"):format(week, (given.to .. " " .. given.job):gsub(" $", ""), kind)
  work:add { endpoint = SEND, row = row, show = { week = week, to = given.to, kind = kind },
    params = function(dry_run)
      if not (made or trouble) then made, trouble = funnel() end
      if not made then return nil, trouble end
      local body, wrong = content(dry_run)
      if not body then return nil, wrong end
      return { receive_id_type = given.to_type, receive_id = given.to, msg_type = kind,
        content = lark.encode(body), uuid = lark.key("weekly_funnel", row) }
    end }
end

add("text", function() return { text = made.line } end)
add("file", function(dry_run)
  local name = ("funnel-%s.%s"):format(week, given.as)
  if dry_run then return { file_key = name } end
  -- Past the journal: a file that no message names does no harm.
  local bytes = render.render(made.report, { format = given.as, mark = given.as == "csv" })
  local sent, wrong = assert(lark.client()).im.file.create { file_type = "stream",
    file_name = name, file = { bytes = bytes, name = name } }
  return sent and { file_key = sent.file_key }, wrong
end)
return work:run { title = TITLE, concurrency = 1, columns = {
  { key = "week", title = { en = "Week", zh = "周" } },
  { key = "to", title = { en = "To", zh = "接收者" }, type = "id" },
  { key = "kind", title = { en = "Message", zh = "消息" } } } }
