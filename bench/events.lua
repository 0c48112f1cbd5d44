-- SPDX-License-Identifier: MIT

--- Compares what it costs to receive events: the platform's SDK for Node, and ours, each with a
--- handler that does nothing. Processor time of the receiver, and events in a second, in turns.
---
---     lua5.4 bench/events.lua BUILD_DIR [EVENTS] [ROUNDS]
---
--- BENCH_NODE_MODULES names the folder with the SDK. Exit status: 0 if every event was answered.
local here = arg[0]:match "^(.*)/" or "."
local build = assert(arg[1], "usage: lua5.4 bench/events.lua BUILD_DIR [EVENTS] [ROUNDS]")
local events, rounds = tonumber(arg[2]) or 5000, tonumber(arg[3]) or 5

local KEY, TOKEN, IN_FLIGHT = "made-up-key", "made-up", 20
local APP_ID = "cli_0123456789abcdef" -- the SDK refuses others
local TYPE = "hire.application.stage_changed_v1"

local function quoted(word) return "'" .. tostring(word):gsub("'", "'\\''") .. "'" end

local function read(command)
  local pipe <close> = assert(io.popen(command, "r"))
  return (pipe:read "a")
end

local function contents(path)
  local file <close> = io.open(path)
  return file and file:read "a" or ""
end

local folder = read("mktemp -d"):match "[^\n]+"

local function write(name, text)
  local file <close> = assert(io.open(folder .. "/" .. name, "w"))
  file:write(text)
  return folder .. "/" .. name
end

-- Looks until `check` returns something, for half a minute.
local function await(what, check)
  for _ = 1, 1500 do
    local found = check()
    if found then return found end
    os.execute "sleep 0.02"
  end
  error("it did not come to that: " .. what, 0)
end

-- ------------------------------------------------------------------- programs

local running, started = {}, 0

