-- SPDX-License-Identifier: MIT

--- Makes calls at a steady pace over tokens that live two seconds, and longer where the machine is
--- emulated. None may fail, and after
--- the first token none may wait for one, since it is renewed while the old one is valid.
---
---     lua5.4 tokens.lua [CALLS [RATE]]
local kernel = require "soak.kernel"
local patience = require "support.patience"
local simulator = require "support.simulator"

local M = {}

local TTL_S = 2 * patience

-- A token call takes as long as any answer. If calls waited for it, all that start
-- meanwhile would wait: far more than those that wait because the machine is busy between
-- a start and the next step.
local LATENCY_MS = 50
local LONG_WAIT_MS = 10

-- The old token is valid for another half second while the new one is fetched. If the
-- process stood still for most of that, the token may have expired.
local STOOD_STILL_S = 0.3

local function new_run(calls, rate)
  local run = { calls = calls, rate = rate, started = 0, failed = 0, waited = 0, gap_s = 0 }
  run.sim = simulator.start("--limits", "off", "--token-ttl", tostring(TTL_S), "--latency",
    tostring(LATENCY_MS))
  run.client = run.sim:client { limits = false, max_in_flight = 1000, log = function(entry)
    if run.counting and entry.wait_ms > LONG_WAIT_MS then run.waited = run.waited + 1 end
  end }
  return run
end

local function start(run)
  run.started = run.started + 1
  assert(run.client:start("hire.referral.get_by_application",
    { application_id = "6134134355464633" }, function(_, err)
      if not err then return end
      run.failed = run.failed + 1
      run.err = run.err or err
    end))
end

-- Paces the calls, and measures its own delays.
local function drive(run)
  local client = run.client
  local began_s = kernel.now_s()
  local now_s = began_s
  repeat
    local due = math.min(run.calls, math.ceil((now_s - began_s) * run.rate))
    while run.started < due do start(run) end
    client:wait(5)
    local before_s = now_s
    now_s = kernel.now_s()
    run.gap_s = math.max(run.gap_s, now_s - before_s)
  until run.started == run.calls and client:stats().pending == 0
  run.took_s = now_s - began_s
end

--- Makes `calls` at `rate` a second.
--- @return table run  failed, err, waited (the calls that waited long, for any reason),
---   gap_s (the longest time that the process stood still), blocked (the calls that would
---   have waited if renewals blocked), renewals
function M.run(calls, rate)
  local run = new_run(calls, rate)
  start(run)
  while run.client:stats().pending > 0 do run.client:wait() end
  run.counting = true
  drive(run)
  run.renewals = run.client:stats().token_fetches - 1
  run.blocked = run.renewals * rate * (LATENCY_MS - LONG_WAIT_MS) / 1000
  run.stood_still = run.gap_s > STOOD_STILL_S
  run.client:close()
  run.sim:stop()
  return run
end

--- The same, repeated once if the machine stood still.
function M.run_steadily(calls, rate)
  for _ = 1, 3 do
    local run = M.run(calls, rate)
    if not run.stood_still then return run end
  end
  return nil, "the machine stands still for longer than tokens last"
end

--- The error of a run, or nil.
function M.complaint(run)
  if run.failed > 0 then return ("%d calls failed: %s"):format(run.failed, run.err) end
  if run.renewals < run.took_s / 2 - 1 then return "the token was not renewed in time" end
  if run.waited > run.blocked / 4 then
    return ("%d calls waited; %d would if all waited for renewals"):format(run.waited,
      run.blocked)
  end
end

local function main(calls, rate)
  local run, why = M.run_steadily(calls, rate)
  why = why or M.complaint(run)
  if run then
    print(("%d calls in %.1f s over tokens of 2 s: %d renewals, %d failed, %d waited longer "
      .. "than %d ms; had they waited for renewals, %d would have"):format(run.calls, run.took_s,
      run.renewals, run.failed, run.waited, LONG_WAIT_MS, run.blocked))
  end
  if why then io.stderr:write("soak: ", why, "\n") end
  os.exit(why and 1 or 0, true)
end

if ... == "soak.tokens" then return M end
main(math.tointeger(tonumber(arg[1])) or 20000, math.tointeger(tonumber(arg[2])) or 2000)
