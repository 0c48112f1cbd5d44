-- SPDX-License-Identifier: MIT

--- The total below a column.
local aggregate = require "lark.aggregate"
local column_of = require "lark.column"
local plain = require "lark.column.plain"
local types = require "lark.column.types"

-- "10.00 CNY; 3.50 USD": each currency has its own total.
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
      texts[#texts + 1] = types.amount(column, value, currency ~= "" and currency or nil)
    end
  end
  return #texts > 0 and table.concat(texts, "; ") or nil
end

--- A column's total over `rows`: a value, and its text; nil where it has none.
--- @param column lark.report.column
--- @param rows table[]
--- @return any value
--- @return string? text
return function(column, rows)
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
  return value, counts and plain.text(value) or column_of.text(column, value, {})
end
