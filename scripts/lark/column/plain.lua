-- SPDX-License-Identifier: MIT

--- Any value as text, for columns without a type.
local lark = require "lark"
local decimal = require "lark.decimal"

local M = {}

--- Whether a table has a text of its own, as errors have their one line.
--- @param value table
--- @return boolean
function M.has_text(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__tostring ~= nil
end

-- The items separated by "; ", or JSON where an item is a table without a metatable.
local function list_text(list)
  local texts = {}
  for i, item in ipairs(list) do
    if type(item) == "table" and not getmetatable(item) then return lark.encode(list) end
    texts[i] = M.text(item)
  end
  return table.concat(texts, "; ")
end

--- Any value as text.
--- @param value any
--- @return string
function M.text(value)
  if type(value) == "string" then return value end
  if type(value) == "number" then return decimal.shortest(value) end
  if type(value) ~= "table" or M.has_text(value) then return tostring(value) end
  if next(value) == nil then return "" end
  return #value > 0 and list_text(value) or lark.encode(value)
end

return M
