-- SPDX-License-Identifier: MIT

--- A table's columns: which field of a row, and how its values are written.
local lark = require "lark"
local aggregate = require "lark.aggregate"
local decimal = require "lark.decimal"
local field = require "lark.field"
local zone = require "lark.zone"

--- @class lark.report.column
--- @field key string         which field of a row; `a.b` reaches into nested ones
--- @field value? fun(row: table): any   what stands there instead of the field
--- @field title? string      the heading; the key if left out
--- @field type? "text"|"integer"|"decimal"|"money"|"time"|"enum"|"id"
--- @field align? "left"|"right"   numbers stand right by themselves
--- @field total? "sum"|"mean"|"min"|"max"|"count"|"distinct"|"median"|lark.aggregate
--- @field places? integer    decimal, money: digits behind the point; 2
--- @field currency? string   money: of all rows, such as "CNY"
--- @field currency_key? string   money: which field of a row names it
--- @field zone? string       time: see `lark.zone`; the report's
--- @field format? string     time: as of os.date; "%Y-%m-%d %H:%M"
--- @field of? string         enum: an endpoint, whose catalog entry has the labels
--- @field field? string      enum: the field or parameter there, "items.stage_type"
--- @field labels? table      enum: the labels themselves, by value
--- @field lang? "en"|"zh"    enum: the report's

local M = {}

local ALIGN = {
  text = "left", integer = "right", decimal = "right", money = "right",
  time = "left", enum = "left", id = "left",
}
local NUMERIC = { integer = true, decimal = true, money = true }
local MINUTE = "%Y-%m-%d %H:%M"

-- --------------------------------------------------------------------- enums

-- The field at "items.status" among those of an endpoint or an object.
local function find_field(fields, path)
  local name, rest = path:match "^([^.]+)%.?(.*)$"
  for _, found in ipairs(fields or {}) do
    if found.name == name then
      if rest == "" then return found end
      return find_field(found.fields or (found.item and found.item.fields), rest)
    end
  end
end

local function choices_of(endpoint, path)
  local schema, err = lark.schema(endpoint)
  if not schema then return nil, tostring(err) end
  local found = find_field(schema.returns, path) or find_field(schema.params, path)
  if not (found and found.enum) then
    return nil, ("%s has no enum %s"):format(endpoint, path)
  end
  return found.enum
end

--- The labels of an enum by value, from the catalog. nil and a message where there
--- is no such enum.
--- @param endpoint string  such as "hire.external_application.list"
--- @param path string      such as "items.delivery_type"
--- @param lang? "en"|"zh"  "en" if left out
--- @return table<any, string>? labels
--- @return string? err
function M.labels(endpoint, path, lang)
  local choices, why = choices_of(endpoint, path)
  if not choices then return nil, why end
  local labels = {}
  for _, choice in ipairs(choices) do
    labels[choice.value] = choice[lang or "en"] or choice.en or choice.zh
  end
  return labels
end

-- --------------------------------------------------------------------- texts

-- Each type writes a value that is there; nil where that is none of its values,
-- which then stands as it is.
local WRITE = {}

function WRITE.decimal(column, value) return decimal.text(value, column.places or 2) end

local function currency_of(column, row)
  return column.currency or column.read_currency and column.read_currency(row)
end

local function money(column, value, currency)
  local text = decimal.text(value, column.places or 2)
  return text and currency and text .. " " .. tostring(currency) or text
end

function WRITE.money(column, value, row) return money(column, value, currency_of(column, row)) end

function WRITE.time(column, value)
  return zone.text(value, column.format or MINUTE, column.zone)
end

function WRITE.enum(column, value) return column.labels[value] end

-- A list's items, one behind the other; what holds more than that as JSON.
local function list_text(list)
  local texts = {}
  for i, item in ipairs(list) do
    if type(item) == "table" and not getmetatable(item) then return lark.encode(list) end
    texts[i] = M.plain(item)
  end
  return table.concat(texts, "; ")
end

