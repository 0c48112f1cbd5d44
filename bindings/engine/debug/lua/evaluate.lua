-- SPDX-License-Identifier: MIT

--- Expressions in a frame, { script, task, level }.
local primitives = require "lark.debug.primitives"

local M = {}

local SOON_MS, LATER_MS = 1000, 10000
local SHORT, LONG = 4000, 1 << 20

--- Runs a text. Returns its values as the primitives show them, or nil and why it failed.
--- @param how? { patient?: boolean, long?: boolean, ref?: integer }
function M.run(place, text, how)
  how = how or {}
  local done, result = primitives.evaluate(place.script, place.task, place.level, text,
    how.patient and LATER_MS or SOON_MS, how.long and LONG or SHORT, how.ref)
  if not done then return nil, (result:gsub("^debugger:1: ", "")) end
  return result
end

--- Whether a condition holds; nil and why it cannot be told.
function M.condition(place, text)
  local values, wrong = M.run(place, text)
  if not values then return nil, wrong end
  local first = values[1]
  return first ~= nil and first.type ~= "nil" and first.value ~= "false"
end

-- A string as it is, others as they are shown.
local function plain(shown)
  if shown.type ~= "string" then return shown.value end
  local read = load("return " .. shown.value, "=text", "t", {})
  local text = read and read()
  return text and utf8.len(text) and text or shown.value
end

--- The values of an expression as plain text; nil and why there are none.
function M.text(place, text)
  local values, wrong = M.run(place, text)
  if not values then return nil, wrong end
  local parts = {}
  for i, shown in ipairs(values) do parts[i] = plain(shown) end
  return table.concat(parts, ", ")
end

return M
