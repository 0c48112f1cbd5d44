-- SPDX-License-Identifier: MIT

--- Finds endpoints by their names.
local lark = require "lark"

local M = {}

--- The endpoint of a client that has this dotted name.
function M.of(client, name)
  local node = client
  for part in name:gmatch("[^.]+") do node = node[part] end
  return node
end

--- The names that begin with a text, which may end within a word.
function M.beginning(text)
  local found = {}
  for _, name in ipairs(lark.endpoints()) do
    if name:sub(1, #text) == text then found[#found + 1] = name end
  end
  return found
end

--- The names below a dotted prefix; all of them without one.
function M.matching(prefix)
  local found = {}
  for _, name in ipairs(lark.endpoints()) do
    if not prefix or name:sub(1, #prefix + 1) == prefix .. "." then found[#found + 1] = name end
  end
  return found
end

return M
