-- SPDX-License-Identifier: MIT

--- The keys of rows: one field or several, by which rows are found, joined and grouped.
local field = require "lark.field"
local say = require "lark.say"

local M = {}

--- The keys as a list; a single one may be given alone.
--- @param keys string|function|table
--- @return table
function M.list(keys) return type(keys) == "table" and keys or { keys } end

--- The names that the keys have in the rows of a group: a function has none, so it gets
--- one by its place.
--- @param keys string|function|table
--- @return string[]
function M.names(keys)
  local names = {}
  for i, key in ipairs(M.list(keys)) do names[i] = type(key) == "string" and key or "key" .. i end
  return names
end

--- Raises, at the caller's caller, where a key is neither a text nor a function.
--- @param what string  the method
--- @param keys any
function M.check(what, keys)
  for _, key in ipairs(M.list(keys)) do
    if type(key) ~= "string" and type(key) ~= "function" then
      error(say("%s: a key is a text or a function, not a %s", what, type(key)), 3)
    end
  end
end

--- The functions that read the keys of a row.
--- @param keys string|function|table
--- @return function[]
function M.readers(keys)
  local readers = {}
  for i, key in ipairs(M.list(keys)) do readers[i] = field.reader(key) end
  return readers
end

--- A new row with the keys of `row` under their names.
--- @param row table
--- @param readers function[]
--- @param names string[]
--- @return table
function M.values(row, readers, names)
  local values = {}
  for i, read in ipairs(readers) do values[names[i]] = read(row) end
  return values
end

-- A value as text, different for different values. 1.0 is 1, as it is to a table.
local function key_text(value)
  if type(value) == "string" then return #value .. ":" .. value end
  if math.type(value) == "float" then
    value = math.tointeger(value) or ("%.17g"):format(value)
  end
  return type(value) .. tostring(value)
end

-- A function that reads the values of several fields as one value that can index a
-- table: of a single field its value, of several a text. With `whole` it returns nil
-- where any of them is missing.
local function joint_reader(readers, whole)
  if #readers == 1 then
    local read = readers[1]
    return function(row)
      local value = read(row)
      if value == value then return value end -- NaN cannot be a key
    end
  end
  return function(row)
    local parts = {}
    for i, read in ipairs(readers) do
      local value = read(row)
      if whole and value == nil then return nil end
      parts[i] = key_text(value)
    end
    return table.concat(parts, ",")
  end
end

--- A function that reads the whole key of a row as one value; it returns nil where a
--- part is missing.
--- @param keys string|function|table
--- @return fun(row: table): any
function M.whole(keys) return joint_reader(M.readers(keys), true) end

--- Lists of rows by the value of their key. Leaves out rows without the key.
--- @param list table[]
--- @param keys string|function|table
--- @return table<any, table[]>
function M.index(list, keys)
  local read, by = M.whole(keys), {}
  for _, row in ipairs(list) do
    local value = read(row)
    if value ~= nil then
      by[value] = by[value] or {}
      table.insert(by[value], row)
    end
  end
  return by
end

-- Indexes the group of rows without the key.
local MISSING = {}

--- Lists of rows with the same joint key, in the order of their first rows. Rows without
--- the key are a group, too.
--- @param list table[]
--- @param readers function[]
--- @return table[][]
function M.partition(list, readers)
  local read, groups, by = joint_reader(readers), {}, {}
  for _, row in ipairs(list) do
    local value = read(row)
    if value == nil then value = MISSING end
    local group = by[value]
    if not group then
      group = {}
      by[value] = group
      groups[#groups + 1] = group
    end
    group[#group + 1] = row
  end
  return groups
end

return M
