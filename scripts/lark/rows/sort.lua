-- SPDX-License-Identifier: MIT

--- The method sort: rows in another order.
local field = require "lark.field"
local in_grid = require "lark.rows.grid"
local keys_of = require "lark.rows.keys"
local known = require "lark.rows.known"
local lark = require "lark"
local list_of = require "lark.rows.list"
local say = require "lark.say"

--- @class lark.rows
local Rows = {}

-- "-count" puts the greatest first.
local function direction(key)
  if type(key) == "string" and key:sub(1, 1) == "-" then return key:sub(2), true end
  return key, false
end

-- The key, the direction and the locale of an argument: a key, or { by = KEY, locale = "zh" }.
local function wanted(given)
  if type(given) ~= "table" then return given end
  if type(given.by) ~= "string" and type(given.by) ~= "function" then
    error(say "sort: { by = KEY, locale = LOCALE } has no key", 3)
  end
  return given.by, given.locale
end

-- Reads a text as what compares in the order of a language; other values stay.
local function localised(read, locale)
  local keys = {}
  return function(row)
    local value = read(row)
    if type(value) ~= "string" then return value end
    if not keys[value] then
      local key, why = lark.collation_key(value, locale)
      if not key then error("sort: " .. why, 0) end
      keys[value] = key
    end
    return keys[value]
  end
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
--- their order; rows without the field come last. `{ by = "name", locale = "zh" }` orders
--- texts as people of a language expect it, Chinese by pinyin; ICU does that.
--- @param ... string|fun(row: table): any|{ by: string|fun(row: table): any, locale?: string }
--- @return lark.rows
function Rows:sort(...)
  local readers, descending = {}, {}
  for i, given in ipairs { ... } do
    local key, locale = wanted(given)
    keys_of.check("sort", { key })
    key, descending[i] = direction(key)
    known.check("sort", self, key)
    readers[i] = field.reader(key)
    if locale then readers[i] = localised(readers[i], locale) end
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
