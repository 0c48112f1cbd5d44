-- SPDX-License-Identifier: MIT

--- Measures calls that rate limits delay: compares their time with the shortest time
--- that the limits allow, and counts refusals.
---
---     lua5.4 bench/limits.lua BUILD_DIR
---
--- Exit status: 0 if no call was refused and none failed, else 1.
local here = arg[0]:match "^(.*)/" or "."

-- ------------------------------------------------------------------- the data

local REFERRALS = {
  endpoint = "hire.referral.get_by_application",
  params = { application_id = "6134134355464633" },
  calls = 200,
  limits = { { max = 50, window_s = 1 } },
}

local JOB_POSTS = {
  endpoint = "hire.referral_website.job_post.get",
  params = { job_post_id = "6701528341100366094" },
  calls = 1060,
  limits = { { max = 50, window_s = 1 }, { max = 1000, window_s = 60 } },
}

-- The simulator's latency in milliseconds.
local LATENCIES = { "0", "20", "150", "5-100" }
local WINDOWS = { "sliding", "fixed" }

-- The goal for a steady latency.
local GOAL = 1.02

-- ---------------------------------------------------------------- the shortest

-- When the last call may be sent if the first is sent at 0. A window may begin at any
-- time, so call i waits until the call `max` places before it is a window old: 200 calls
-- at 50/s are sent at 0, 1, 2 and 3 s. With a second limit of 1000/min, call 1001 of 1060
-- is sent at 60 s and call 1051 at 61 s.
--
-- Fixed windows allow more calls if one ends right after the first calls. But a client
-- does not know when they begin, so to avoid every refusal it must keep the same times.
local function last_start_s(calls, limits)
  local starts = {}
  for i = 1, calls do
    starts[i] = 0
    for _, limit in ipairs(limits) do
      local before = starts[i - limit.max]
      if before then starts[i] = math.max(starts[i], before + limit.window_s) end
    end
  end
  return starts[calls]
end

-- The last answer comes one latency later. Of some fifty calls that are sent together,
-- one has nearly the longest latency.
local function ideal_s(work, latency)
  local longest_ms = tonumber(latency:match "%d+$")
  return last_start_s(work.calls, work.limits) + longest_ms / 1000
end

-- -------------------------------------------------------------- one measurement

-- Lua has no finer clock for the time of day.
local function uptime_s()
  local file <close> = assert(io.open "/proc/uptime")
  return file:read "n"
end

local function make_calls(client, work)
  local failed
  for _ = 1, work.calls do
    assert(client:start(work.endpoint, work.params, function(_, err) failed = failed or err end))
  end
  while client:stats().pending > 0 do client:wait() end
  if failed then error(failed) end
end

-- Runs as a process of its own and prints `time_s=... refused=...`.
local function measure(work, windows, latency)
  local simulator = require "support.simulator"
  local sim = simulator.start("--limits", windows, "--latency", latency)
  local client = sim:client()
  -- The token and the first connection have nothing to do with limits.
  assert(client.hire.referral.search { talent_id = "6930815272790114324" })
  local began_s = uptime_s()
  make_calls(client, work)
  local took_s = uptime_s() - began_s
  local refused = sim:stats().rate_limited
  client:close()
  sim:stop()
  print(("time_s=%.2f refused=%d"):format(took_s, refused))
end

-- ---------------------------------------------------------------------- all

local function quoted(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

-- Starts a measurement; returns a function that waits for its end.
local function start(build, name, windows, latency)
  local pipe = assert(io.popen(table.concat({
    "LARK_BUILD=" .. quoted(build), "LUA_PATH=" .. quoted(here .. "/../spec/?.lua;;"),
    "LUA_CPATH=" .. quoted(build .. "/lib/lua/5.4/?.so;;"),
    "timeout 120 lua5.4", quoted(here .. "/limits.lua"), quoted(build), name, windows, latency,
  }, " ")))
  return function()
    local time, refused = pipe:read "a":match "time_s=(%S+) refused=(%d+)"
    pipe:close()
    return tonumber(time), math.tointeger(tonumber(refused))
  end
end

local WORKS = { referrals = REFERRALS, job_posts = JOB_POSTS }

local function print_row(windows, latency, ideal, took, refused)
  local ratio = took / ideal
  local steady = not latency:find "-"
  print(("  %-8s %8s ms %9.2f s %9.2f s %8.3f%s %6d"):format(windows, latency, took, ideal, ratio,
    steady and ratio > GOAL and "!" or " ", refused))
end

-- All measurements run at once: they sleep nearly all the time.
local function compare(build, name)
  local work, fine = WORKS[name], true
  print(("\n%d x %s\n  %-8s %11s %11s %11s %8s %7s"):format(work.calls, work.endpoint,
    "windows", "latency", "time", "ideal", "ratio", "429s"))
  local started = {}
  for _, windows in ipairs(WINDOWS) do
    for _, latency in ipairs(LATENCIES) do
      local finish = start(build, name, windows, latency)
      started[#started + 1] = { windows, latency, finish }
    end
  end
  for _, one in ipairs(started) do
    local took, refused = one[3]()
    fine = fine and took ~= nil and refused == 0
    if took then
      print_row(one[1], one[2], ideal_s(work, one[2]), took, refused)
    else
      print(("  %-8s %8s ms  failed"):format(one[1], one[2]))
    end
  end
  return fine
end

local function main()
  local build, name, windows, latency = table.unpack(arg)
  if not build then
    io.stderr:write "usage: lua5.4 bench/limits.lua BUILD_DIR\n"
    os.exit(2)
  end
  if name then
    measure(WORKS[name], windows, latency)
    return true
  end
  local referrals = compare(build, "referrals")
  local job_posts = compare(build, "job_posts")
  print(("\nThe goal for a steady latency is %.2f; ! marks a ratio above it."):format(GOAL))
  return referrals and job_posts
end

os.exit(main() and 0 or 1, true)
