-- SPDX-License-Identifier: MIT

--- The types of a column, as data. A new type is an entry here.
local decimal = require "lark.decimal"
local enum = require "lark.column.enum"
local later = require "lark.later"
local locale = require "lark.locale"
local plain = require "lark.column.plain"
local say = require "lark.say"

local currency_of = later "lark.currency"
local zone = later "lark.zone"

local M = {}

--- @class lark.column.type
--- @field align "left"|"right"
--- @field write? fun(column, value, row): string?   the text of a value; nil for what is
---                                  no value of the type, which then shows as it is
--- @field number? fun(column, value, row): string?   the number for a spreadsheet, as text;
---                                  nil for a value that is none
--- @field prepare? fun(column): string?   fills in the column; returns what it lacks

local MINUTE = "%Y-%m-%d %H:%M"

-- An amount has the digits of its currency, and more where it needs them: 0.5 JPY is not 1.
local function amount_text(column, value, currency)
  if column.places then return decimal.text(value, column.places) end
  local places = currency_of.places(currency)
  local text = decimal.text(value, places)
  if text and places < 2 and decimal.subtract(value, text) ~= 0 then
    return decimal.text(value, 2)
  end
  return text
end

-- Amounts beside a column that names their currency have its digits.
local function fixed(column, value, row)
  return amount_text(column, value, row and column.read_currency and column.read_currency(row))
end

local function whole(_, value) return decimal.is(value) and plain.text(value) or nil end

--- An amount with its currency.
--- @param column lark.report.column
--- @param value any
--- @param currency? any
--- @return string?
function M.amount(column, value, currency)
  local text = amount_text(column, value, currency)
  return text and currency and text .. " " .. tostring(currency) or text
end

local function money(column, value, row)
  return M.amount(column, value,
    column.currency or column.read_currency and column.read_currency(row))
end

-- A share of 1: 0.125 is 12.5%.
local function percent(column, value)
  local places = column.places or 1
  local text = decimal.text(value, places + 2)
  if not text then return nil end
  local sign, whole_part, digits = text:match "^(-?)(%d+)%.(%d+)$"
  local all = (whole_part .. digits):gsub("^0+", "")
  all = ("0"):rep(places + 1 - #all) .. all
  local behind = places > 0 and "." .. all:sub(#all - places + 1) or ""
  return sign .. all:sub(1, #all - places) .. behind .. "%"
end

local function share_number(column, value)
  return decimal.text(value, (column.places or 1) + 2)
end

local function time(column, value)
  return zone.text(value, column.format or MINUTE, column.zone)
end

-- Without the row its currency is not known; then two digits are never wrong.
local function money_number(column, value)
  return amount_text(column, value, column.currency)
end

local function label(column, value) return column.labels[value] end

local function fill_labels(column)
  if column.labels then
    local labels = {}
    for value, text in pairs(column.labels) do labels[value] = locale.text(text, column.lang) end
    column.labels = labels
    return nil
  end
  if not (column.of and column.field) then
    return say "an enum has `of` and `field`, or labels"
  end
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
  percent = { align = "right", write = percent, number = share_number },
  money = { align = "right", write = money, number = money_number },
  time = { align = "left", write = time },
  enum = { align = "left", write = label, prepare = fill_labels },
}

return M
