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
  if type(name) ~= "string" then return nil, "a zone is a name, such as Asia/Shanghai" end
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
    return nil, "no time of this calendar"
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
    return nil, ("%s is no day, such as 2026-11-21"):format(tostring(day))
  end
  return day_start(seconds, offset_at) * 1000
end

return M
