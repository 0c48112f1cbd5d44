-- SPDX-License-Identifier: MIT

--- The keys of rows: one field or several, by which rows are found, joined and grouped.
local field = require "lark.field"

local M = {}

--- Several keys are a list; one may stand alone.
--- @param keys string|function|table
--- @return table
function M.list(keys) return type(keys) == "table" and keys or { keys } end

--- What a key's field is called in the rows of a group.
--- @param key string|function
--- @param i integer  its place
--- @return string
function M.name(key, i) return type(key) == "string" and key or "key" .. i end

--- Raises where a key is neither text nor function, where the caller was called.
--- @param what string  the method
--- @param keys any
function M.check(what, keys)
  for _, key in ipairs(M.list(keys)) do
    if type(key) ~= "string" and type(key) ~= "function" then
      error(("%s: a key is a text or a function, not a %s"):format(what, type(key)), 3)
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

-- A text that is another for another value. 1.0 is 1, as it is to a table.
local function key_text(value)
  if type(value) == "string" then return #value .. ":" .. value end
  if math.type(value) == "float" then
    value = math.tointeger(value) or ("%.17g"):format(value)
  end
  return type(value) .. tostring(value)
end

-- The values of several fields as one that a table can be indexed by: the value
-- itself of one field, else a text that is another for other values. `whole`: nil
-- where one of them is missing.
local function joint_reader(readers, whole)
  if #readers == 1 then
    local read = readers[1]
    return function(row)
      local value = read(row)
      if value == value then return value end -- what is no number is no key
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

--- A function that reads the whole key of a row as one value; nil where a part is
--- missing.
--- @param keys string|function|table
--- @return fun(row: table): any
function M.whole(keys) return joint_reader(M.readers(keys), true) end

--- Lists of rows by the value of their key; rows without it are met by nobody.
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

-- What stands for a missing key.
local MISSING = {}

--- Rows in lists by their joint key, in the order in which each was first met. Rows
--- without the key are a group, too.
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
