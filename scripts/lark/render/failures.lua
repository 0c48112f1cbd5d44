-- SPDX-License-Identifier: MIT

--- The rows that failed, as rows to show.
local lark = require "lark"
local rows = require "lark.rows"
local shape = require "lark.render.shape"

local M = {}

--- The list without the rows that failed; lark.map has `false` in their place.
--- @param list table
--- @param errors? table
--- @return table
function M.kept(list, errors)
  if not errors or rows.is(list) then return list end
  local kept = lark.array {}
  for i = 1, #list do
    if not (list[i] == false and errors[i] ~= nil) then kept[#kept + 1] = list[i] end
  end
  return kept
end

-- An error as a row. A table with more facts (an id, `error`) keeps them.
local function failure(i, err)
  if shape.is_plain(err) then return { row = i, error = tostring(err) } end
  local row = { row = i }
  for key, value in pairs(err) do row[key] = value end
  row.error = row.error ~= nil and tostring(row.error) or nil
  return row
end

--- The keys of failed rows: `row` first, the error last, the others between.
--- @param list table
--- @return string[]
function M.keys(list)
  local names, seen = {}, { row = true, error = true }
  for _, row in ipairs(list) do
    for name in pairs(row) do
      if not seen[name] then names[#names + 1] = tostring(name) end
      seen[name] = true
    end
  end
  table.sort(names)
  table.insert(names, 1, "row")
  names[#names + 1] = "error"
  return names
end

-- An interrupted run leaves thousands of rows that were cancelled.
local function is_cancelled(err)
  if type(err) ~= "table" then return false end
  local own = shape.is_plain(err) and err or err.error
  return type(own) == "table" and own.kind == "cancelled"
end

--- A row for each row that failed: its place, the script's own facts, and the error in
--- one line. All cancelled rows together are one row. Returns nil if none failed.
--- @param errors? table  the second result of lark.map
--- @return table?
function M.of(errors)
  local places, cancelled, list = {}, 0, lark.array {}
  for i, err in pairs(errors or {}) do
    if math.type(i) == "integer" then
      if is_cancelled(err) then cancelled = cancelled + 1 else places[#places + 1] = i end
    end
  end
  table.sort(places)
  for n, i in ipairs(places) do list[n] = failure(i, errors[i]) end
  if cancelled > 0 then
    list[#list + 1] = { error = ("%d were cancelled before they were read"):format(cancelled) }
  end
  return #list > 0 and list or nil
end

return M
