-- SPDX-License-Identifier: MIT

--- Rows that an earlier run wrote: a CSV, or the JSON of a report or a list.
local csv = require "lark.csv"
local lark = require "lark"
local say = require "lark.say"

local M = {}

-- The rows of a decoded JSON; nil where there are none in it.
local function rows_of(value, part)
  if type(value) ~= "table" then return nil end
  if type(value.tables) ~= "table" then return #value > 0 and part == "" and value or nil end
  local found
  for _, one in ipairs(value.tables) do
    if part == one.id or part == "" and #value.tables == 1 then found = one.rows end
  end
  return type(found) == "table" and found or nil
end

local function parts_of(value)
  local ids = {}
  for _, one in ipairs(type(value) == "table" and value.tables or {}) do ids[#ids + 1] = one.id end
  return table.concat(ids, say ", ")
end

local function read_json(path, part)
  local file <close>, why = io.open(path, "rb")
  if not file then return nil, why end
  local value = lark.decode(file:read "a" or "")
  local rows = rows_of(value, part)
  if rows then return rows end
  local ids = parts_of(value)
  if ids ~= "" then return nil, say("%s: which table? It has %s", path, ids) end
  return nil, say("%s: this is no JSON of a report, and no list of rows", path)
end

--- Reads rows. A name that ends in .json is JSON, any other CSV.
--- @param path? string
--- @param part? string   the id of the report's table; needed where it has several
--- @return table[]? rows
--- @return string? err
function M.rows(path, part)
  local rows, err
  if path and path:find "%.json$" then
    rows, err = read_json(path, part or "")
  else
    rows, err = csv.read(path)
  end
  if rows and #rows == 0 then return nil, say("%s: there are no rows", path) end
  return rows, err
end

return M
