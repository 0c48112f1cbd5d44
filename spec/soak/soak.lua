-- SPDX-License-Identifier: MIT

--- Makes many calls at a steady pace through every kind of fault. Each must end once, with
--- its right answer or an error that a fault explains. Memory and descriptors must not
--- grow.
---
---     lua5.4 soak.lua [--calls N] [--rate R] [--seed S] [--seconds MAX] [--serial]
---
--- The seed decides which calls are made, in which order, and which fault hits the n-th
--- request that the simulator sees. Which call's attempt is the n-th depends on the clock,
--- and so does the backoff. `--serial` depends on the seed alone, and prints a digest of
--- all endings, which is the same for the same seed.
---
--- Exit status: 0 if everything held, 1 if not, 2 for a wrong option.
local faults = require "soak.faults"
local kernel = require "soak.kernel"
local lark = require "lark"
local simulator = require "support.simulator"
local traffic = require "soak.traffic"
local verdict = require "soak.verdict"

local PROBABILITY = 0.01

-- The most calls that are pending; above this the pace slows down.
local MOST_PENDING = 2000

-- The first tenth of the calls starts as fast as that allows, so that everything that is
-- kept for reuse has its final size. From twice that share on, memory may grow only by the
-- holes that bursts leave in the heap, as much as 80,000 calls that leak 50 bytes each.
-- valgrind finds smaller leaks.
local RUSH = 0.1
local WARM_UP = 0.2
local MARGIN_KIB = { resident = 4096, lua = 256 }

-- With fewer calls, not everything has its final size.
local LONG = 50000
local SHORT_MARGIN_KIB = { resident = 24576, lua = 1024 }

-- ---------------------------------------------------------------------- options

local function usage()
  io.stderr:write "usage: soak.lua [--calls N] [--rate R] [--seed S] [--seconds MAX] [--serial]\n"
  os.exit(2)
end

local function read_options(words)
  local options = { calls = 100000, rate = 2000, seed = 1, seconds = 170 }
  local i = 1
  while words[i] do
    local name = words[i]:match "^%-%-(%l+)$"
    if name == "serial" then
      options.serial = true
      i = i + 1
    else
      local number = math.tointeger(tonumber(words[i + 1]))
      if not options[name] or not number or number < 1 then usage() end
      options[name] = number
      i = i + 2
    end
  end
  return options
end

-- ------------------------------------------------------------------- the client

-- A serial soak makes one call at a time, without retries and without faults that race
-- with the clock, so only the seed decides. Otherwise tokens live shortly, and timeouts
-- are short enough for stalls.
local function plan(options)
  if options.serial then
    return { faults = faults.untimed(), most_pending = 1, token_ttl = "1700",
      client = { retries = 0, timeout = 20 } }
  end
  return { faults = faults.list, most_pending = MOST_PENDING, token_ttl = "8",
    client = { timeout = 1, deadline = 30 } }
end

-- The client of a soak refuses answers above half a megabyte.
local function open_client(sim, more)
  local options = { limits = false, max_response_bytes = 512 * 1024 }
  for name, value in pairs(more or {}) do options[name] = value end
  local client = sim:client(options)
  assert(client:define(traffic.definitions))
  return client
end

-- Counts the attempts after which a call that must be sent only once may be sent again.
local function make_log(once)
  return function(entry)
    if entry.endpoint ~= traffic.ONCE then return end
    if entry.next == "hold" then once.holds = once.holds + 1 end
    if entry.next == "renew token" then once.renewals = once.renewals + 1 end
  end
end

local Run = {}
Run.__index = Run

local function new_run(options)
  local self = setmetatable({ options = options, plan = plan(options) }, Run)
  self.sim = simulator.start("--limits", "off", "--seed", tostring(options.seed),
    "--token-ttl", self.plan.token_ttl)
  math.randomseed(options.seed)
  self.started, self.ended, self.pending = 0, 0, 0
  -- Filled from the start, so that it does not grow.
  self.endings = {}
  for i = 1, options.calls do self.endings[i] = 0 end
  self.verdicts, self.wrongs, self.wrong = {}, {}, 0
  self.once = { calls = 0, holds = 0, renewals = 0 }
  self.digest = 0xcbf29ce484222325
  return self
end

-- Records an error; a limited number of them.
function Run:complain(text, ...)
  self.wrong = self.wrong + 1
  if #self.wrongs < 20 then self.wrongs[#self.wrongs + 1] = text:format(...) end
end

