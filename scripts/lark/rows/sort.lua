-- SPDX-License-Identifier: MIT

--- The method sort: rows in another order.
local field = require "lark.field"
local in_grid = require "lark.rows.grid"
local keys_of = require "lark.rows.keys"
local known = require "lark.rows.known"
local list_of = require "lark.rows.list"

--- @class lark.rows
local Rows = {}

-- "-count" puts the greatest first.
local function direction(key)
  if type(key) == "string" and key:sub(1, 1) == "-" then return key:sub(2), true end
  return key, false
end

-- Compares two decorated rows by their values. Missing values come last in both
-- directions.
local function comparison(descending)
  local less, count = field.order(), #descending
  return function(a, b)
    for i = 1, count do
      local x, y = a[i], b[i]
      if x ~= y then
        if x == nil or y == nil then return y == nil end
        if less(x, y) then return not descending[i] end
        if less(y, x) then return descending[i] end
      end
    end
    return a.place < b.place
  end
end

--- Sorts by the first key, rows that are equal there by the second, and so on; "-key"
--- puts the greatest first. Texts are ordered by code point. Rows that are equal keep
--- their order; rows without the field come last.
--- @param ... string|fun(row: table): any
--- @return lark.rows
function Rows:sort(...)
  keys_of.check("sort", { ... })
  for _, key in ipairs { ... } do known.check("sort", self, (direction(key))) end
  local readers, descending = {}, {}
  for i, key in ipairs { ... } do
    key, descending[i] = direction(key)
    readers[i] = field.reader(key)
  end
  local keys = { ... }
  for i, key in ipairs(keys) do keys[i] = direction(key) end
  local sorted = in_grid.sort(self, keys, descending)
  if sorted then return sorted end
  local decorated = {}
  for place, row in ipairs(self) do
    local values = { place = place, row = row }
    for i, read in ipairs(readers) do values[i] = read(row) end
    decorated[place] = values
  end
  table.sort(decorated, comparison(descending))
  local list = {}
  for i, values in ipairs(decorated) do list[i] = values.row end
  return list_of.new(list, self:keys(), list_of.known(self))
end

return Rows
