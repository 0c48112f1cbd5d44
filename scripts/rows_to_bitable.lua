-- SPDX-License-Identifier: MIT

--- Writes the rows of a report or a CSV into a bitable: new ones are added, others changed.
local arguments = require "lark.arguments"
local bitable = require "lark.bitable"
local input = require "lark.input"
local lark = require "lark"
local report = require "lark.report"
local workflow = require "lark.workflow"

local USAGE = { en = [[
usage: lualark run rows_to_bitable.lua --into ADDRESS --key COLUMN [OPTION...] FILE

Writes rows into a table of a bitable. A row whose key is there is changed where it differs,
another is added; what else the table has stays. FILE is a CSV, or the JSON of a report
(--format json). Run it again after an interruption; one run at a time.

  --into ADDRESS     the bitable's table: what the browser shows (.../base/...?table=tbl...),
                     or its two ids as bascn.../tbl...
  --key COLUMN       the column of the bitable that tells rows apart
  --fields A,B=C     only these columns of FILE; B is the bitable's C (default: all, by name)
  --part ID          the table of a report that has several, by its id]], zh = [[
用法：lualark run rows_to_bitable.lua --into 网址 --key 列 [选项...] FILE

将数据行写入多维表格的数据表。键值已存在的行只在内容不同时更新，其余的行新增；表中其他记录
保持不变。FILE 为 CSV，或报表的 JSON（--format json）。中断后可重新运行；同一时间只运行一个。

  --into 网址        数据表，即浏览器地址栏中的网址（.../base/...?table=tbl...），
                     或 bascn.../tbl... 形式的两个 ID
  --key 列           多维表格中用于区分行的列
  --fields A,B=C     只写 FILE 中的这些列；B 写入多维表格的 C 列（默认：同名的所有列）
  --part ID          报表有多个表格时，按 ID 指定其中一个]] }

local RECORD, MOST = "bitable.app.table.record.", 500

local known = workflow.options { into = "", key = "", fields = "", part = "", zone = "local" }
local given, err = arguments.read({ ... }, known)
if not given then return nil, err end
if given.help then return workflow.help(USAGE, given, known) end
local app, sheet = given.into:match "/base/(%w+).*[?&]table=(%w+)"
if not app then app, sheet = given.into:match "^(%w+)/(%w+)$" end
if not app then
  return workflow.refused { en = "--into: not the address of a bitable's table",
    zh = "--into：不是多维表格数据表的网址" }
elseif given.key == "" then
  return workflow.refused { en = "--key is missing: the column that tells rows apart",
    zh = "缺少 --key：用于区分行的列" }
end
local list, unread = input.rows(given[1], given.part)
if not list then return nil, unread end

-- The bitable's column of each key.
local names = {}
for part in given.fields:gsub("，", ","):gmatch "[^,]+" do
  local own, theirs = part:match "^%s*(.-)%s*=%s*(.-)%s*$"
  own = own or part:match "^%s*(.-)%s*$"
  names[own] = theirs or own
end
if next(names) == nil then
  for _, row in ipairs(list) do for key in pairs(row) do names[key] = key end end
end

local work, why = workflow.open(given)
if not work then return nil, why end
local place = { app_token = app, table_id = sheet }
local kinds, lost = bitable.kinds(work.client, place)
if not kinds then return nil, lost end
local rows, wrong = bitable.rows(list, names, kinds, { key = given.key, zone = given.zone })
if not rows then return workflow.refused("%s", wrong) end
local there, lacking = bitable.records(work.client, place, rows)
if not there then return nil, lacking end
local new, changed = bitable.compare(rows, there)

-- A lost answer is asked for again under the key of its batch. What an earlier run added is found
-- in the table, so that a key need not outlive its run: rows that somebody deleted come again.
local run = ("%d %s"):format(os.time(), tostring(new))
local function add(name, records, what)
  for first = 1, #records, MOST do
    local last = math.min(first + MOST - 1, #records)
    local batch = lark.array(table.move(records, first, last, 1, {}))
    local row = ("%s %d-%d"):format(name, first, last)
    local params = { app_token = app, table_id = sheet, records = batch }
    if name == "batch_create" then params.client_token = lark.key("rows_to_bitable", run, row) end
    work:add { endpoint = RECORD .. name, row = row, params = params,
      show = { what = report.text(what, given.lang), rows = #batch } }
  end
end
add("batch_create", new, { en = "new", zh = "新增" })
add("batch_update", changed, { en = "changed", zh = "更新" })

-- The platform wants one write of a table at a time.
return work:run { title = { en = "Rows into a bitable", zh = "写入多维表格" }, concurrency = 1,
  note = report.filled({ en = "%d rows: %d are new, %d have changed, %d are there as they are.",
    zh = "共 %d 行：新增 %d 行，更新 %d 行，%d 行无变化。" }, #list, #new, #changed,
    #list - #new - #changed),
  columns = { { key = "what", title = { en = "Rows are", zh = "操作" } },
    { key = "rows", title = { en = "Rows", zh = "行数" }, type = "integer", total = "sum" } } }