-- FNV-1a of the calls and their endings, in the order of the endings.
function Run:note(number, found)
  for _, byte in ipairs { (number .. found):byte(1, -1) } do
    self.digest = (self.digest ~ byte) * 0x100000001b3
  end
end

function Run:finish(number, call, cancelled, data, err)
  self.endings[number] = self.endings[number] + 1
  if self.endings[number] > 1 then
    self:complain("call %d ended %d times", number, self.endings[number])
    return
  end
  self.ended, self.pending = self.ended + 1, self.pending - 1
  local found = self.judge(call, data, err)
  if cancelled ~= (err ~= nil and err.kind == "cancelled") then
    found = "wrong: a cancelled call is one that was cancelled"
  end
  self.verdicts[found] = (self.verdicts[found] or 0) + 1
  self:note(number, found)
  if found:find "^wrong" then
    self:complain("call %d, %s %s: %s", number, call.endpoint, lark.encode(call.params), found)
  end
end

-- Starts the next call. Some calls are cancelled when another one starts.
function Run:start()
  local call = traffic.draw(self.groups)
  local cancels = math.random() < traffic.CANCELLED
  local number, cancelled = self.started + 1, false
  self.started, self.pending = number, self.pending + 1
  if call.endpoint == traffic.ONCE then self.once.calls = self.once.calls + 1 end
  local handle = assert(self.client:start(call.endpoint, call.params, function(data, err)
    self:finish(number, call, cancelled, data, err)
  end))
  if self.doomed then self.doomed() end
  self.doomed = cancels and function()
    cancelled = self.client:cancel(handle)
    self.doomed = nil
  end
end

-- The number of calls to have started by now: first the rush, then by the clock.
function Run:due(now_s)
  local calls = self.options.calls
  if self.options.serial then return calls end
  local rush = calls * RUSH
  if self.started < rush then return rush end
  self.paced_s = self.paced_s or now_s
  return math.min(calls, rush + (now_s - self.paced_s) * self.options.rate)
end

-- Starts the calls that are due, as far as there is room.
function Run:start_due(now_s)
  local due = self:due(now_s)
  while self.started < due and self.pending < self.plan.most_pending do self:start() end
end

-- ------------------------------------------------------- memory and descriptors

local function held()
  -- Twice: the second collection frees what finalizers released.
  collectgarbage()
  collectgarbage()
  return { resident = kernel.resident_kib(), lua = collectgarbage "count" }
end

function Run:warm_up()
  if self.warm or self.ended < self.options.calls * WARM_UP then return end
  self.warm = held()
end

function Run:check_held()
  self.last = held()
  local margins = self.options.calls < LONG and SHORT_MARGIN_KIB or MARGIN_KIB
  for name, margin in pairs(margins) do
    local more = self.last[name] - self.warm[name]
    -- A sanitizer keeps freed memory for a while.
    local known = name == "lua" or not os.getenv "ASAN_OPTIONS"
    if known and more > margin then
      self:complain("%s memory grew by %.0f KiB since the warm-up; %d are allowed",
        name, more, margin)
    end
  end
end

function Run:check_descriptors()
  local now = kernel.descriptors()
  if now ~= self.descriptors then
    self:complain("%d descriptors are open, and were %d before the client", now, self.descriptors)
  end
end

-- -------------------------------------------------------------------- the whole

function Run:progress(elapsed_s)
  if elapsed_s < (self.told_s or 0) + 2 then return end
  self.told_s = elapsed_s
  io.stderr:write(("soak: %4.0f s, %d of %d started, %d ended, %d pending, %d KiB\n"):format(
    elapsed_s, self.started, self.options.calls, self.ended, self.pending,
    kernel.resident_kib()))
end

-- Paces the calls until all have ended or the time has run out.
function Run:drive()
  local began_s = kernel.now_s()
  self.elapsed_s = 0
  while self.ended < self.options.calls and self.elapsed_s < self.options.seconds do
    self:start_due(began_s + self.elapsed_s)
    self.client:wait(5)
    self.elapsed_s = kernel.now_s() - began_s
    self:warm_up()
    self:progress(self.elapsed_s)
  end
  if self.ended < self.options.calls then
    self:complain("%d of %d calls have ended after %d seconds",
      self.ended, self.options.calls, self.options.seconds)
  end
end

function Run:check_endings()
  for number = 1, self.started do
    if self.endings[number] == 0 then self:complain("call %d never ended", number) end
  end
end

