-- SPDX-License-Identifier: MIT

--- A report: a title, then notes, headings, tables and charts in the order in which they
--- were added.
---
---     local r = report.new("Referrals", { lang = "zh", zone = "Asia/Shanghai" })
---     r:note("30 talents were read.")
---     r:table("Referrers", rows, { "name", { key = "count", title = "Referrals" } })
---     r:chart("Referrals", rows, { kind = "bar", x = "name", y = "count" })
---     return r
---
--- Rows are a plain list of tables, or the result of `report.rows`, which has methods to
--- filter, join, group and sort them: see `lark.rows`. The aggregates of `lark.aggregate`
--- are here, too: `report.sum "points"`.
local aggregate = require "lark.aggregate"
local chart = require "lark.chart"
local column = require "lark.column"
local field = require "lark.field"
local lark = require "lark"
local locale = require "lark.locale"
local rows = require "lark.rows"
local zone = require "lark.zone"

--- @class lark.report
--- @field title string
--- @field lang "en"|"zh"   of labels and of the words that the report adds; "en"
--- @field zone? string     the time zone; the machine's
--- @field parts table[]    each with its `kind`: note, heading, table or chart
local Report = {}
Report.__index = Report
Report.__name = "lark.report"

local M = {
  rows = rows.of,
  concat = rows.concat,
  labels = column.labels,
  named = field.named,
  number = field.number,
  time = zone.text,
  day = zone.day,
  months = zone.months,
  languages = locale.languages,
  count = aggregate.count,
  distinct = aggregate.distinct,
  sum = aggregate.sum,
  mean = aggregate.mean,
  min = aggregate.min,
  max = aggregate.max,
  median = aggregate.median,
  percentile = aggregate.percentile,
  first = aggregate.first,
  list = aggregate.list,
}

-- Raises a mistake in a script at the script's line.
local function check(value, why)
  if value == nil then error("report: " .. why, 3) end
  return value
end

--- Makes an empty report.
--- @param title string
--- @param options? { lang?: "en"|"zh", zone?: string }
--- @return lark.report
function M.new(title, options)
  if type(title) ~= "string" then error("report.new: a title is a string", 2) end
  options = options or {}
  -- A column has the same options, and checks them.
  local _, why = column.of { key = "report", lang = options.lang, zone = options.zone }
  if why then error("report.new: " .. why, 2) end
  return setmetatable({
    title = title, lang = options.lang or locale.languages[1], zone = options.zone,
    parts = lark.array {},
  }, Report)
end

--- Whether `value` is a report.
--- @param value any
--- @return boolean
function M.is(value)
  return type(value) == "table" and getmetatable(value) == Report
end

local function add(self, part)
  self.parts[#self.parts + 1] = part
  return self
end

--- Adds a sentence.
--- @param text string
--- @return lark.report self
function Report:note(text) return add(self, { kind = "note", text = tostring(text) }) end

--- Adds a heading over what follows.
--- @param text string
--- @return lark.report self
function Report:heading(text) return add(self, { kind = "heading", text = tostring(text) }) end

local function checked_columns(self, given)
  if given == nil then return nil end
  local list = {}
  for i, one in ipairs(given) do
    local made, why = column.of(one, self)
    if not made then return nil, why end
    list[i] = made
  end
  return list
end

local function check_title(title)
  if title ~= nil and type(title) ~= "string" then
    error("report: a title is a text, or nil", 3)
  end
end

local function rows_of(list)
  if type(list) ~= "table" then return nil, "rows are a list, not a " .. type(list) end
  local key = next(list)
  if #list == 0 and key ~= nil then
    return nil, ("rows are a list of tables, not a table with %q in it"):format(tostring(key))
  end
  return #list == 0 and lark.array {} or list
end

--- Adds a table. `columns` says which columns are shown and in which order; without it,
--- every key of every row is shown. JSON has the whole rows in any case.
--- @param title? string
--- @param list table  rows
--- @param columns? (string|lark.report.column)[]
--- @return lark.report self
function Report:table(title, list, columns)
  check_title(title)
  local found = check(rows_of(list))
  local whole, why = checked_columns(self, columns)
  if why then check(nil, why) end
  return add(self, { kind = "table", title = title, rows = found, columns = whole })
end

--- Adds a chart.
--- @param title? string
--- @param list table  rows
--- @param how lark.chart.options
--- @return lark.report self
function Report:chart(title, list, how)
  check_title(title)
  local found = check(rows_of(list))
  local made = check(chart.of(found, how, self))
  return add(self, { kind = "chart", title = title, chart = made })
end

return M