--- Whether a table shows as a text of its own, as errors do as their one line.
--- @param value table
--- @return boolean
function M.has_text(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__tostring ~= nil
end

--- Any value as a text, as it is.
--- @param value any
--- @return string
function M.plain(value)
  if type(value) == "string" then return value end
  if type(value) == "number" then return decimal.shortest(value) end
  if type(value) ~= "table" or M.has_text(value) then return tostring(value) end
  if next(value) == nil then return "" end
  return #value > 0 and list_text(value) or lark.encode(value)
end

--- What a cell shows of `value`, which is not nil.
--- @param column lark.report.column
--- @param value any
--- @param row table
--- @return string
function M.text(column, value, row)
  local write = WRITE[column.type]
  return write and write(column, value, row) or M.plain(value)
end

--- The number that a spreadsheet gets, as text; nil where the cell is none.
--- @param column lark.report.column
--- @param value any
--- @return string?
function M.number_text(column, value)
  if NUMERIC[column.type] then
    if column.type == "integer" then
      return decimal.is(value) and M.plain(value) or nil
    end
    return decimal.text(value, column.places or 2)
  end
  return type(value) == "number" and M.text(column, value) or nil
end

-- -------------------------------------------------------------------- totals

-- "10.00 CNY; 3.50 USD": money of several currencies is not counted together.
local function money_total(column, how, rows)
  local by, currencies, texts = {}, {}, {}
  for _, row in ipairs(rows) do
    local currency = tostring(column.read_currency(row) or "")
    if not by[currency] then
      by[currency] = {}
      currencies[#currencies + 1] = currency
    end
    table.insert(by[currency], row)
  end
  table.sort(currencies)
  for _, currency in ipairs(currencies) do
    local value = aggregate.of(how, by[currency])
    if value ~= nil then
      texts[#texts + 1] = money(column, value, currency ~= "" and currency or nil)
    end
  end
  return #texts > 0 and table.concat(texts, "; ") or nil
end

--- A column's total over `rows`: a value, and its text; nil where it has none.
--- @param column lark.report.column
--- @param rows table[]
--- @return any value
--- @return string? text
function M.total(column, rows)
  if not column.total then return nil end
  local counts = column.total == "count" or column.total == "distinct"
  local how = column.total
  if type(how) == "string" then how = aggregate[how](column.read) end
  if column.read_currency and not counts then
    local text = money_total(column, how, rows)
    return text, text
  end
  local value = aggregate.of(how, rows)
  if value == nil then return nil end
  return value, counts and M.plain(value) or M.text(column, value, {})
end

-- --------------------------------------------------------------------- checks

local TOTALS = {
  sum = true, mean = true, min = true, max = true, count = true, distinct = true, median = true,
}

-- What is wrong with the facts of a column, each by its own name.
local CHECKS = {
  type = function(type) return ALIGN[type] == nil and ("no type %q"):format(tostring(type)) end,
  align = function(align)
    return align ~= "left" and align ~= "right" and "align is left or right"
  end,
  total = function(total)
    return not TOTALS[total] and not aggregate.is(total)
      and ("no total %q"):format(tostring(total))
  end,
  zone = function(name)
    local _, why = zone.find(name)
    return why
  end,
  lang = function(lang) return lang ~= "en" and lang ~= "zh" and "lang is en or zh" end,
  title = function(title) return type(title) ~= "string" and "a title is a text" end,
  places = function(places)
    local is_fine = math.type(places) == "integer" and places >= 0 and places <= 15
    return not is_fine and "places is an integer from 0 to 15"
  end,
  format = function(format)
    local is_fine = type(format) == "string" and pcall(zone.text, 0, format, "UTC")
    return not is_fine and ("%q is no format of os.date's"):format(tostring(format))
  end,
  labels = function(labels)
    if type(labels) ~= "table" then return "labels are a table" end
    for _, label in pairs(labels) do
      if type(label) ~= "string" then return "a label is a text" end
    end
  end,
}
-- Facts that are only read.
for _, name in ipairs { "key", "value", "currency", "currency_key", "of", "field" } do
  CHECKS[name] = function() return false end
end

local function complaint(column)
  for name, fact in pairs(column) do
    local check = CHECKS[name]
    if not check then return "there is no fact " .. tostring(name) end
    local wrong = check(fact)
    if wrong then return wrong end
  end
end

local function enum_labels(column)
  if column.labels then return column.labels end
  if not (column.of and column.field) then
    return nil, "an enum has `of` and `field`, or labels"
  end
  return M.labels(column.of, column.field, column.lang)
end

--- A whole column from what a script gave: its title, alignment and labels filled in,
--- and how it reads a row. nil and a message where that makes no sense.
--- @param given string|lark.report.column
--- @param defaults? { lang?: string, zone?: string }
--- @return table? column
--- @return string? err
function M.of(given, defaults)
  if type(given) == "string" then given = { key = given } end
  if type(given) ~= "table" or type(given.key) ~= "string" then
    return nil, "a column is a key, or a table with a key"
  end
  local column = {}
  for name, value in pairs(given) do column[name] = value end
  column.lang = column.lang or defaults and defaults.lang
  column.zone = column.zone or defaults and defaults.zone
  local wrong = complaint(column)
  if not wrong and column.type == "enum" then column.labels, wrong = enum_labels(column) end
  if wrong then return nil, ("column %s: %s"):format(given.key, wrong) end
  column.title = column.title or column.key
  column.align = column.align or ALIGN[column.type]
  column.read = field.reader(column.value or column.key)
  column.read_currency = column.currency_key and field.reader(column.currency_key)
  return column
end

return M
