-- SPDX-License-Identifier: MIT

--- The types of a column, as data. A new type is an entry here.
local decimal = require "lark.decimal"
local enum = require "lark.column.enum"
local plain = require "lark.column.plain"
local zone = require "lark.zone"

local M = {}

--- @class lark.column.type
--- @field align "left"|"right"
--- @field write? fun(column, value, row): string?   the text of a value; nil for what is
---                                  no value of the type, which then shows as it is
--- @field number? fun(column, value): string?   the number for a spreadsheet, as text;
---                                  nil for a value that is none
--- @field prepare? fun(column): string?   fills in the column; returns what it lacks

local MINUTE = "%Y-%m-%d %H:%M"

local function fixed(column, value) return decimal.text(value, column.places or 2) end

local function whole(_, value) return decimal.is(value) and plain.text(value) or nil end

--- An amount with its currency.
--- @param column lark.report.column
--- @param value any
--- @param currency? any
--- @return string?
function M.amount(column, value, currency)
  local text = fixed(column, value)
  return text and currency and text .. " " .. tostring(currency) or text
end

local function money(column, value, row)
  return M.amount(column, value,
    column.currency or column.read_currency and column.read_currency(row))
end

local function time(column, value)
  return zone.text(value, column.format or MINUTE, column.zone)
end

local function label(column, value) return column.labels[value] end

local function fill_labels(column)
  if column.labels then return nil end
  if not (column.of and column.field) then return "an enum has `of` and `field`, or labels" end
  local why
  column.labels, why = enum.labels(column.of, column.field, column.lang)
  return why
end

--- @type table<string, lark.column.type>
M.by_name = {
  text = { align = "left" },
  id = { align = "left" },
  integer = { align = "right", number = whole },
  decimal = { align = "right", write = fixed, number = fixed },
  money = { align = "right", write = money, number = fixed },
  time = { align = "left", write = time },
  enum = { align = "left", write = label, prepare = fill_labels },
}

return M
