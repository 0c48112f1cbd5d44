-- SPDX-License-Identifier: MIT

--- Makes the calls of bench_bare_curl from a script, up to the table, with every feature
--- on; or without one feature, to measure its cost.
---
---     lua5.4 calls.lua BASE_URL CALLS IN_FLIGHT [without=FEATURE]
---
--- Features: limits (rate budgets), deadline, validation (client:request, which checks
--- no parameters against the catalog), coroutines (client:start with callbacks).
local lark = require "lark"

local base_url = arg[1]
local calls = math.tointeger(tonumber(arg[2]))
local in_flight = math.tointeger(tonumber(arg[3]))
local without = (arg[4] or ""):match "^without=(.+)$"

local ENDPOINT = "hire.referral.get_by_application"
local PARAMS = { application_id = "6134134355464633" }
-- A value in the documented example's answer.
local CREATE_TIME = 1618899376474

-- The budget is kept on every call, but never delays one.
local limits = { [ENDPOINT] = "1000000/s" }
if without == "limits" then limits = false end

local client = assert(lark.client {
  base_url = base_url, app_id = "cli_bench", app_secret = "bench",
  -- Long enough for a busy machine under valgrind.
  timeout = 600, deadline = without ~= "deadline" and 600 or nil, limits = limits,
  ca_file = base_url:find "^https" and os.getenv "BENCH_CA_FILE" or nil,
})

local started, ended = 0, 0
local first, last

local function took(data, err)
  if not data then error(err) end
  ended = ended + 1
  first = first or data
  last = data
end

-- ---------------------------------------------------------------- ways to call

-- As scripts do: a coroutine for each call in flight.
local function in_coroutines(one)
  lark.run(function()
    for _ = 1, in_flight do
      lark.spawn(function()
        while started < calls do
          started = started + 1
          took(one())
        end
      end)
    end
  end)
end

local function call()
  return client.hire.referral.get_by_application {
    application_id = "6134134355464633",
  }
end

local function request()
  return client:request {
    method = "GET", path = "/open-apis/hire/v1/referrals/get_by_application", query = PARAMS,
  }
end

local function in_callbacks()
  local function start()
    if started == calls then return end
    started = started + 1
    client:start(ENDPOINT, PARAMS, function(data, err)
      took(data, err)
      start()
    end)
  end
  for _ = 1, in_flight do start() end
  while ended < calls do client:wait(-1) end
end

-- Lua has no finer clock for the time of day.
local function uptime_s()
  local file <close> = assert(io.open "/proc/uptime")
  return file:read "n"
end

local began_s, used_s = uptime_s(), os.clock()
if without == "coroutines" then
  in_callbacks()
else
  in_coroutines(without == "validation" and request or call)
end
used_s = os.clock() - used_s
local took_s = math.max(uptime_s() - began_s, 0.01)

assert(ended == calls, "not every call has ended")
assert(client:stats().calls >= calls, "not every call was made")
assert(first.referral.create_time == CREATE_TIME, "the first answer is wrong")
assert(last.referral.create_time == CREATE_TIME, "the last answer is wrong")
print(string.format("calls=%d cpu_us=%.3f wall_s=%.3f per_s=%.0f",
  calls, used_s * 1e6 / calls, took_s, calls / took_s))
