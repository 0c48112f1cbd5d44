-- SPDX-License-Identifier: MIT

--- The total below a column.
local column_of = require "lark.column"
local faults = require "lark.rows.faults"
local field = require "lark.field"
local later = require "lark.later"
local list_of = require "lark.rows.list"
local plain = require "lark.column.plain"
local types = require "lark.column.types"

local aggregate = later "lark.aggregate"
local currency_of = later "lark.currency"
local grid = later "lark.rows.grid"

-- "10.00 CNY; 3.50 USD": each currency has its own total.
local function money_total(column, how, rows, read_currency)
  local by, currencies, texts, bad = {}, {}, {}, nil
  for _, row in ipairs(rows) do
    local currency = tostring(read_currency(row) or "")
    if not by[currency] then
      by[currency] = {}
      currencies[#currencies + 1] = currency
    end
    table.insert(by[currency], row)
  end
  table.sort(currencies)
  for _, currency in ipairs(currencies) do
    local value, some = aggregate.of(how, by[currency])
    if value ~= nil then
      texts[#texts + 1] = types.amount(column, value, currency ~= "" and currency or nil)
    end
    bad = bad or some
  end
  return #texts > 0 and table.concat(texts, "; ") or nil, bad
end

-- The reader of the field that names the currencies of a column's amounts, where there are
-- several: they are not added up, whether or not the column says that it holds money.
local function currencies_of(column, rows)
  if column.read_currency then return column.read_currency end
  if column.currency or column.value then return nil end
  if column.type ~= "money" and not currency_of.is_amount(column.key) then return nil end
  local name = currency_of.field_of(rows, column.key)
  local read = name and field.reader(name)
  return read and #currency_of.among(rows, column.read, read) > 1 and read or nil
end

local function lacks(column, rows)
  for _, row in ipairs(rows) do
    if faults.of(row, column.key) then return true end
  end
  return nil
end

-- The total where the rows are in a grid, and of one currency.
local function in_grid(column, rows)
  local is_plain = type(column.total) == "string" and not column.value
    and not column.read_currency and list_of.has_column(rows, column.key)
  if not is_plain then return nil end
  local may_differ = column.type == "money" and not column.currency
  if may_differ and currency_of.field_of(rows, column.key) then return nil end
  local how = aggregate[column.total](column.key)
  if column.currency then how.currency = false end
  return grid.total(rows, how)
end

--- A column's total over `rows`: a value, and its text; nil where it has none.
--- @param column lark.report.column
--- @param rows table[]
--- @return any value
--- @return string? text
--- @return any bad  true in effect where cells that could not be read are not in it
return function(column, rows)
  if not column.total then return nil end
  local counts = column.total == "count" or column.total == "distinct"
  local how = column.total
  local quick = in_grid(column, rows)
  if quick ~= nil then
    return quick, counts and plain.text(quick) or column_of.text(column, quick, {})
  end
  if type(how) == "string" then how = aggregate[how](column.read) end
  local read_currency = not counts and currencies_of(column, rows)
  if read_currency then
    local text, bad = money_total(column, how, rows, read_currency)
    return text, text, bad
  end
  local value, bad = aggregate.of(how, rows)
  -- A row that was summed up already may have lacked a cell.
  bad = bad or how.adds and lacks(column, rows)
  if value == nil then return nil end
  return value, counts and plain.text(value) or column_of.text(column, value, {}), bad
end
