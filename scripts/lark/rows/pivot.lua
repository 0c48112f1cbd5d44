-- SPDX-License-Identifier: MIT

--- The method pivot: a row for each value of one key, a column for each of another.
local aggregate = require "lark.aggregate"
local currency = require "lark.currency"
local decimal = require "lark.decimal"
local field = require "lark.field"
local keys_of = require "lark.rows.keys"
local known = require "lark.rows.known"
local new = require("lark.rows.list").new
local say = require "lark.say"

--- @class lark.rows
local Rows = {}

-- Sorts the names of columns by the values that they stand for: 2 before 10.
local function sorted_columns(values)
  local names, less = {}, field.order()
  for name in pairs(values) do names[#names + 1] = name end
  table.sort(names, function(a, b) return less(values[a], values[b]) end)
  return names
end

-- A function that names the column of a row, and the value behind each name so far. A
-- row without the field is in the column `missing`, which sorts last.
local function column_namer(key, missing)
  local read, values = field.reader(key), {}
  return function(row)
    local found = read(row)
    local name = found == nil and missing
      or type(found) == "number" and decimal.shortest(found) or tostring(found)
    values[name] = found == nil and {} or found -- tables sort after all other values
    return name
  end, values
end

--- @class lark.rows.pivot
--- @field rows string|string[]      the key, or keys, of a row
--- @field columns string            the field whose values become columns
--- @field value? lark.aggregate     the aggregate in a cell; the number of rows
--- @field missing? string           the column of rows without that field; "(none)"

--- A row for each value of one key and a column for each value of another. A cell
--- without rows is missing.
--- @param how lark.rows.pivot
--- @return lark.rows
function Rows:pivot(how)
  local value = how.value or aggregate.count()
  aggregate.check({ value = value }, nil, self)
  known.check("pivot", self, how.rows)
  known.check("pivot", self, how.columns)
  local readers, order = keys_of.readers(how.rows), keys_of.names(how.rows)
  local column_of, values = column_namer(how.columns, how.missing or "(none)")
  local apart = currency.apart(value, self, { how.columns, table.unpack(keys_of.list(how.rows)) })
  local list, seen = {}, {}
  for i, group in ipairs(keys_of.partition(self, readers)) do
    local row = keys_of.values(group[1], readers, order)
    for _, cell in ipairs(keys_of.partition(group, { column_of })) do
      local fault = apart and currency.fault(value, cell, apart)
      if fault then error("pivot: " .. fault, 2) end
      aggregate.put(value, cell, self, row, column_of(cell[1]), seen)
    end
    list[i] = row
  end
  aggregate.check_seen(seen)
  for _, key in ipairs(order) do
    if values[key] ~= nil then
      error(say("pivot: %q is a key of rows and a value that becomes a column", key), 2)
    end
  end
  local columns = sorted_columns(values)
  return new(list, table.move(columns, 1, #columns, #order + 1, order))
end

return Rows
