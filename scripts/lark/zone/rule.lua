-- SPDX-License-Identifier: MIT

--- The rule of a time zone as POSIX writes it: "CST-8", or "CET-1CEST,M3.5.0,M10.5.0/3"
--- for summer time from the last Sunday of March to the last Sunday of October. The footer
--- of a zone's file has it, for all times after the zone's last recorded change.
local calendar = require "lark.zone.calendar"

local M = {}

-- "-8" or "5:30" in seconds. POSIX counts offsets to the west.
local function posix_offset(text)
  local sign, hours, minutes = text:match "^([+-]?)(%d+):?(%d*)"
  local seconds = tonumber(hours) * 3600 + (tonumber(minutes) or 0) * 60
  return sign == "-" and seconds or -seconds
end

-- "M3.5.0/2": the month, its week (5 is the last one), the weekday, the hour.
local function posix_change(text)
  local month, week, weekday, sign, hours, minutes =
    text:match "^M(%d+)%.(%d)%.(%d)/?([+-]?)(%d*):?(%d*)"
  if not month then return nil end
  local seconds = (tonumber(hours) or 2) * 3600 + (tonumber(minutes) or 0) * 60
  return {
    month = tonumber(month), week = tonumber(week), weekday = tonumber(weekday),
    seconds = sign == "-" and -seconds or seconds,
  }
end

-- The text after the zone's short name, which is letters or in angle brackets.
local function behind_name(text)
  return text:match "^%a+(.*)$" or text:match "^<[%w+-]+>(.*)$" or ""
end

--- Reads a rule; nil for a text that is none.
--- @param text string
--- @return table? rule
function M.parse(text)
  local standard, rest = behind_name(text):match "^([+-]?[%d:]+)(.*)$"
  if not standard then return nil end
  local rule = { standard = posix_offset(standard) }
  local given, first, second = behind_name(rest):match "^([+-]?[%d:]*),([^,]+),([^,]+)"
  if given then
    rule.summer = given ~= "" and posix_offset(given) or rule.standard + 3600
    rule.from, rule.to = posix_change(first), posix_change(second)
  end
  return rule
end

-- The time of a change in a year, in seconds of the local clock.
local function change_time(change, year)
  local first = calendar.day_number(year, change.month, 1)
  local day = first + (change.weekday - (first + 4) % 7) % 7 + (change.week - 1) * 7
  local next_month = change.month == 12 and calendar.day_number(year + 1, 1, 1)
    or calendar.day_number(year, change.month + 1, 1)
  if day >= next_month then day = day - 7 end
  return day * calendar.DAY_S + change.seconds
end

--- The offset from UTC that a rule gives at a time.
--- @param rule table
--- @param seconds integer  since 1970
--- @return integer
function M.offset(rule, seconds)
  if not (rule.from and rule.to) then return rule.standard end
  local year = tonumber(os.date("!%Y", seconds + rule.standard))
  local from = change_time(rule.from, year) - rule.standard
  local to = change_time(rule.to, year) - rule.summer
  local is_summer
  if from < to then
    is_summer = seconds >= from and seconds < to
  else -- south of the equator
    is_summer = seconds >= from or seconds < to
  end
  return is_summer and rule.summer or rule.standard
end

return M
