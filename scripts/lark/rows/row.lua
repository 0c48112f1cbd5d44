-- SPDX-License-Identifier: MIT

--- A single row: copying it, and naming the fields of a new one.
local faults = require "lark.rows.faults"
local names_of = require "lark.names"

local M = {}

--- A shallow copy.
--- @param row table
--- @return table
function M.copy(row)
  local copied = {}
  for key, value in pairs(row) do copied[key] = value end
  faults.copy(row, copied)
  return copied
end

--- The names in { "id", name = "user.name.zh_cn" } that are not list items, sorted.
--- @param fields table
--- @return string[]
function M.names(fields)
  local names, count = {}, #fields
  for _, name in ipairs(names_of(fields)) do
    local is_item = math.type(name) == "integer" and name >= 1 and name <= count
    if not is_item then names[#names + 1] = name end
  end
  return names
end

return M
