-- SPDX-License-Identifier: MIT

--- The calls of bench_bare_curl as a script makes them: from the Lua call to the
--- table, with nothing switched off.
---
---     lua5.4 calls.lua BASE_URL CALLS IN_FLIGHT
local lark = require "lark"

local base_url = arg[1]
local calls = math.tointeger(tonumber(arg[2]))
local in_flight = math.tointeger(tonumber(arg[3]))

-- What the documented example answers.
local CREATE_TIME = 1618899376474

local client = assert(lark.client {
  base_url = base_url, app_id = "cli_bench", app_secret = "bench",
  deadline = 60,
  -- The budget is kept on every call, and never the bottleneck.
  limits = { ["hire.referral.get_by_application"] = "1000000/s" },
})

local started, ended = 0, 0
local first, last

local function work()
  while started < calls do
    started = started + 1
    local data, err = client.hire.referral.get_by_application {
      application_id = "6134134355464633",
    }
    if not data then error(err) end
    ended = ended + 1
    first = first or data
    last = data
  end
end

-- Lua itself has no finer clock for the time of day.
local function uptime_s()
  local file <close> = assert(io.open "/proc/uptime")
  return file:read "n"
end

local began_s, used_s = uptime_s(), os.clock()
lark.run(function()
  for _ = 1, in_flight do lark.spawn(work) end
end)
used_s = os.clock() - used_s
local took_s = math.max(uptime_s() - began_s, 0.01)

assert(ended == calls, "not every call has ended")
assert(client:stats().calls >= calls, "not every call was made")
assert(first.referral.create_time == CREATE_TIME, "the first answer is wrong")
assert(last.referral.create_time == CREATE_TIME, "the last answer is wrong")
print(string.format("calls=%d cpu_us=%.3f wall_s=%.3f per_s=%.0f",
  calls, used_s * 1e6 / calls, took_s, calls / took_s))
