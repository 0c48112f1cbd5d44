-- SPDX-License-Identifier: MIT

--- Measures processes that share an app through a Redis server.
---
---     lua5.4 bench/shared.lua BUILD_DIR [PART...]     limit, killed, queue, cost
---
--- Exit status: 0 if nothing failed, was refused or was lost, else 1.
local here = arg[0]:match "^(.*)/" or "."

-- ---------------------------------------------------------- what a process does

local ENDPOINT = "hire.referral.get_by_application"
local PARAMS = { application_id = "6134134355464633" }

-- Calls at an even pace: prints the processor time of one.
local function paced(per_s, seconds)
  local lark = require "lark"
  local client = assert(lark.client { limits = { [ENDPOINT] = per_s .. "/s" } })
  local done, failed = 0, nil
  local function start(count)
    for _ = 1, count do
      assert(client:start(ENDPOINT, PARAMS, function(data, err)
        done, failed = done + (data and 1 or 0), failed or err
      end))
    end
  end
  local ROUND_S = 0.01
  local function run(rounds)
    for _ = 1, rounds do
      start(per_s * ROUND_S // 1)
      lark.sleep(ROUND_S)
    end
    while client:stats().pending > 0 do lark.sleep(0.001) end
  end
  lark.run(function()
    run(50) -- connections, token
    local before, calls = os.clock(), done
    run(math.floor(seconds / ROUND_S))
    print(("us=%.1f"):format((os.clock() - before) / (done - calls) * 1e6))
  end)
  if failed then error(failed) end
end

if arg[1] == "--paced" then
  paced(tonumber(arg[2]), tonumber(arg[3]))
  return
end

-- ------------------------------------------------------------------- the parts

local build = assert(arg[1], "usage: lua5.4 bench/shared.lua BUILD_DIR [PART...]")
local source = here .. "/.."
package.path = source .. "/scripts/?.lua;" .. source .. "/spec/?.lua;" .. package.path
package.cpath = build .. "/lib/lua/5.4/?.so;" .. package.cpath

-- spec/support reads the folder from the environment, which programs get, too.
if os.getenv "LARK_BUILD" ~= build then
  local process = require "support.process"
  local words = { "env", "LARK_BUILD=" .. build, "LARK_SOURCE=" .. source,
    "LUA_PATH=" .. package.path, "LUA_CPATH=" .. package.cpath, "lua5.4", table.unpack(arg, 0) }
  local _, _, code = os.execute(process.command(words))
  os.exit(code)
end

local lark = require "lark"
local process = require "support.process"
local redis = require "support.redis"
local simulator = require "support.simulator"

local failures = 0

local function say(format, ...)
  print(format:format(...))
  io.stdout:flush()
end

local function expect(holds, what)
  if holds then return end
  failures = failures + 1
  say("  FAILED: %s", what)
end

-- Runs callers (spec/support/caller.lua); `meanwhile` runs while they do.
local function callers(count, calls, sim, server, meanwhile)
  local started = {}
  for i = 1, count do
    started[i] = process.start({ "lua5.4", source .. "/spec/support/caller.lua", tostring(calls) },
      { env = sim:env { LARK_STORE = server.url } })
  end
  if meanwhile then meanwhile() end
  local from, to, ok, ends = math.huge, 0, 0, {}
  for i, one in ipairs(started) do
    local ended = one.finish()
    local a, b, n = ended.out:match "start=(%S+) end=(%S+) ok=(%d+)"
    expect(a and not ended.out:find "error=", ended.out .. ended.err)
    from, to = math.min(from, tonumber(a or 0)), math.max(to, tonumber(b or 0))
    ok, ends[i] = ok + tonumber(n or 0), tonumber(b or 0)
  end
  expect(ok == count * calls, "calls are lost")
  return to - from, ends, from
end

-- The requests that the server got in a time.
local function say_load(server, seconds, what)
  local info = server:say("INFO", "commandstats").out
  local calls, us = info:match "cmdstat_evalsha:calls=(%d+),usec=(%d+)"
  say("  the server ran %.0f scripts a second of %.0f us each%s", calls / seconds, us / calls, what)
end

local PARTS = {}

-- 1,200 calls at 50/s: the last leave after 23 s.
local IDEAL_S = 23

function PARTS.limit()
  local sim, server = simulator.start(), redis.start()
  local took_s, ends, from = callers(4, 300, sim, server)
  local refused = sim:stats().rate_limited
  say("limit: 4 processes, 300 calls each, 50/s: %.2f s, %.3f of the shortest; %d refused", took_s,
    took_s / IDEAL_S, refused)
  -- All have as much to do: those that got less end later.
  table.sort(ends)
  local first = (ends[1] - from) / (ends[4] - from)
  say("  the first process ended at %.2f of the time of the last", first)
  expect(first >= 1 / 1.2, "a process had a share of 20% more")
  say_load(server, took_s, "")
  expect(refused == 0, "refused calls")
  expect(took_s <= IDEAL_S * 1.03 + 0.3, "more than 3% over the shortest time")
  sim:stop()
  server:stop()
end

function PARTS.killed()
  local sim, server = simulator.start(), redis.start()
  local took_s = callers(4, 300, sim, server, function()
    os.execute "sleep 8"
    server:kill()
    os.execute "sleep 3"
    server:run()
  end)
  say("killed: the same, with a server that is away for 3 s and comes back empty: %.2f s, %.3f; "
    .. "%d refused", took_s, took_s / IDEAL_S, sim:stats().rate_limited)
  sim:stop()
  server:stop()
end

function PARTS.queue()
  local ROWS, WORKERS, KILLS = 2000, 6, 40
  local server = redis.start()
  local folder = server.folder
  local function write(name, text)
    local file <close> = assert(io.open(folder .. "/" .. name, "w"))
    file:write(text)
    return folder .. "/" .. name
  end
  local lines = { "id" }
  for i = 1, ROWS do lines[#lines + 1] = tostring(i) end
  local jobs = write("jobs.csv", table.concat(lines, "\n") .. "\n")
  local script = write("work.lua", [[
    local lark = require "lark"
    return function(row)
      lark.sleep(0.01)
      return { of = row.id }
    end
  ]])
  local env = { LARK_STORE = server.url }
  local lualark = build .. "/bin/lualark"
  local function worker()
    return process.start({ lualark, "queue", "work", script, "--patience", "500ms", "--tries",
      "100" }, { env = env })
  end
  process.run({ lualark, "queue", "add", jobs }, { env = env })
  local workers = {}
  for i = 1, WORKERS do workers[i] = worker() end
  math.randomseed(20)
  for _ = 1, KILLS do
    os.execute "sleep 0.1"
    local i = math.random(WORKERS)
    workers[i].signal "KILL"
    workers[i].finish()
    workers[i] = worker()
  end
  for _, one in ipairs(workers) do
    expect(one.finish().status == 0, "a worker failed")
  end
  local found = process.run({ lualark, "queue", "results", "--format", "json" }, { env = env })
  local seen, count = {}, 0
  for _, result in ipairs(lark.decode(found.out)) do
    expect(not seen[result.of], "a result is there twice")
    seen[result.of], count = true, count + 1
  end
  say("queue: %d rows, %d workers, %d killed: %d results, each once", ROWS, WORKERS, KILLS, count)
  expect(count == ROWS, "results are lost")
  server:stop()
end

local function cost(sim, store)
  local ended = process.run({ "lua5.4", arg[0], "--paced", "1000", "5" },
    { env = sim:env { LARK_STORE = store } })
  return tonumber(ended.out:match "us=(%S+)" or error(ended.out .. ended.err))
end

-- Pairs side by side; the machine's speed swings.
function PARTS.cost()
  local sim, server = simulator.start("--limits", "off"), redis.start()
  local ratios = {}
  for i = 1, 5 do
    local memory, shared = cost(sim, ""), cost(sim, server.url)
    ratios[i] = shared / memory
    say("  a call: %.0f us in memory, %.0f us with Redis", memory, shared)
  end
  table.sort(ratios)
  say("cost: processor time per call at 1,000 calls a second, Redis to memory: %.2f", ratios[3])
  expect(ratios[3] <= 1.2, "more than 1.2 times")
  say_load(server, 27.5, ", for one process")
  sim:stop()
  server:stop()
end

local available, why = redis.available()
if not available then error(why) end
local parts = #arg > 1 and { table.unpack(arg, 2) } or { "limit", "killed", "queue", "cost" }
for _, part in ipairs(parts) do PARTS[part]() end
os.exit(failures == 0 and 0 or 1)
