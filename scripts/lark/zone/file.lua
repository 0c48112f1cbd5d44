-- SPDX-License-Identifier: MIT

--- Reads the files of the machine's zone database (RFC 8536).
---
--- A file is a header with counts and a block with 32-bit times, then a second header and
--- a block with 64-bit times, which is the one read here, and a footer with a rule.
local rule = require "lark.zone.rule"
local say = require "lark.say"

local FOLDER = "/usr/share/zoneinfo/"

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
  zone.rule = rule.parse(footer:match "\n(.-)\n" or "")
  return zone
end

-- The offset after the last change before `seconds`.
local function table_offset(zone, seconds)
  local times, low, high = zone.times, 0, #zone.times
  if zone.rule and (high == 0 or seconds >= times[high]) then
    return rule.offset(zone.rule, seconds)
  end
  while low < high do
    local middle = (low + high + 1) // 2
    if times[middle] <= seconds then low = middle else high = middle - 1 end
  end
  return zone.offsets[zone.kinds[low] or 0] or 0
end

--- Finds a zone by its name in the database.
--- @param name string
--- @return (fun(seconds: integer): integer)? zone  as `lark.zone` has them
--- @return string? err
return function(name)
  if not name:find "^%a[%w_+/-]*$" then return nil, say("%q is no time zone", name) end
  if not io then
    return nil, say("this script cannot read the file of the zone %s; use an offset, such as "
      .. "+08:00", name)
  end
  local file = io.open(FOLDER .. name, "rb")
  local data = file and file:read "a"
  if file then file:close() end
  local ok, zone = pcall(parse, data or "")
  if not ok then
    return nil, say("there is no time zone %s here; names are like Asia/Shanghai or +08:00, and "
      .. "tzdata has them", name)
  end
  return function(seconds) return table_offset(zone, seconds) end
end