-- Starts a program with an empty standard input that stays open; its output goes to a file.
local function start(env, command)
  started = started + 1
  local out = folder .. "/" .. started
  local pipe = assert(io.popen(("echo $$ >%s.pid; exec env %s %s >%s 2>&1"):format(quoted(out), env,
    command, quoted(out)), "w"))
  local self = { out = out, pipe = pipe }
  self.pid = await(command, function() return tonumber(contents(out .. ".pid")) end)
  running[#running + 1] = self
  return self
end

local function stop_all()
  for i = #running, 1, -1 do
    os.execute(("kill %d 2>/dev/null"):format(running[i].pid))
    running[i].pipe:close()
  end
end

-- The processor time of a process so far, in seconds; the kernel counts hundredths.
local function used_s(pid)
  local user, system = contents(("/proc/%d/stat"):format(pid)):match(
    "%) %a" .. (" %S+"):rep(10) .. " (%d+) (%d+)")
  return (tonumber(user) + tonumber(system)) / 100
end

local function said(program, pattern)
  return await(program.out, function() return contents(program.out):match(pattern) end)
end

-- -------------------------------------------------------------------- webhooks

local sent = 0

local function post(url)
  local answered = read(("%s %s %s %d %d %d"):format(quoted(build .. "/bench/bench_events"),
    quoted(url), KEY, events, IN_FLIGHT, sent))
  sent = sent + events
  assert(answered:find("answered=" .. events, 1, true), answered)
  return tonumber(answered:match "seconds=(%S+)"), tonumber(answered:match "slowest_ms=(%S+)")
end

local SECRETS = ("LARK_ENCRYPT_KEY=%s LARK_VERIFICATION_TOKEN=%s"):format(KEY, TOKEN)

local function webhook(name, program, pattern)
  return { name = name, program = program, run = function()
    return post(("http://127.0.0.1:%s/"):format(said(program, pattern)))
  end }
end

-- ------------------------------------------------------------ long connections

local simulator, base_url

local function simulate(path, body)
  return read(("curl -sf -H 'Content-Type: application/json' %s -d %s"):format(
    quoted(base_url .. path), quoted(body)))
end

local function shown(name)
  local text = read("curl -s " .. quoted(base_url .. "/_sim/push"))
  return tonumber(text:match('"' .. name .. '": ?(%d+)'))
end

-- One event, which the simulator sends so often.
local function push()
  await("a connection", function() return shown "open" == 1 end)
  simulate("/_sim/push", ('{"copies": %d}'):format(events))
  local before, began = shown "answered", tonumber(contents("/proc/uptime"):match "%S+")
  simulate("/_sim/events", ('{"type": "%s", "id": "e", "event": {'
    .. '"application_id": "1", "origin_stage_id": "1", "target_stage_id": "2", '
    .. '"update_time": 1618899376474}}'):format(TYPE))
  await("answers", function() return shown "answered" == before + events end)
  return tonumber(contents("/proc/uptime"):match "%S+") - began
end

local OURS_LONG = ([[
local lark = require "lark"
lark.events.on("%s", function() end)
print(lark.client():listen())
]]):format(TYPE)

-- ----------------------------------------------------------------- measuring

local function median(list)
  table.sort(list)
  return list[(#list + 1) // 2]
end

local function measure(receiver)
  local before = used_s(receiver.program.pid)
  local seconds, slowest = receiver.run()
  receiver.us[#receiver.us + 1] = (used_s(receiver.program.pid) - before) * 1e6 / events
  receiver.per_s[#receiver.per_s + 1] = events / seconds
  receiver.slowest = math.max(receiver.slowest or 0, slowest or 0)
end

-- Runs receivers in turns; the first is theirs. The first round warms up.
local function compare(title, receivers, ready)
  for round = 0, rounds do
    for _, receiver in ipairs(receivers) do
      if round < 2 then receiver.us, receiver.per_s = {}, {} end
      if ready then ready(receiver) end
      measure(receiver)
    end
  end
  print(title)
  for _, receiver in ipairs(receivers) do
    local ratios = {}
    for i, us in ipairs(receiver.us) do ratios[i] = us / receivers[1].us[i] end
    local of_theirs = median(ratios)
    print(("  %-44s %6.0f us  %6.0f events/s  %.2f (%.2f to %.2f)%s"):format(receiver.name,
      median { table.unpack(receiver.us) }, median(receiver.per_s), of_theirs, ratios[1],
      ratios[#ratios], receiver.slowest > 0 and ("  slowest %d ms"):format(receiver.slowest) or ""))
  end
end

local node = ("NODE_PATH=%s node %s "):format(quoted(os.getenv "BENCH_NODE_MODULES" or ""),
  quoted(here .. "/peers/node_events.js"))

local function compare_webhooks()
  local handlers = write("handlers.lua",
    ('require("lark").events.on("%s", function() end)\n'):format(TYPE))
  compare("webhook, encrypted and signed, " .. IN_FLIGHT .. " at once", {
    webhook("the SDK for Node", start("", node .. "webhook " .. KEY), "^(%d+)\n"),
    webhook("lark_event_receive in a C program",
      start(SECRETS, quoted(build .. "/bin/examples/webhook_host") .. " 0"), "^(%d+)\n"),
    webhook("lualark listen, each event in the inbox",
      start(SECRETS, ("%s listen --webhook --port 0 --rate 1000000 %s"):format(
        quoted(build .. "/bin/lualark"), handlers)), "http://[^:]+:(%d+)"),
  })
end

-- Both are connected only while they are measured: an event goes to one of all connections.
local function compare_long()
  simulator = start("", ("%s --limits off --app-id %s"):format(
    quoted(build .. "/bin/lark-simulator"), APP_ID))
  base_url = "http://127.0.0.1:" .. said(simulator, "^(%d+)\n")
  local env = ("LARK_BASE_URL=%s LARK_APP_ID=%s LARK_APP_SECRET=simulator-secret "
    .. "LUA_CPATH=%s"):format(base_url, APP_ID, quoted(build .. "/lib/lua/5.4/?.so;;"))
  local script = write("long.lua", OURS_LONG)
  local commands = {
    { "the SDK for Node", node .. base_url },
    { "client:listen in a stock lua5.4", "lua5.4 " .. quoted(script) },
  }
  local receivers = {}
  for i, command in ipairs(commands) do
    receivers[i] = { name = command[1], command = command[2], run = push }
  end
  compare("long connection", receivers, function(receiver)
    local last = table.remove(running)
    if last ~= simulator then
      os.execute(("kill %d 2>/dev/null"):format(last.pid))
      last.pipe:close()
      await("an end", function() return shown "open" == 0 end)
    else
      running[#running + 1] = last
    end
    receiver.program = start(env, receiver.command)
    push() -- code that is compiled as it runs is then compiled
  end)
end

local ok, err = pcall(function()
  print(("%d events in a round, %d rounds; processor time of one event, of the receiver"):format(
    events, rounds))
  compare_webhooks()
  compare_long()
end)
stop_all()
os.execute("rm -r " .. quoted(folder))
if not ok then
  io.stderr:write(tostring(err), "\n")
  os.exit(1)
end
