-- SPDX-License-Identifier: MIT

--- The data of a chart: categories, and series with a value for each category.
---
--- `lark.render` draws it: as SVG in a page, as bars of text elsewhere.
local column = require "lark.column"
local currency = require "lark.currency"
local decimal = require "lark.decimal"
local field = require "lark.field"
local known = require "lark.rows.known"
local lark = require "lark"
local names_of = require "lark.names"
local say = require "lark.say"

local M = {}

--- @class lark.chart
--- @field kind "bar"|"stacked"|"line"|"funnel"
--- @field categories string[]      their texts, which may be equal
--- @field ids table                 their values, which no language changes
--- @field series { name: string, values: table }[]  lark.null where a value is missing
--- @field series_ids table          the key or the value that each series stands for
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
  if #list == 0 then return nil, say "y names what is shown" end
  return list
end

-- Lists of names and of their ids, without duplicate ids, and a function that adds a name
-- and returns its place.
local function register()
  local names, ids, places = {}, {}, {}
  return names, ids, function(name, id)
    if not places[id] then
      names[#names + 1], ids[#ids + 1] = name, id
      places[id] = #names
    end
    return places[id]
  end
end

-- A missing name gets one, so that its bar is drawn, too.
local function name_of(of, row)
  local value = of.read(row)
  return value == nil and MISSING or column.text(of, value, row)
end

-- The key that tells a category or a series from others: the field that `id` names, else
-- its value. Two people of one name stay two.
local function id_of(of, row)
  local id = of.read_id and of.read_id(row)
  if id == nil then id = of.read(row) end
  if type(id) == "string" or type(id) == "number" or type(id) == "boolean" then return id end
  return id == nil and MISSING or name_of(of, row)
end

-- A number that can be drawn.
local function drawable(value)
  local number = decimal.number(value)
  if not number or number ~= number or math.abs(number) > LARGEST then return nil end
  return math.abs(number) < SMALLEST and 0 or number
end

-- Puts a value into its place in a series; adds it to a value that is there. Returns what is
-- wrong with that: the values are in two currencies.
local function put(series, i, of, value, row, unit)
  if value == nil then return nil end
  local number = drawable(value)
  if number and series.values[i] then
    if unit ~= series.units[i] then
      return say("amounts in %s and %s cannot be added up; split them by a series",
        tostring(series.units[i] or MISSING), tostring(unit or MISSING))
    end
    value = decimal.add(series.values[i], number)
    number = drawable(value)
  end
  series.units[i] = unit
  series.values[i] = number or series.values[i]
  series.texts[i] = column.text(of, value, row)
end

local function new_series(id, name)
  return { id = id, name = name, values = {}, texts = {}, units = {} }
end

-- One series for each column of y.
local function wide(rows, x, y)
  local categories, ids, series = {}, {}, {}
  for i, of in ipairs(y) do series[i] = new_series(of.key, of.title) end
  for i, row in ipairs(rows) do
    categories[i], ids[i] = name_of(x, row), id_of(x, row)
    for at, of in ipairs(y) do put(series[at], i, of, of.read(row), row) end
  end
  return categories, series, ids
end

-- A function that reads the currency of a row's amount.
local function unit_reader(rows, y)
  if y.read_currency then return y.read_currency end
  local is_amount = not y.currency and not y.value
    and (y.type == "money" or currency.is_amount(y.key))
  local name = is_amount and currency.field_of(rows, y.key)
  return name and field.reader(name) or function() return nil end
end

-- One series for each value of the column `by`.
local function long(rows, x, y, by)
  local categories, ids, category_at = register()
  local names, series_ids, name_at = register()
  local series, unit_of = {}, unit_reader(rows, y)
  for _, row in ipairs(rows) do
    local i = category_at(name_of(x, row), id_of(x, row))
    local at = name_at(name_of(by, row), id_of(by, row))
    series[at] = series[at] or new_series(series_ids[at], names[at])
    local why = put(series[at], i, y, y.read(row), row, unit_of(row))
    if why then return nil, why end
  end
  return categories, series, ids
end

-- A list without holes: `with` fills them.
local function filled(list, count, with)
  local whole = lark.array {}
  for i = 1, count do whole[i] = list[i] == nil and with or list[i] end
  return whole
end

-- Says why a key of a column, or of several columns, is wrong: no row has it.
local function fault(rows, columns)
  for _, one in ipairs(columns.key and { columns } or columns) do
    local why = not one.value and known.fault(rows, one.key)
      or one.currency_key and known.fault(rows, one.currency_key)
    if why then return why end
  end
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
    return nil, say "a chart's kind is bar, stacked, line or funnel"
  end
  for _, fact in ipairs(names_of(how)) do
    if not FACTS[fact] then
      return nil, say("a chart has kind, x, y and series, and no %s", tostring(fact))
    end
  end
  local x, why = column.of(how.x, defaults)
  if not x then return nil, "x: " .. why end
  local y, by
  y, why = columns_of(how.y, defaults)
  if not y then return nil, "y: " .. why end
  why = fault(rows, x) or fault(rows, y)
  if why then return nil, why end
  local categories, series, ids
  if how.series then
    by, why = column.of(how.series, defaults)
    if not by then return nil, "series: " .. why end
    why = fault(rows, by)
    if why then return nil, why end
    categories, series, ids = long(rows, x, y[1], by)
    if not categories then return nil, "y: " .. series end
  else
    categories, series, ids = wide(rows, x, y)
  end
  if #series > MOST_SERIES then
    return nil, say("%d series are more than anybody tells apart; %d are the most",
      #series, MOST_SERIES)
  end
  local list, texts, series_ids = lark.array {}, {}, lark.array {}
  for i, one in ipairs(series) do
    texts[i] = filled(one.texts, #categories, "")
    series_ids[i] = one.id
    list[i] = { name = one.name, values = filled(one.values, #categories, lark.null) }
  end
  return { kind = how.kind, categories = lark.array(categories), ids = lark.array(ids),
    series = list, series_ids = series_ids, texts = texts,
    x = x.title, x_key = x.key,
    -- The legend names several series.
    y = #y == 1 and y[1].title or "" }
end

return M
