-- SPDX-License-Identifier: MIT

--- Amounts with a unit, as they are typed: 64M, 500ms, 7d.
local words = require "lualark.words"

local M = {}

M.BYTES = { [""] = 1, K = 2 ^ 10, M = 2 ^ 20, G = 2 ^ 30 }
M.MILLISECONDS = { ms = 1, s = 1000, m = 60000, h = 3600000, d = 86400000 }

--- Reads an amount such as "64M" by a table of units. Nil unless it is one, from 1 to `most`.
--- @param text string
--- @param units table<string, number>
--- @param most number
--- @return integer?
function M.read(text, units, most)
  local number, unit = text:match("^(%d+%.?%d*)(%a*)$")
  local factor = units[unit] or units[(unit or ""):upper()]
  local value = number and factor and tonumber(number) * factor
  return value and value >= 1 and value <= most and math.floor(value) or nil
end

-- A century, in milliseconds.
local OLDEST_MS = 100 * 366 * M.MILLISECONDS.d

--- Reads the age of --max-age.
--- @param text string
--- @return integer? milliseconds
--- @return string? wrong
function M.age(text)
  local ms = M.read(text, M.MILLISECONDS, OLDEST_MS)
  if ms then return ms end
  return nil, words("--max-age %s: an age reads like 30m, 12h or 7d", text)
end

return M
