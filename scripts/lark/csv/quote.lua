-- SPDX-License-Identifier: MIT

--- Writes CSV (RFC 4180): which fields are quoted, and how a line is put together.
local lark = require "lark"

local M = {}

local SPACE = (" "):byte()

--- One field, quoted where it has to be. nil and lark.null are empty fields.
--- @param value any
--- @return string
function M.field(value)
  if value == nil or value == lark.null then return "" end
  local text = tostring(value)
  -- Many readers trim leading and trailing spaces unless the field is quoted.
  local is_plain = not text:find('[",\r\n]') and text:byte() ~= SPACE
    and text:byte(-1) ~= SPACE
  return is_plain and text or '"' .. text:gsub('"', '""') .. '"'
end

--- One line, without its end.
--- @param values table  a list; `values.n` is its length if there are holes
--- @return string
function M.line(values)
  local count = values.n or #values
  local fields = {}
  for i = 1, count do fields[i] = M.field(values[i]) end
  -- A single empty field would be an empty line, which readers skip.
  if count == 1 and fields[1] == "" then return '""' end
  return table.concat(fields, ",")
end

return M
