-- SPDX-License-Identifier: MIT

--- A stand-in for the scheduler of one skynet service (lualib/skynet.lua), with the parts
--- that lark.skynet uses:
---
--- - Lua runs in coroutines, which messages resume. Here only timers send messages, and the
---   service ends when no timer is left; a real service waits for more messages.
--- - A forked function runs after the current message has been handled.
--- - wakeup() only makes a note, and only for a token that sleeps at that time. Whenever a
---   coroutine suspends, the notes are served, oldest first; a note for a token that no
---   longer sleeps is skipped.
--- - A sleep that is woken returns "BREAK"; its timer's message still comes and is dropped.
--- - An error in a coroutine is logged, here in `M.errors`, and ends that coroutine.
--- - exit() closes the suspended coroutines, and runs no more Lua.
local uv = require "luv"

local M = {}

local sessions  -- session -> coroutine, or "BREAK"
local sleeping  -- token -> session
local wakeups   -- tokens
local forks     -- coroutines
local timers    -- { session, due }, in the order of their making
local last, running, quit
local bound = {} -- id -> descriptor
local last_bound = 0
local readers   -- id -> session of the coroutine that reads
local callers   -- coroutine that handles a message -> session of its caller
local handler   -- of messages of the type "lua"

local function reset()
  sessions, sleeping, wakeups, forks, timers = {}, {}, {}, {}, {}
  readers, callers = {}, {}
  last, running, quit = 0, nil, false
  M.errors, M.slept, M.rung = {}, 0, 0
end

--- Hundredths of a second of a monotonic clock.
function M.now() return uv.hrtime() // 10000000 | 0 end

local function new_session()
  last = last + 1
  return last
end

local function new_timer(ticks)
  local session = new_session()
  timers[#timers + 1] = { session = session, due = M.now() + ticks }
  return session
end

local function suspend(session, token)
  assert(running == coroutine.running(), "only a coroutine of the service suspends")
  assert(not sleeping[token], "token duplicative")
  sessions[session], sleeping[token] = running, session
  local by_timer, why = coroutine.yield "SUSPEND"
  sleeping[token] = nil
  return by_timer, why
end

function M.sleep(ticks, token)
  M.slept = M.slept + 1
  local by_timer, why = suspend(new_timer(ticks), token or coroutine.running())
  if not by_timer then return why end
end

function M.wait(token)
  local session = new_session()
  suspend(session, token or coroutine.running())
  sessions[session] = nil
end

function M.wakeup(token)
  if not sleeping[token] then return nil end
  wakeups[#wakeups + 1] = token
  return true
end

function M.fork(fn, ...)
  local arguments = table.pack(...)
  local co = coroutine.create(function() fn(table.unpack(arguments, 1, arguments.n)) end)
  forks[#forks + 1] = co
  return co
end

function M.timeout(ticks, fn)
  local co = coroutine.create(fn)
  sessions[new_timer(ticks)] = co
  return co
end

function M.exit()
  forks, wakeups, quit = {}, {}, true
  for _, co in pairs(sessions) do
    if co ~= "BREAK" and co ~= running then coroutine.close(co) end
  end
  coroutine.yield "QUIT"
end

local function resume(co, ...)
  running = co
  local ok, command = coroutine.resume(co, ...)
  running = nil
  if ok and command ~= nil and command ~= "SUSPEND" and command ~= "QUIT" then
    ok, command = false, "Unknown command : " .. tostring(command)
  end
  if ok then return end
  M.errors[#M.errors + 1] = debug.traceback(co, tostring(command))
  coroutine.close(co)
end

local function serve_wakeups()
  while wakeups[1] do
    local session = sleeping[table.remove(wakeups, 1)]
    local co = session and sessions[session]
    if co then
      sessions[session] = "BREAK"
      resume(co, false, "BREAK")
    end
  end
end

local function run(co, ...)
  resume(co, ...)
  serve_wakeups()
end

local function next_timer()
  local first
  for i, timer in ipairs(timers) do
    if not first or timer.due < timers[first].due then first = i end
  end
  return first
end

-- Waits until a descriptor that is read is readable, or the timer is due. Returns the
-- descriptor's id, or nothing.
local function wait_for_sockets(timer)
  local ready, handles = nil, {}
  for id in pairs(readers) do
    local poll = uv.new_poll(bound[id])
    poll:start("r", function() ready = ready or id end)
    handles[#handles + 1] = poll
  end
  if timer then
    local alarm = uv.new_timer()
    alarm:start(math.max(0, timer.due - M.now()) * 10, 0, function() end)
    handles[#handles + 1] = alarm
  end
  repeat uv.run "once" until ready or timer and M.now() >= timer.due
  for _, handle in ipairs(handles) do handle:close() end
  uv.run "nowait"
  return ready
end

-- Sleeps until the next message; returns its session, or nothing.
local function next_message()
  local first = next_timer()
  if next(readers) then
    local id = wait_for_sockets(timers[first])
    if id then
      local session = readers[id]
      readers[id] = nil
      return session
    end
  end
  if not first then return nil end
  local timer = table.remove(timers, first)
  while M.now() < timer.due do uv.sleep((timer.due - M.now()) * 10) end
  return timer.session
end

--- The parts of lualib/skynet/socket.lua: the socket thread reads what is there.
M.socket = {}

function M.socket.bind(fd)
  last_bound = last_bound + 1
  bound[last_bound] = fd
  return last_bound
end

function M.socket.read(id)
  local session = new_session()
  readers[id] = session
  suspend(session, {})
  M.rung = M.rung + 1
  return uv.fs_read(bound[id], 64, -1)
end

function M.socket.close(id) bound[id] = nil end

--- Descriptors that are still bound.
function M.bound()
  local count = 0
  for _ in pairs(bound) do count = count + 1 end
  return count
end

-- A message has no metatables.
local function plain(value)
  if type(value) ~= "table" then return value end
  local copy = {}
  for k, v in next, value do copy[k] = plain(v) end
  return copy
end

function M.dispatch(_, fn) handler = fn end

function M.call(address, _, ...)
  local session = new_session()
  local words = table.pack(...)
  local answer
  callers[M.fork(function()
    handler(0, address, table.unpack(plain(words), 1, words.n))
  end)] = function(...)
    answer = table.pack(...)
    M.wakeup(session)
  end
  M.wait(session)
  return table.unpack(answer, 1, answer.n)
end

function M.retpack(...)
  local words = table.pack(...)
  callers[running](table.unpack(plain(words), 1, words.n))
end

--- Runs a service to its end. Returns the number of its coroutines that still wait.
function M.start(fn)
  reset()
  M.timeout(0, fn)
  for session in next_message do
    local co = sessions[session]
    sessions[session] = nil
    if co ~= "BREAK" and co then run(co, true) end
    while forks[1] do run(table.remove(forks, 1)) end
    if quit then return 0 end
  end
  local left = 0
  for _ in pairs(sessions) do left = left + 1 end
  return left
end

return M
