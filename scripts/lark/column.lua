-- SPDX-License-Identifier: MIT

--- A table's columns: which field of a row, and how its values are written.
---
--- The types are in column/types.lua, the labels of enums in column/enum.lua, the totals
--- in column/total.lua; column/check.lua says what is wrong with a column. A title or a label
--- may be one text, or a text for each language: { en = "Stage", zh = "阶段" }.
local check = require "lark.column.check"
local enum = require "lark.column.enum"
local field = require "lark.field"
local locale = require "lark.locale"
local plain = require "lark.column.plain"
local say = require "lark.say"
local types = require "lark.column.types"

--- @class lark.report.column
--- @field key string         the field of a row; `a.b` reaches into nested ones
--- @field id? string        charts: the field that tells equal texts apart, as of two people
--- @field value? fun(row: table): any   replaces the field
--- @field title? string|lark.text   the heading; the key if left out
--- @field type? "text"|"integer"|"decimal"|"money"|"percent"|"time"|"enum"|"id"
--- @field align? "left"|"right"   numbers are aligned to the right by default
--- @field total? "sum"|"mean"|"min"|"max"|"count"|"distinct"|"median"|lark.aggregate
--- @field places? integer    digits after the point: decimal 2, percent 1, money those of its
---                           currency
--- @field share? string      the field that this column is a share of: its values over their sum
--- @field currency? string   money: the currency of all rows, such as "CNY"
--- @field currency_key? string   money: the field that names the row's currency; decimal: the
---                           same, for its digits alone
--- @field zone? string       time: see `lark.zone`; the report's
--- @field format? string     time: as for os.date; "%Y-%m-%d %H:%M"
--- @field of? string         enum: an endpoint, whose catalog entry has the labels
--- @field field? string      enum: the field or parameter there, "items.stage_type"
--- @field labels? table      enum: the labels themselves, by value, each a text
--- @field lang? "en"|"zh"    enum: the report's

local M = { labels = enum.labels }

--- The text of a cell.
--- @param column lark.report.column
--- @param value any  not nil
--- @param row table
--- @return string
function M.text(column, value, row)
  local kind = types.by_name[column.type]
  return kind and kind.write and kind.write(column, value, row) or plain.text(value)
end

--- The number that a spreadsheet gets, as text; nil where the cell holds no number.
--- @param column lark.report.column
--- @param value any
--- @param row table
--- @return string?
function M.number_text(column, value, row)
  local kind = types.by_name[column.type]
  if kind and kind.number then return kind.number(column, value, row) end
  return type(value) == "number" and M.text(column, value) or nil
end

-- Fills in what the type needs; returns what is wrong.
local function prepare(column)
  local kind = types.by_name[column.type]
  return kind and kind.prepare and kind.prepare(column)
end

--- Completes the column that a script gave: fills in its title, alignment and labels, and
--- the function that reads a row. Returns nil and a message for a wrong column.
--- @param given string|lark.report.column
--- @param defaults? { lang?: string, zone?: string }
--- @return table? column
--- @return string? err
function M.of(given, defaults)
  if type(given) == "string" then given = { key = given } end
  if type(given) ~= "table" or type(given.key) ~= "string" then
    return nil, say "a column is a key, or a table with a key"
  end
  local column = {}
  for name, value in pairs(given) do column[name] = value end
  if column.share then column.type = column.type or "percent" end
  column.lang = column.lang or defaults and defaults.lang
  column.zone = column.zone or defaults and defaults.zone
  local wrong = check(column) or prepare(column)
  if wrong then return nil, say("column %s: %s", given.key, wrong) end
  column.title = locale.text(column.title, column.lang) or column.key
  column.align = column.align or column.type and types.by_name[column.type].align
  column.read = field.reader(column.value or column.key)
  column.read_id = column.id and field.reader(column.id)
  column.read_currency = column.currency_key and field.reader(column.currency_key)
  column.given = given
  return column
end

--- A complete column in another language.
--- @param column table
--- @param lang "en"|"zh"
--- @return table
function M.translated(column, lang)
  if type(column) ~= "table" or not column.given then return column end
  local given = {}
  for name, fact in pairs(column.given) do given[name] = fact end
  given.zone = column.zone
  given.lang = given.lang or lang
  local made = assert(M.of(given))
  made.align = column.align
  return made
end

return M
