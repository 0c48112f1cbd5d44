-- SPDX-License-Identifier: MIT

--- Writes indented JSON, as exact as lark.encode.
local cell = require "lark.render.cell"
local doubts = require "lark.render.doubts"
local failures = require "lark.render.failures"
local incomplete = require "lark.render.incomplete"
local lark = require "lark"
local list_of = require "lark.rows.list"
local repair = require "lark.render.repair"
local report = require "lark.report"
local sections = require "lark.render.sections"
local shape = require "lark.render.shape"
local total_of = require "lark.column.total"

local M = {}

-- The end of the string that starts at `at`.
local function string_end(text, at)
  local stop = at
  repeat
    stop = text:find('["\\]', stop + 1)
    local escaped = text:byte(stop) == 92
    if escaped then stop = stop + 1 end
  until not escaped
  return stop
end

-- Breaks compact JSON into lines, inside `depth` lists and objects. It works on the text, so
-- that numbers stay as they are written.
local function write_indented(text, put, depth)
  local at = 1
  local function newline() put("\n" .. ("  "):rep(depth)) end

  while at <= #text do
    local start = text:find('["%[{%]},:]', at) or #text + 1
    put(text:sub(at, start - 1))
    local mark = text:sub(start, start)
    at = start + 1
    if mark == '"' then
      at = string_end(text, start) + 1
      put(text:sub(start, at - 1))
    elseif (mark == "[" or mark == "{") and text:find("^[%]}]", at) then
      put(text:sub(start, at))
      at = at + 1
    elseif mark == "[" or mark == "{" then
      depth = depth + 1
      put(mark)
      newline()
    elseif mark == "]" or mark == "}" then
      depth = depth - 1
      newline()
      put(mark)
    elseif mark == "," then
      put(mark)
      newline()
    elseif mark == ":" then
      put(": ")
    end
  end
end

local function total_and_bad(one, rows)
  local value, _, bad = total_of(one, rows)
  return value, bad
end

-- The facts of a column that are plain data.
local FACTS = { "key", "title", "type", "align", "places", "currency", "currency_key" }

local function plain_columns(columns)
  local list = lark.array {}
  for i, one in ipairs(columns) do
    list[i] = {}
    for _, fact in ipairs(FACTS) do list[i][fact] = one[fact] end
    list[i].zone = one.type == "time" and one.zone or nil
  end
  return list
end

-- Totals by the keys of their columns, and the keys of those that lack a cell.
local function plain_totals(section)
  local totals, lacking = {}, lark.array {}
  for _, one in ipairs(section.columns) do
    local bad
    totals[one.key], bad = total_and_bad(one, section.rows)
    if bad then lacking[#lacking + 1] = one.key end
  end
  return next(totals) ~= nil and totals or nil, #lacking > 0 and lacking or nil
end

-- Notes the cells of a table that could not be read.
local function look(section, noted)
  for place, row in ipairs(section.rows) do
    for _, one in ipairs(section.columns) do
      local value = one.read(row)
      if value ~= nil then doubts.look(noted, section, one, row, place, value) end
    end
  end
end

local PLAIN = {}

-- The rows stay whole, as the script made them.
function PLAIN.table(part, options, noted)
  local section = sections.section(part.title, part.rows, part.columns, options.columns)
  look(section, noted)
  local totals, lacking = plain_totals(section)
  return { id = part.id, title = part.title, rows = section.rows,
    columns = plain_columns(section.columns), totals = totals, incomplete_totals = lacking }
end

function PLAIN.chart(part)
  local chart = part.chart
  return { id = part.id, title = part.title, kind = chart.kind, x = chart.x, x_key = chart.x_key,
    categories = chart.categories, ids = chart.ids,
    series = chart.series, series_ids = chart.series_ids }
end

function PLAIN.figure(part)
  return { label = part.label, value = part.value, text = part.text }
end
function PLAIN.note(part) return part.text end

-- Tables, charts and notes each have a list, so that another program finds the rows at
-- `.tables[0].rows`.
local function plain_report(value, options)
  local plain = { title = value.title, tables = lark.array {}, notes = lark.array {} }
  local noted = doubts.new(true)
  for _, part in ipairs(value.parts) do
    local take, name = PLAIN[part.kind], part.kind .. "s"
    if take then
      plain[name] = plain[name] or lark.array {}
      table.insert(plain[name], take(part, options, noted))
    end
  end
  if noted.count > 0 then plain.faults = lark.array(noted.list) end
  plain.errors = failures.plain(options.errors)
  local partial = incomplete.of(options)
  if partial then plain.partial, plain.failed = true, partial.failed end
  return plain
end

-- ------------------------------------------------------------------ in pieces

-- Writes the members of a list or an object, each as `write` does.
local function write_members(open, close, count, depth, put, write)
  if count == 0 then return put(open .. close) end
  put(open)
  for i = 1, count do
    put((i > 1 and "," or "") .. "\n" .. ("  "):rep(depth + 1))
    write(i)
  end
  put("\n" .. ("  "):rep(depth) .. close)
end

local function write_whole(value, put, depth)
  write_indented(cell.json(repair.encode(value)), put, depth)
end

-- The rows of a list, one by one.
local function write_list(list, put, depth)
  write_members("[", "]", #list, depth, put, function(i)
    write_whole(list[i], put, depth + 1)
  end)
end

-- Writes an object as lark.encode does, keys in order. `inside` says what its members are
-- written with; others are written whole.
local function write_object(value, put, depth, inside)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys)
  write_members("{", "}", #keys, depth, put, function(i)
    local key = keys[i]
    put(lark.encode(key) .. ": ")
    local write = inside[key] or write_whole
    write(value[key], put, depth + 1)
  end)
end

local function write_table(value, put, depth)
  write_object(value, put, depth, { rows = write_list })
end

local function write_tables(list, put, depth)
  write_members("[", "]", #list, depth, put, function(i)
    write_table(list[i], put, depth + 1)
  end)
end

local function has_other_keys(list)
  local count = 0
  for _ in next, list do count = count + 1 end
  return count ~= #list
end

-- Raises for rows that JSON cannot hold, before the first of them is written.
local function check(list)
  if not list_of.is_lazy(list) and has_other_keys(list) then repair.encode(list) end
  for i = 1, #list do repair.encode(list[i]) end
end

--- Rows are written one by one, so that the text is never held as a whole.
--- @param value any
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  if value == nil then return end
  if report.is(value) then
    local plain = plain_report(value, options)
    for _, one in ipairs(plain.tables) do check(one.rows) end
    write_object(plain, put, 0, { tables = write_tables })
  elseif shape.is_list(value) then
    check(value)
    write_list(value, put, 0)
  else
    write_whole(value, put, 0)
  end
  put "\n"
end

return M
