-- SPDX-License-Identifier: MIT

--- Whether a value is a list, an object or plain: what decides how it is shown.
local lark = require "lark"
local plain = require "lark.column.plain"
local rows = require "lark.rows"
local list_of = require "lark.rows.list"

local M = {}

local ARRAY = getmetatable(lark.array {})

-- An empty table without a mark may be either; it shows the same.
local function is_list(value)
  if getmetatable(value) == ARRAY or rows.is(value) or list_of.is_lazy(value) then return true end
  if #value == 0 then return false end
  local count = 0
  for _ in pairs(value) do count = count + 1 end
  return count == #value
end

--- Whether `value` is a scalar, or a table with a text of its own.
--- @return boolean
function M.is_plain(value) return type(value) ~= "table" or plain.has_text(value) end

--- Whether `value` is a table that counts as a list of rows.
--- @return boolean
function M.is_list(value) return not M.is_plain(value) and is_list(value) end

--- Whether `value` is a table that counts as one row.
--- @return boolean
function M.is_object(value) return not M.is_plain(value) and not is_list(value) end

return M
