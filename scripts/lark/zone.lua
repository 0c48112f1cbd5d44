-- SPDX-License-Identifier: MIT

--- Points in time, written as people in one time zone write them.
---
---     zone.text(1618899376474, "%Y-%m-%d %H:%M", "Asia/Shanghai")  --> "2021-04-20 14:16"
---
--- A zone is "local" (the machine's), "UTC", an offset such as "+08:00", or a name from
--- the zone database. Names are read from the machine's files (zone/file.lua), which a
--- sandboxed script cannot reach: it has the other three.
local calendar = require "lark.zone.calendar"
local decimal = require "lark.decimal"
local say = require "lark.say"

local day_number, DAY_S = calendar.day_number, calendar.DAY_S

local M = {
  --- All months from one to another, both written like "2025-11".
  --- @param first string
  --- @param last string
  --- @return string[]
  months = calendar.months,
}

-- The offset of the machine's own clock.
local function local_offset(seconds)
  local here = os.date("*t", seconds)
  return day_number(here.year, here.month, here.day) * DAY_S
    + here.hour * 3600 + here.min * 60 + here.sec - seconds
end

local known = { ["local"] = local_offset, UTC = function() return 0 end }

local function offset_zone(name)
  local sign, hours, minutes = name:match "^([+-])(%d%d):?(%d%d)$"
  if not sign or tonumber(hours) > 14 or tonumber(minutes) > 59 then return nil end
  local seconds = (tonumber(hours) * 60 + tonumber(minutes)) * 60
  if sign == "-" then seconds = -seconds end
  return function() return seconds end
end

--- Finds a zone: a function from seconds since 1970 to the seconds by which the zone's
--- clocks are then ahead of UTC.
--- @param name? string  "local" if left out
--- @return (fun(seconds: integer): integer)? zone
--- @return string? err
function M.find(name)
  name = name or "local"
  if type(name) ~= "string" then return nil, say "a zone is a name, such as Asia/Shanghai" end
  local found, why = known[name] or offset_zone(name), nil
  -- Loaded on first use: most reports need no zone database.
  if not found then found, why = require("lark.zone.file")(name) end
  known[name] = found
  return found, why
end

-- "+08:00"
local function offset_text(seconds)
  local size = math.abs(seconds) // 60
  return ("%s%02d:%02d"):format(seconds < 0 and "-" or "+", size // 60, size % 60)
end

-- os.date can write the years 1 to 9999.
local FIRST_S, LAST_S = day_number(1, 1, 1) * DAY_S, day_number(10000, 1, 1) * DAY_S - 1

--- Writes a time. The format is that of os.date; `%z` is the offset, as "+08:00".
--- @param ms number|string  since 1970; the platform has some as texts of digits
--- @param format string
--- @param name? string  the zone
--- @return string? text  nil for a time outside the years 1 to 9999
--- @return string? err
function M.text(ms, format, name)
  local offset_at, why = M.find(name)
  if not offset_at then return nil, why end
  local number = decimal.number(ms)
  local seconds = number and math.tointeger(number // 1000)
  if not seconds or seconds < FIRST_S + DAY_S or seconds > LAST_S - DAY_S then
    return nil, say "no time of this calendar"
  end
  local offset = offset_at(seconds)
  format = format:gsub("%%(.)", function(letter)
    if letter == "z" then return offset_text(offset) end
    if letter == "Z" then return name or "" end
  end)
  return os.date("!" .. format, seconds + offset)
end

-- The beginning of a day. Where clocks are set back over midnight, it is the first
-- midnight; where they skip midnight, it is the moment of the change.
local function day_start(day_s, offset_at)
  local before, after = day_s - offset_at(day_s - DAY_S), day_s - offset_at(day_s + DAY_S)
  local early, late = math.min(before, after), math.max(before, after)
  for _, seconds in ipairs { early, late } do
    if seconds + offset_at(seconds) == day_s then return seconds end
  end
  return before
end

--- The beginning of a day in a zone, in milliseconds since 1970; or this moment.
--- @param day string   "2026-11-21", or "now"
--- @param name? string the zone
--- @return integer? ms  nil for a text that is no day
--- @return string? err
function M.day(day, name)
  if day == "now" then return os.time() * 1000 end
  local year, month, of_month = tostring(day):match "^(%d%d%d%d)%-(%d%d?)%-(%d%d?)$"
  local offset_at, why = M.find(name)
  if not offset_at then return nil, why end
  local seconds = year
    and day_number(tonumber(year), tonumber(month), tonumber(of_month)) * DAY_S
  local written = year and ("%s-%02d-%02d"):format(year, month, of_month)
  if not year or os.date("!%Y-%m-%d", seconds) ~= written then
    return nil, say("%s is no day, such as 2026-11-21", tostring(day))
  end
  return day_start(seconds, offset_at) * 1000
end

-- "09:30:15.250" as seconds; nil for another text.
local function clock_s(text)
  local hour, minute, rest = text:match "^[T ](%d%d):(%d%d)(.*)$"
  if not hour or tonumber(hour) > 23 or tonumber(minute) > 59 then return nil end
  local second, after = rest:match "^:(%d%d%.?%d*)(.*)$"
  if second and (tonumber(second) or 60) >= 60 then return nil end
  local seconds = tonumber(hour) * 3600 + tonumber(minute) * 60 + (tonumber(second) or 0)
  return seconds, after or rest
end

--- A moment in a zone, in milliseconds since 1970.
--- @param text string  "2026-11-21", "2026-11-21 09:30", "2026-11-21T09:30:15+08:00" or "now"
--- @param name? string the zone, for a text that names none
--- @return integer? ms
--- @return string? err
function M.moment(text, name)
  if text == "now" then return os.time() * 1000 end
  local day, rest = text:match "^(%d%d%d%d%-%d%d?%-%d%d?)(.*)$"
  local start_ms = day and M.day(day, "UTC")
  if not start_ms then return nil, say("%q is no date", text) end
  local seconds, zone = 0, rest
  if rest:find "^[T ]" then seconds, zone = clock_s(rest) end
  if not seconds then return nil, say("%q has no time of day", text) end
  if zone ~= "" then name = zone == "Z" and "UTC" or zone end
  local offset_at, why = M.find(name)
  if not offset_at then return nil, why end
  local whole = math.floor(seconds)
  local at = day_start(start_ms // 1000 + whole, offset_at)
  return at * 1000 + math.floor((seconds - whole) * 1000 + 0.5)
end

return M
