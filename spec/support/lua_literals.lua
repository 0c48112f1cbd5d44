-- SPDX-License-Identifier: MIT

--- The string literals of Lua source, with pieces that `..` joins as one text.
local M = {}

local ESCAPES = { n = "\n", t = "\t", r = "\r", ["\\"] = "\\", ['"'] = '"', ["'"] = "'" }

-- Words that call nothing.
local OPERATORS = { ["and"] = true, ["or"] = true, ["return"] = true }

local function unescape(text) return (text:gsub("\\(.)", ESCAPES)) end

-- The short literal at `at`: its text, and the place behind it; nil where there is none.
local function literal(source, at)
  local mark = source:match("^([\"'])", at)
  if not mark then return nil end
  local stop = at + 1
  while source:sub(stop, stop) ~= mark do
    if source:sub(stop, stop) == "\n" or stop > #source then return nil end
    stop = stop + (source:sub(stop, stop) == "\\" and 2 or 1)
  end
  return unescape(source:sub(at + 1, stop - 1)), stop + 1
end

-- The same with all pieces behind it, where it is in brackets: `say "a" .. b` says "a".
local function joined(source, at)
  local text, after = literal(source, at)
  local word = source:sub(math.max(at - 40, 1), at - 1):match "([%w_]+) $"
  if word and not OPERATORS[word] then return text, after end
  while text do
    local start = source:match("^%s*%.%.%s*()[\"']", after)
    if not start then break end
    local piece, behind = literal(source, start)
    if not piece then break end
    text, after = text .. piece, behind
  end
  return text, after
end

--- Visits each literal of a file but those in comments.
--- @param source string
--- @param visit fun(text: string, before: string)   `before`: the line up to it
function M.each(source, visit)
  local at = 1
  while true do
    local place = source:find("[\"'%-%[]", at)
    if not place then return end
    if source:find("^%-%-", place) then
      at = source:find("\n", place, true) or #source + 1
    elseif source:find("^%[%[", place) then
      at = (source:find("]]", place, true) or #source) + 2
    else
      local text, after = joined(source, place)
      if text then visit(text, source:sub(1, place - 1):match "[^\n]*$") end
      at = after or place + 1
    end
  end
end

return M
