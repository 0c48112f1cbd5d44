-- SPDX-License-Identifier: MIT

--- The data of a chart: categories, and series with a value for each category.
---
--- `lark.render` draws it: as SVG in a page, as bars of text elsewhere.
local lark = require "lark"
local column = require "lark.column"
local decimal = require "lark.decimal"

local M = {}

--- @class lark.chart
--- @field kind "bar"|"stacked"|"line"|"funnel"
--- @field categories string[]
--- @field series { name: string, values: table }[]  lark.null where a value is missing
--- @field texts table[]       the values of each series as text
--- @field x string            the title of the categories

local KINDS = { bar = true, stacked = true, line = true, funnel = true }
-- Readers cannot tell more colours apart.
local MOST_SERIES = 8
local MISSING = "—"
-- Outside of these the arithmetic of a drawing overflows.
local LARGEST, SMALLEST = 1e300, 1e-300
local FACTS = { kind = true, x = true, y = true, series = true }

local function columns_of(given, defaults)
  local list = {}
  if type(given) ~= "table" or given.key then given = { given } end
  for i, one in ipairs(given) do
    local made, why = column.of(one, defaults)
    if not made then return nil, why end
    list[i] = made
  end
  if #list == 0 then return nil, "y names what is shown" end
  return list
end

-- A list of names without duplicates, and a function that adds a name and returns its
-- place.
local function register()
  local names, places = {}, {}
  return names, function(name)
    if not places[name] then
      names[#names + 1] = name
      places[name] = #names
    end
    return places[name]
  end
end

-- A missing name gets one, so that its bar is drawn, too.
local function name_of(of, row)
  local value = of.read(row)
  return value == nil and MISSING or column.text(of, value, row)
end

-- A number that can be drawn.
local function drawable(value)
  local number = decimal.number(value)
  if not number or number ~= number or math.abs(number) > LARGEST then return nil end
  return math.abs(number) < SMALLEST and 0 or number
end

-- Puts a value into its place in a series; adds it to a value that is there.
local function put(series, i, of, value, row)
  if value == nil then return end
  local number = drawable(value)
  if number and series.values[i] then
    value = decimal.add(series.values[i], number)
    number = drawable(value)
  end
  series.values[i] = number or series.values[i]
  series.texts[i] = column.text(of, value, row)
end

-- One series for each column of y.
local function wide(rows, x, y)
  local categories, series = {}, {}
  for i, of in ipairs(y) do series[i] = { name = of.title, values = {}, texts = {} } end
  for i, row in ipairs(rows) do
    categories[i] = name_of(x, row)
    for at, of in ipairs(y) do put(series[at], i, of, of.read(row), row) end
  end
  return categories, series
end

-- One series for each value of the column `by`.
local function long(rows, x, y, by)
  local categories, category_at = register()
  local names, name_at = register()
  local series = {}
  for _, row in ipairs(rows) do
    local i, at = category_at(name_of(x, row)), name_at(name_of(by, row))
    series[at] = series[at] or { name = names[at], values = {}, texts = {} }
    put(series[at], i, y, y.read(row), row)
  end
  return categories, series
end

-- A list without holes: `with` fills them.
local function filled(list, count, with)
  local whole = lark.array {}
  for i = 1, count do whole[i] = list[i] == nil and with or list[i] end
  return whole
end

--- @class lark.chart.options
--- @field kind "bar"|"stacked"|"line"|"funnel"
--- @field x string|lark.report.column    the categories
--- @field y string|lark.report.column|(string|lark.report.column)[]  the values
--- @field series? string|lark.report.column  splits one y by this field

--- @param rows table[]
--- @param how lark.chart.options
--- @param defaults? table  of columns
--- @return lark.chart? chart
--- @return string? err
function M.of(rows, how, defaults)
  if type(how) ~= "table" or not KINDS[how.kind] then
    return nil, "a chart's kind is bar, stacked, line or funnel"
  end
  for fact in pairs(how) do
    if not FACTS[fact] then
      return nil, ("a chart has kind, x, y and series, and no %s"):format(tostring(fact))
    end
  end
  local x, why = column.of(how.x, defaults)
  if not x then return nil, "x: " .. why end
  local y, by
  y, why = columns_of(how.y, defaults)
  if not y then return nil, "y: " .. why end
  local categories, series
  if how.series then
    by, why = column.of(how.series, defaults)
    if not by then return nil, "series: " .. why end
    categories, series = long(rows, x, y[1], by)
  else
    categories, series = wide(rows, x, y)
  end
  if #series > MOST_SERIES then
    return nil, ("%d series are more than anybody tells apart; %d are the most")
      :format(#series, MOST_SERIES)
  end
  local list, texts = lark.array {}, {}
  for i, one in ipairs(series) do
    texts[i] = filled(one.texts, #categories, "")
    list[i] = { name = one.name, values = filled(one.values, #categories, lark.null) }
  end
  return { kind = how.kind, categories = lark.array(categories), series = list,
    texts = texts, x = x.title }
end

return M
