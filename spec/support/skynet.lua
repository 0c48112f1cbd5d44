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

local function reset()
  sessions, sleeping, wakeups, forks, timers = {}, {}, {}, {}, {}
  last, running, quit = 0, nil, false
  M.errors, M.slept = {}, 0
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

-- Sleeps until the next timer is due; returns its session, or nothing.
local function next_message()
  local first
  for i, timer in ipairs(timers) do
    if not first or timer.due < timers[first].due then first = i end
  end
  if not first then return nil end
  local timer = table.remove(timers, first)
  while M.now() < timer.due do uv.sleep((timer.due - M.now()) * 10) end
  return timer.session
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
