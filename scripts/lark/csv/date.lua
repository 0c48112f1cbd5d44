-- SPDX-License-Identifier: MIT

--- Dates and times as spreadsheets write them: 2026/7/1 9:30, 2026年7月1日, 7/13/2026 3:05 PM.
local zone = require "lark.zone"

local M = {
  styles = { "mdy", "dmy" },
  what = "date",
  doubt = 'declare the column as "time mdy" (month first) or "time dmy" (day first)',
}

-- " 3:05 PM" as "15:05:00" and the zone behind it; nil for another text.
local function clock_of(text)
  if text == "" then return "00:00:00", "" end
  local half = text:find "下午" and "p" or text:find "上午" and "a" or nil
  text = text:gsub("下午", ""):gsub("上午", "")
  local hour, minute, rest = text:match "^[T ] *(%d%d?):(%d%d)(.*)$"
  if not hour then return nil end
  local second, behind = rest:match "^:(%d%d%.?%d*)(.*)$"
  rest = behind or rest
  local letter, more = rest:match "^ ?([aApP])%.?[mM]%.?(.*)$"
  if letter then half, rest = letter:lower(), more end
  hour = tonumber(hour)
  if half then
    if hour < 1 or hour > 12 then return nil end
    hour = hour % 12 + (half == "p" and 12 or 0)
  end
  return ("%02d:%s:%s"):format(hour, minute, second or "00"), (rest:gsub(" ", ""))
end

local function moment(year, month, day, clock, behind, name)
  local text = ("%s-%02d-%02d %s%s"):format(year, month, day, clock, behind)
  local ms = zone.moment(text, name)
  return ms and ("%d"):format(ms)
end

--- Reads a text: milliseconds since 1970 as a text, or its readings by style; nil for what is
--- no date.
--- @param text string
--- @param name? string  the time zone
--- @return string|table<string, string>|nil
function M.read(text, name)
  if text:find "^%d%d%d%d%d%d%d%d%d%d%d%d%d?%d?$" then return text end
  text = text:gsub("^(%d%d%d%d)年(%d%d?)月(%d%d?)日", "%1-%2-%3")
  local year, month, day, rest = text:match "^(%d%d%d%d)[-/.](%d%d?)[-/.](%d%d?)(.*)$"
  local first, second, mark
  if not year then
    first, mark, second, year, rest = text:match "^(%d%d?)([-/.])(%d%d?)[-/.](%d%d%d%d)(.*)$"
  end
  if not year then return nil end
  local clock, behind = clock_of(rest)
  if not clock then return nil end
  if month then return moment(year, month, day, clock, behind, name) end
  local dmy = moment(year, second, first, clock, behind, name)
  -- People who write points write the day first.
  local mdy = mark ~= "." and moment(year, first, second, clock, behind, name) or nil
  if mark == "." or mdy == dmy then return dmy end
  return { mdy = mdy, dmy = dmy }
end

--- Nothing decides about a text that has two readings.
function M.default() return nil end

return M
