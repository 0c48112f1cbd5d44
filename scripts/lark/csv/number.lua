-- SPDX-License-Identifier: MIT

--- Numbers as spreadsheets write them: 1,234.50; 1.234,50; 12.5%; (3.00).
local M = {
  --- The declaration of a column: how its numbers are written, where they do not tell.
  styles = { "point", "comma" },
  what = "number",
  doubt = 'declare the column as "number point" (1,234.50) or "number comma" (1.234,50)',
}

-- The digits of a text whose thousands are separated by `separator`, and those behind `point`.
local function digits_of(text, separator, point)
  local whole, fraction = text:match("^([%d" .. separator .. "]+)%" .. point .. "?(%d*)$")
  if not whole then return nil end
  if whole:find("[" .. separator .. "]") then
    local first, groups = whole:match "^(%d+)(.*)$"
    if not first or #first > 3 or first == "0" then return nil end
    local rest = groups:gsub("[" .. separator .. "]%d%d%d", "")
    if rest ~= "" then return nil end
  end
  return whole:gsub("%D", ""), fraction
end

local function shifted(whole, fraction, places)
  local digits = ("0"):rep(places) .. whole
  local at = #digits - places
  return (digits:sub(1, at):gsub("^0+(%d)", "%1")), digits:sub(at + 1) .. fraction
end

local function written(sign, places, whole, fraction)
  if not whole then return nil end
  if places > 0 then whole, fraction = shifted("0" .. whole, fraction, places) end
  return sign .. whole .. (fraction ~= "" and "." .. fraction or "")
end

-- The sign, the digits with separators, and by how many places a percent sign moves the point.
local function split(text)
  local sign, body = "", text:gsub("\u{A0}", " "):gsub("\u{202F}", " "):match "^ *(.-) *$"
  local inner = body:match "^%((.*)%)$"
  if inner then sign, body = "-", inner end
  local minus = not inner and body:match "^([+-])"
  if minus then sign, body = minus == "-" and "-" or "", body:sub(2) end
  local share = body:match "^(.-) ?%%$"
  return sign, share or body, share and 2 or 0
end

--- Reads a text: the number as a plain text, or its readings by style; nil for what is none. A
--- percent is a share of 1: 12.5% is 0.125.
--- @param text string
--- @return string|table<string, string>|nil
function M.read(text)
  if text:find "^[+-]?%d+%.?%d*[eE][+-]?%d+$" then return text end
  local sign, body, places = split(text)
  local point = written(sign, places, digits_of(body, ",", "."))
  local comma = written(sign, places, digits_of(body, ". ", ","))
  if point == comma then return point end
  return { point = point, comma = comma }
end

--- The reading of a text that has two where its column says nothing: a program writes 1.234.
--- @param text string
--- @return string? style
function M.default(text) return not text:find(",", 1, true) and "point" or nil end

return M
