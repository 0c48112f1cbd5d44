-- ends: done [3,-4,2,1.5,"integer","float",-9223372036854775808,true,"2024-02-29",1709208000,255,4]
local max = math.maxinteger
local stamp = os.time { year = 2024, month = 2, day = 29, hour = 12 }
-- Noon in London, whatever the time zone.
local there = os.date("!*t", stamp)
there.isdst = nil
local noon = os.time { year = 2024, month = 2, day = 29 } + stamp - os.time(there)
local bits = 0xF0 | 0x0F
local function count(...) return select("#", ...) end
local function all(...) return ... end
return { 7 // 2, -7 // 2, 7 % 5, 3 / 2, math.type(1), math.type(1.0), max + 1,
  0.1 + 0.2 ~= 0.3, os.date("%Y-%m-%d", stamp), noon,
  bits, count(all(1, nil, 3), all(1, nil, 3), nil, nil) }
