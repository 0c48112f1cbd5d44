-- SPDX-License-Identifier: MIT

--- The string literals of a C file, adjacent ones joined, as they stand in the source.
local M = {}

-- The place behind a literal that begins at `at` with `quote`.
local function end_of(text, at, quote)
  local i = at + 1
  while text:sub(i, i) ~= quote do
    i = i + (text:sub(i, i) == "\\" and 2 or 1)
  end
  return i + 1
end

-- The place behind a comment or a line of the preprocessor that begins at `at`; nil for none.
local function end_of_skipped(text, at)
  if text:find("^//", at) or text:find("^#include", at) then
    return text:find("\n", at, true) or #text + 1
  elseif text:find("^/%*", at) then
    return select(2, text:find("*/", at, true)) + 1
  elseif text:find("^'", at) then
    return end_of(text, at, "'")
  end
end

--- @param text string  the file
--- @return string[]
function M.of(text)
  local found, i, last = {}, 1, nil
  while true do
    i = text:find("[\"'/#]", i)
    if not i then return found end
    if text:sub(i, i) == '"' then
      local behind = end_of(text, i, '"')
      local content = text:sub(i + 1, behind - 2)
      local joins = last and text:find("^%s*$", last) == nil and text:sub(last, i - 1):find "^%s*$"
      if joins then found[#found] = found[#found] .. content else found[#found + 1] = content end
      i, last = behind, behind
    else
      i = end_of_skipped(text, i) or i + 1
    end
  end
end

return M
