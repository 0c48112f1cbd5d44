-- SPDX-License-Identifier: MIT

--- Methods of rows that choose some of them: where, top, distinct, complete.
local lark = require "lark"
local field = require "lark.field"
local in_grid = require "lark.rows.grid"
local keys_of = require "lark.rows.keys"
local known = require "lark.rows.known"
local list_of = require "lark.rows.list"
local new = list_of.new
local names_of = require "lark.names"
local row_of = require "lark.rows.row"
local say = require "lark.say"

--- @class lark.rows
local Rows = {}

local function matches(wanted)
  local readers = {}
  for key in pairs(wanted) do readers[key] = field.reader(key) end
  return function(row)
    for key, value in pairs(wanted) do
      local found = readers[key](row)
      if found ~= value and not (found == nil and value == lark.null) then return false end
    end
    return true
  end
end

-- A field that is asked to be missing may be missing everywhere.
local function check_wanted(rows, wanted)
  for _, key in ipairs(names_of(wanted)) do
    if wanted[key] ~= lark.null then known.check("where", rows, key, 3) end
  end
end

--- The rows for which a function returns true, or whose fields have these values;
--- lark.null matches a field that is missing.
--- @param condition table|fun(row: table): any
--- @return lark.rows
function Rows:where(condition)
  if type(condition) == "table" then
    check_wanted(self, condition)
    local found = in_grid.where(self, condition)
    if found then return found end
  end
  local holds = type(condition) == "table" and matches(condition) or condition
  if type(holds) ~= "function" then error(say "where: a function, or the values of fields", 2) end
  local kept = {}
  for _, row in ipairs(self) do
    if holds(row) then kept[#kept + 1] = row end
  end
  return new(kept, self:keys(), list_of.known(self))
end

--- The first `count` rows.
--- @param count integer
--- @return lark.rows
function Rows:top(count)
  if math.type(count) ~= "integer" then error(say "top: how many rows is an integer", 2) end
  local first = in_grid.top(self, count)
  if first then return first end
  return new(table.move(self, 1, math.min(count, #self), 1, {}), self:keys(), list_of.known(self))
end

--- The first row of each value of the key, or of each combination of several keys.
--- @param keys string|string[]
--- @return lark.rows
function Rows:distinct(keys)
  known.check("distinct", self, keys)
  local firsts = in_grid.distinct(self, keys)
  if firsts then return firsts end
  local list = {}
  for i, group in ipairs(keys_of.partition(self, keys_of.readers(keys))) do list[i] = group[1] end
  return new(list, self:keys(), list_of.known(self))
end

--- One row for each of these values of a key, in their order: the first row that has the
--- value, or a new one with `fields`. A line chart needs it for months without any row.
--- @param key string
--- @param values any[]
--- @param fields? table  the fields of new rows
--- @return lark.rows
function Rows:complete(key, values, fields)
  known.check("complete", self, key)
  local by, list = keys_of.index(self, key), {}
  for i, value in ipairs(values) do
    local row = by[value] and by[value][1]
    if not row then
      row = row_of.copy(fields or {})
      row[key] = value
    end
    list[i] = row
  end
  return new(list, self:keys(), list_of.known(self))
end

return Rows
