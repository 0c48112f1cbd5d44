-- SPDX-License-Identifier: MIT

--- Writes indented JSON, as exact as lark.encode.
local cell = require "lark.render.cell"
local failures = require "lark.render.failures"
local lark = require "lark"
local report = require "lark.report"
local sections = require "lark.render.sections"
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

-- Breaks compact JSON into lines. It works on the text, so that numbers stay as they
-- are written.
local function write_indented(text, put)
  local at, depth = 1, 0
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

-- Totals by the keys of their columns.
local function plain_totals(section)
  local totals = {}
  for _, one in ipairs(section.columns) do totals[one.key] = total_of(one, section.rows) end
  return next(totals) ~= nil and totals or nil
end

local PLAIN = {}

-- The rows stay whole, as the script made them.
function PLAIN.table(part, options)
  local section = sections.section(part.title, part.rows, part.columns, options.columns)
  return { title = part.title, rows = section.rows,
    columns = plain_columns(section.columns), totals = plain_totals(section) }
end

function PLAIN.chart(part)
  local chart = part.chart
  return { title = part.title, kind = chart.kind, x = chart.x,
    categories = chart.categories, series = chart.series }
end

function PLAIN.note(part) return part.text end

-- Tables, charts and notes each have a list, so that another program finds the rows at
-- `.tables[0].rows`.
local function plain_report(value, options)
  local plain = { title = value.title, tables = lark.array {}, notes = lark.array {} }
  for _, part in ipairs(value.parts) do
    local take, name = PLAIN[part.kind], part.kind .. "s"
    if take then
      plain[name] = plain[name] or lark.array {}
      table.insert(plain[name], take(part, options))
    end
  end
  plain.errors = failures.of(options.errors)
  return plain
end

--- @param value any
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  if value == nil then return end
  if report.is(value) then value = plain_report(value, options) end
  write_indented(cell.json(lark.encode(value)), put)
  put "\n"
end

return M