-- How often the faults that explain a verdict have fired.
function Run:explained()
  local fired = { cancelled = math.huge }
  for i, armed in ipairs(self.armed) do
    local fault = self.plan.faults[i]
    for _, what in ipairs { fault.name, table.unpack(fault.ends or {}) } do
      fired[what] = (fired[what] or 0) + armed.fired
    end
  end
  return fired
end

-- A fault that never fired explains nothing. A fault in a token call may end many calls,
-- a fault in an answer only one.
function Run:check_explanations()
  local fired = self:explained()
  for found, count in pairs(self.verdicts) do
    local name, ending = found:match "^right but for (.+)", found:match "^failed: ([^,]+)"
    if name and count > fired[name] then
      self:complain("%d answers are as of %s, which fired %d times", count, name, fired[name])
    elseif ending and fired[ending] == 0 then
      self:complain("%d calls ended with %s, and no fault explains it", count, ending)
    end
  end
end

-- A call that is not repeatable is sent once, and once more for each answer that says it
-- was not done.
function Run:check_once()
  local seen = self.stats.endpoints.unmatched or { requests = 0, unread = 0 }
  local once = self.once
  local most = once.calls + once.holds + once.renewals
  if seen.requests + seen.unread > most then
    self:complain("%d calls that are sent once were seen %d times; %d are explained",
      once.calls, seen.requests + seen.unread, most)
  end
end

local function sorted(counts)
  local names = {}
  for name in pairs(counts) do names[#names + 1] = name end
  table.sort(names, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  return names
end

function Run:print_verdicts()
  local fine = 0
  for _, found in ipairs(sorted(self.verdicts)) do
    local count = self.verdicts[found]
    if found:find "^right" then fine = fine + count end
    print(("  %7d  %6.2f %%  %s"):format(count, 100 * count / self.ended, found))
  end
  print(("%.2f %% ended right"):format(100 * fine / self.ended))
end

function Run:print_faults()
  local fired, kinds = 0, {}
  for _, armed in ipairs(self.armed) do
    fired = fired + armed.fired
    if armed.fired > 0 then kinds[armed.kind] = true end
  end
  local count = 0
  for _ in pairs(kinds) do count = count + 1 end
  print(("%d faults of %d kinds fired; the server saw %d requests on %d connections"):format(
    fired, count, self.stats.requests, self.stats.connections.opened))
end

function Run:report()
  local options, counts = self.options, self.counts
  print(("seed %d: %d calls in %.1f s, %.0f a second"):format(options.seed, self.ended,
    self.elapsed_s, self.ended / math.max(self.elapsed_s, 0.01)))
  self:print_verdicts()
  self:print_faults()
  print(("%d attempts, %d of them again; %d tokens; an attempt takes %.1f ms, 99 of 100 %.1f ms")
    :format(counts.attempts, counts.retries, counts.token_fetches, counts.p50_us / 1000,
      counts.p99_us / 1000))
  if self.last then
    print(("resident memory %d KiB after the warm-up, %d at the end; Lua's %.0f, %.0f; "
      .. "the simulator's %d"):format(self.warm.resident, self.last.resident, self.warm.lua,
      self.last.lua, self.server_kib))
  end
  if options.serial then print(("digest %016x"):format(self.digest)) end
end

function Run:prepare()
  local teacher = open_client(self.sim)
  self.groups = traffic.groups(self.sim:company())
  traffic.learn(teacher, self.groups)
  teacher:close()
  self.judge = verdict.prepare(self.groups, self.plan.faults)
  self.descriptors = kernel.descriptors()
  self.plan.client.log = make_log(self.once)
  self.client = open_client(self.sim, self.plan.client)
  self.sim:reset()
  self.sim:faults(faults.armed(self.plan.faults, PROBABILITY))
end

function Run:conclude()
  if self.warm and not self.options.serial then self:check_held() end
  self.counts = self.client:stats()
  self.client:close() -- what has not ended is cancelled, and called back
  self.armed = self.sim:armed()
  self.stats = self.sim:stats()
  self.server_kib = kernel.resident_kib(kernel.child(self.sim.pid))
  self:check_endings()
  self:check_explanations()
  self:check_once()
  self:check_descriptors()
end

local function main()
  local run = new_run(read_options(arg))
  run:prepare()
  run:drive()
  run:conclude()
  run:report()
  run.sim:stop()
  if run.wrong == 0 then return true end
  io.stderr:write(("soak: %d things are wrong; the first:\n  %s\n"):format(
    run.wrong, table.concat(run.wrongs, "\n  ")))
  return false
end

os.exit(main() and 0 or 1, true)
