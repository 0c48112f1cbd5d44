-- SPDX-License-Identifier: MIT

--- JSON of values with texts that are no UTF-8, such as one that was cut in the middle of a
--- character: U+FFFD stands for what is damaged. JSON cannot hold it, and the rest is worth more
--- than an error.
local lark = require "lark"

local M = {}

local DEEPEST = 200

--- `text` with U+FFFD for each byte that is no UTF-8.
--- @param text string
--- @return string
function M.text(text)
  local parts, at = {}, 1
  while true do
    local ok, bad = utf8.len(text, at)
    if ok then break end
    parts[#parts + 1] = text:sub(at, bad - 1) .. "\u{FFFD}"
    at = bad + 1
  end
  return table.concat(parts) .. text:sub(at)
end

local function repaired(value, depth)
  if type(value) == "string" then
    return utf8.len(value) and value or M.text(value)
  end
  if type(value) ~= "table" or depth > DEEPEST then return value end
  local meta = getmetatable(value)
  if type(meta) == "table" and meta.__tostring then return value end
  local copy = {}
  for key, member in pairs(value) do
    if type(key) == "string" then key = repaired(key, depth) end
    copy[key] = repaired(member, depth + 1)
  end
  return type(meta) == "table" and setmetatable(copy, meta) or copy
end

--- The JSON of a value. Raises for what JSON cannot hold in any case.
--- @param value any
--- @return string
function M.encode(value)
  local ok, text = pcall(lark.encode, value)
  if ok then return text end
  if not tostring(text):find("UTF-8", 1, true) then error(text, 0) end
  return lark.encode(repaired(value, 1))
end

return M
