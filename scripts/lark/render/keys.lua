-- SPDX-License-Identifier: MIT

--- The keys that rows have, in order: the columns of a table for which the script
--- names none.
local lark = require "lark"
local later = require "lark.later"
local list_of = require "lark.rows.list"
local rows = require "lark.rows"
local say = require "lark.say"
local shape = require "lark.render.shape"

local in_grid = later "lark.rows.grid"

local M = {}

local DEEPEST = 200

-- As many as a sheet of a spreadsheet has. Ids by mistake as keys make a column of each.
local MOST = 16384

--- Raises where a table has more columns than can be shown.
--- @param count integer
function M.check_count(count)
  if count > MOST then
    error(say("a table has %d columns, and may have %d: are ids its keys? Make rows of them", count,
      MOST), 0)
  end
end

-- Notes the keys of `value` in `keys`, those of nested objects as `key.member`: true if
-- any row has a value there, else false.
local function note_keys(keys, key, value, depth)
  if depth > DEEPEST then error(say "a table is nested too deep, or holds itself", 0) end
  if type(value) == "table" and shape.is_object(value) and next(value) ~= nil then
    for inner_key, inner in pairs(value) do
      local name = tostring(inner_key)
      note_keys(keys, key and key .. "." .. name or name, inner, depth + 1)
    end
    return
  end
  local is_missing = value == lark.null or type(value) == "table" and shape.is_object(value)
  keys[key] = keys[key] or not is_missing
end

-- The keys of all objects around others: `a` and `a.b` for `a.b.c`.
local function outer_keys(keys)
  local outer = {}
  for key in pairs(keys) do
    local around = key:match "^(.*)%.[^.]*$"
    while around and not outer[around] do
      outer[around] = true
      around = around:match "^(.*)%.[^.]*$"
    end
  end
  return outer
end

-- A function that returns the place of a key: its own in `preferred`, or that of the
-- nearest object around it.
local function ranks(preferred)
  local places = {}
  for i, key in ipairs(preferred or {}) do places[key] = places[key] or i end
  return function(key)
    local name = key
    while name do
      if places[name] then return places[name] end
      name = name:match("^(.*)%.[^.]*$")
    end
    return math.huge
  end
end

local function sorted_keys(keys, preferred)
  local names, rank, outer = {}, ranks(preferred), outer_keys(keys)
  for key, has_value in pairs(keys) do
    -- Where `name` is null in one row and an object in others, `name.zh_cn` is a column,
    -- and `name` is none.
    if has_value or not outer[key] then names[#names + 1] = key end
  end
  table.sort(names, function(a, b)
    local rank_a, rank_b = rank(a), rank(b)
    if rank_a ~= rank_b then return rank_a < rank_b end
    return a < b
  end)
  return names
end

--- The keys of a list of rows, in the order in which their columns stand. A row that is
--- no object counts as its own `value`.
--- @param list table
--- @param preferred? string[]  come first, in this order
--- @return string[]
function M.of_list(list, preferred)
  if rows.is(list) and list:keys() then return list:keys() end
  local names = list_of.grid(list) and in_grid.keys(list)
  if names then return sorted_keys(names, preferred) end
  local keys = {}
  for i = 1, #list do
    local row = list[i]
    if shape.is_object(row) then
      if next(row) ~= nil then note_keys(keys, nil, row, 1) end
    else
      note_keys(keys, "value", row, 1)
    end
  end
  local count = 0
  for _ in pairs(keys) do count = count + 1 end
  M.check_count(count)
  return sorted_keys(keys, preferred)
end

--- The keys of one record.
--- @param value table
--- @param preferred? string[]
--- @return string[]
function M.of_record(value, preferred)
  local keys = {}
  if next(value) ~= nil then note_keys(keys, nil, value, 1) end
  return sorted_keys(keys, preferred)
end

return M
