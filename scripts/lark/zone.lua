-- SPDX-License-Identifier: MIT

--- Points in time as people of one place write them.
---
---     zone.text(1618899376474, "%Y-%m-%d %H:%M", "Asia/Shanghai")  --> "2021-04-20 14:16"
---
--- A zone is "local" (the machine's), "UTC", an offset such as "+08:00", or a name of
--- the zone database. The names are read from the machine's files, which a sandboxed
--- script cannot: it has the others.
local decimal = require "lark.decimal"

local M = {}

local FOLDER = "/usr/share/zoneinfo/"
local DAY = 86400

-- ------------------------------------------------------------------- the rules

-- The footer of a zone's file says what holds after its last change, as POSIX writes
-- it: "CST-8", or "CET-1CEST,M3.5.0,M10.5.0/3" with a summer time from the last Sunday
-- of March to that of October.

-- "-8", "5:30": seconds; POSIX counts westwards.
local function posix_offset(text)
  local sign, hours, minutes = text:match "^([+-]?)(%d+):?(%d*)"
  local seconds = tonumber(hours) * 3600 + (tonumber(minutes) or 0) * 60
  return sign == "-" and seconds or -seconds
end

-- "M3.5.0/2": month, which of its weeks (5: the last), weekday, seconds into the day.
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

-- What stands behind the zone's short name, which is letters or in angle brackets.
local function behind_name(text)
  return text:match "^%a+(.*)$" or text:match "^<[%w+-]+>(.*)$" or ""
end

local function posix_rule(text)
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

-- The day, counted from 1970, that a date begins with; the months are those of a year
-- from March on, whose lengths repeat.
local function day_number(year, month, day)
  local y = month > 2 and year or year - 1
  local era = y // 400
  local of_era = y - era * 400
  local of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
end

-- When a change comes in a year, in seconds of the local clock.
local function change_time(change, year)
  local first = day_number(year, change.month, 1)
  local day = first + (change.weekday - (first + 4) % 7) % 7 + (change.week - 1) * 7
  local next_month = change.month == 12 and day_number(year + 1, 1, 1)
    or day_number(year, change.month + 1, 1)
  if day >= next_month then day = day - 7 end
  return day * DAY + change.seconds
end

local function rule_offset(rule, seconds)
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

-- ------------------------------------------------------------------- the files

-- A file of the database (RFC 8536): a header with counts, and then the block with
-- 32-bit times, and both once more with 64-bit ones, and the footer.
local HEADER = ">c4 c1 c15 I4 I4 I4 I4 I4 I4"

local function header(data, at)
  local magic, version, _, utc, std, leaps, times, types, chars = HEADER:unpack(data, at)
  assert(magic == "TZif" and version >= "2", "no file of the zone database")
  return { utc = utc, std = std, leaps = leaps, times = times, types = types, chars = chars }
end

local function block_bytes(counts, time_bytes)
  return counts.times * (time_bytes + 1) + counts.types * 6 + counts.chars
    + counts.leaps * (time_bytes + 4) + counts.std + counts.utc
end

local function parse(data)
  local size = HEADER:packsize()
  local second = size + block_bytes(header(data, 1), 4)
  local counts = header(data, second + 1)
  local at = second + size + 1
  local zone = { times = {}, kinds = {}, offsets = {} }
  for i = 1, counts.times do zone.times[i] = (">i8"):unpack(data, at + (i - 1) * 8) end
  at = at + counts.times * 8
  for i = 1, counts.times do zone.kinds[i] = data:byte(at + i - 1) end
  at = at + counts.times
  for i = 1, counts.types do zone.offsets[i - 1] = (">i4"):unpack(data, at + (i - 1) * 6) end
  local footer = data:sub(second + size + block_bytes(counts, 8) + 1)
  zone.rule = posix_rule(footer:match "\n(.-)\n" or "")
  return zone
end

-- The offset that holds since the last change before `seconds`.
local function table_offset(zone, seconds)
  local times, low, high = zone.times, 0, #zone.times
  if zone.rule and (high == 0 or seconds >= times[high]) then
    return rule_offset(zone.rule, seconds)
  end
  while low < high do
    local middle = (low + high + 1) // 2
    if times[middle] <= seconds then low = middle else high = middle - 1 end
  end
  return zone.offsets[zone.kinds[low] or 0] or 0
end

local function named(name)
  if not name:find "^%a[%w_+/-]*$" then return nil, ("%q is no time zone"):format(name) end
  if not io then
    return nil, ("the zone %s is in a file, out of this script's reach; \"+08:00\" is not")
      :format(name)
  end
  local file = io.open(FOLDER .. name, "rb")
  local data = file and file:read "a"
  if file then file:close() end
  local ok, zone = pcall(parse, data or "")
  if not ok then
    return nil, ("there is no time zone %s here; names are like Asia/Shanghai or +08:00, "
      .. "and tzdata has them"):format(name)
  end
  return function(seconds) return table_offset(zone, seconds) end
end

-- -------------------------------------------------------------------- from outside

-- How far the machine's own clock is ahead of UTC.
local function local_offset(seconds)
  local here = os.date("*t", seconds)
  return day_number(here.year, here.month, here.day) * DAY
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

--- The zone of that name, as a function of seconds since 1970 that returns how many
--- seconds its clocks are ahead of UTC then.
--- @param name? string  "local" if left out
--- @return (fun(seconds: integer): integer)? zone
--- @return string? err
function M.find(name)
  name = name or "local"
  if type(name) ~= "string" then return nil, "a zone is a name, such as Asia/Shanghai" end
  local found, why = known[name] or offset_zone(name), nil
  if not found then found, why = named(name) end
  known[name] = found
  return found, why
end

-- "+08:00"
local function offset_text(seconds)
  local size = math.abs(seconds) // 60
  return ("%s%02d:%02d"):format(seconds < 0 and "-" or "+", size // 60, size % 60)
end

-- What os.date can write: the years 1 to 9999.
local FIRST_S, LAST_S = day_number(1, 1, 1) * DAY, day_number(10000, 1, 1) * DAY - 1

--- `ms` as text. Format letters are those of os.date, `%z` being the offset.
--- @param ms number|string  since 1970; a text of digits, as the platform has some
--- @param format string
--- @param name? string  the zone
--- @return string? text  nil for what is no time of the years 1 to 9999
--- @return string? err
function M.text(ms, format, name)
  local offset_at, why = M.find(name)
  if not offset_at then return nil, why end
  local number = decimal.number(ms)
  local seconds = number and math.tointeger(number // 1000)
  if not seconds or seconds < FIRST_S + DAY or seconds > LAST_S - DAY then
    return nil, "no time of this calendar"
  end
  local offset = offset_at(seconds)
  format = format:gsub("%%(.)", function(letter)
    if letter == "z" then return offset_text(offset) end
    if letter == "Z" then return name or "" end
  end)
  return os.date("!" .. format, seconds + offset)
end

-- When a day begins: where clocks are set back over midnight, the first time; where
-- they skip it, when they do.
local function day_start(day_s, offset_at)
  local before, after = day_s - offset_at(day_s - DAY), day_s - offset_at(day_s + DAY)
  local early, late = math.min(before, after), math.max(before, after)
  for _, seconds in ipairs { early, late } do
    if seconds + offset_at(seconds) == day_s then return seconds end
  end
  return before
end

--- When a day begins somewhere, in milliseconds since 1970; or this moment.
--- @param day string   "2026-11-21", or "now"
--- @param name? string the zone
--- @return integer? ms  nil for what is no day
--- @return string? err
function M.day(day, name)
  if day == "now" then return os.time() * 1000 end
  local year, month, of_month = tostring(day):match "^(%d%d%d%d)%-(%d%d?)%-(%d%d?)$"
  local offset_at, why = M.find(name)
  if not offset_at then return nil, why end
  local seconds = year
    and day_number(tonumber(year), tonumber(month), tonumber(of_month)) * DAY
  local written = year and ("%s-%02d-%02d"):format(year, month, of_month)
  if not year or os.date("!%Y-%m-%d", seconds) ~= written then
    return nil, ("%s is no day, such as 2026-11-21"):format(tostring(day))
  end
  return day_start(seconds, offset_at) * 1000
end

-- Months since the year 0; nil for what is none.
local function month_number(text)
  local year, month = tostring(text):match "^(%d%d%d%d)-(%d%d)$"
  month = tonumber(month)
  return month and month >= 1 and month <= 12 and year * 12 + month - 1 or nil
end

--- All months from one to another, both written like "2025-11"; none where the first is
--- the later one, or either is no month.
--- @param first string
--- @param last string
--- @return string[]
function M.months(first, last)
  local from, to, list = month_number(first), month_number(last), {}
  for at = from or 1, from and to or 0 do
    list[#list + 1] = ("%04d-%02d"):format(at // 12, at % 12 + 1)
  end
  return list
end

return M
