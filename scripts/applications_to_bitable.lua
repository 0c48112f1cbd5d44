-- SPDX-License-Identifier: MIT

--- Keeps a table of a bitable in step with applications: a row for each that moves.
local arguments = require "lark.arguments"
local bitable = require "lark.bitable"
local lark = require "lark"
local report = require "lark.report"
local workflow = require "lark.workflow"

local USAGE = { en = [[
usage: lualark listen --webhook applications_to_bitable.lua --into ADDRESS [OPTION...]

When an application moves to another stage, its row is changed, or added where there is none.

  --into ADDRESS     the bitable's table: what the browser shows (.../base/...?table=tbl...),
                     or its two ids as bascn.../tbl...
  --columns A,B,C,D  the columns of application id, candidate, job and stage
                     (default: id,candidate,job,stage); - leaves one out]], zh = [[
用法：lualark listen --webhook applications_to_bitable.lua --into 网址 [选项...]

投递进入其他阶段时更新对应的行；没有该行时新增。

  --into 网址        数据表，即浏览器地址栏中的网址（.../base/...?table=tbl...），
                     或 bascn.../tbl... 形式的两个 ID
  --columns A,B,C,D  投递 ID、候选人、职位和阶段所在的列
                     （默认：id,candidate,job,stage）；- 表示不写该列]] }

-- The application has been deleted since.
local DELETED = 1002201

local known = { into = "", columns = "id,candidate,job,stage", lang = report.languages }
local given, err = arguments.read({ ... }, known)
if not given then return nil, err end
if given.help then return workflow.help(USAGE, given, known) end
local app, sheet = given.into:match "/base/(%w+).*[?&]table=(%w+)"
if not app then app, sheet = given.into:match "^(%w+)/(%w+)$" end
local id, candidate, job, stage = given.columns:match "^([^,]+),([^,]+),([^,]+),([^,]+)$"
if not app or not id then
  return workflow.refused { en = "--into or --columns: not a bitable's table, or not four columns",
    zh = "--into 或 --columns：不是多维表格数据表的网址，或不是四列" }
end
local client = assert(lark.client())
local place = { app_token = app, table_id = sheet }
local kinds = assert(bitable.kinds(client, place))
local names = { id = id }
for own, theirs in pairs { candidate = candidate, job = job, stage = stage } do
  if theirs ~= "-" then names[own] = theirs end
end

-- The row of an application, as it is now: it may have moved on since the event.
local function read_row(application_id)
  local found, unread = client.hire.application.get_detail { application_id = application_id,
    options = { "with_job", "with_talent" } }
  if not found then return nil, unread end
  local detail = found.application_detail
  local is_zh = (given.lang or lark.language()) == "zh"
  return { id = application_id, candidate = detail.talent.name, job = detail.job.name,
    stage = detail.basic_info.stage[is_zh and "zh_name" or "en_name"] }
end

-- The platform wants one write of a table at a time: all events have one key.
lark.events.on("hire.application.stage_changed_v1", function(event, header)
  local row, unread = read_row(event.application_id)
  if not row and unread.code == DELETED then return end
  if not row then return nil, unread end
  local rows = assert(bitable.rows({ row }, names, kinds, { key = id }))
  local there, lacking = bitable.records(client, place, rows)
  if not there then return nil, lacking end
  local new, changed = bitable.compare(rows, there)
  local records = client.bitable.app.table.record
  if #new > 0 then
    return records.batch_create { app_token = app, table_id = sheet, records = lark.array(new),
      client_token = lark.key("applications_to_bitable", header.event_id) }
  elseif #changed > 0 then
    return records.batch_update { app_token = app, table_id = sheet,
      records = lark.array(changed) }
  end
end, { key = function() return "table" end })
