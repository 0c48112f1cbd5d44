-- SPDX-License-Identifier: MIT

--- The base of the adapters for other schedulers: lark.skynet, lark.luv, lark.cqueues.
---
--- An adapter has the client's names: `hire.referral.search{...}`, `each`, `all`,
--- `request`, `stats`, `close`. A call suspends the running coroutine until its answer
--- comes; with a callback as its last argument it returns its number at once.
--- `adapter.raw` is the client itself.
local say = require "lark.say"

local M = {}

--- The budget of one step; the same loop has others to serve.
M.STEP_US = 2000

--- The scheduler's side of an adapter, one for each client.
--- @class lark.raw.loop
--- @field where string             where a call can wait, for the error message
--- @field can_wait fun(): boolean  whether the running coroutine can wait
--- @field wait fun(self, waiting: table)   suspends it until wake(waiting)
--- @field wake fun(self, waiting: table)   runs inside a step, so it must not resume
--- @field watch fun(self)  after a call has started: client:step() is now needed
--- @field rest fun(self)   after the last call has ended
--- @field close? fun(self) after the client was closed

-- A coroutine that waits for a call. Closing the coroutine cancels the call.
local waiting_meta = {
  __close = function(waiting)
    waiting.over = true
    waiting.adapter.waiting[waiting.thread] = nil
    if waiting.call and not waiting.ended then waiting.adapter.raw:cancel(waiting.call) end
  end,
}

-- Starts a call; the loop steps the client until it has ended.
local function start(adapter, what, params, callback)
  local function done(data, err)
    adapter.live = adapter.live - 1
    if adapter.live == 0 then adapter.loop:rest() end
    return callback(data, err)
  end
  local call, err = adapter.raw:start(what, params, done)
  if not call then return nil, err end
  adapter.live = adapter.live + 1
  adapter.loop:watch()
  return call
end

local function wait(adapter, what, params)
  if not adapter.loop.can_wait() then
    error(say("this call waits, and that takes %s; or give it a callback as its last argument",
      adapter.loop.where), 2)
  end
  local waiting <close> = setmetatable(
    { adapter = adapter, thread = coroutine.running() }, waiting_meta)
  local call, refusal = start(adapter, what, params, function(data, err)
    waiting.ended, waiting.data, waiting.err = true, data, err
    adapter.loop:wake(waiting)
  end)
  if not call then return nil, refusal end

  waiting.call = call
  adapter.waiting[waiting.thread] = call
  adapter.loop:wait(waiting)
  if not waiting.ended then
    error(say "a coroutine that waits for an answer was resumed by somebody else", 2)
  end
  if waiting.err then return nil, waiting.err end
  return waiting.data
end

local function start_checked(adapter, what, params, callback)
  if type(callback) ~= "function" then
    error(say("the callback is a function, not a %s", type(callback)), 2)
  end
  return start(adapter, what, params, callback)
end

local function call(adapter, what, params, callback)
  if callback == nil then return wait(adapter, what, params) end
  return start_checked(adapter, what, params, callback)
end

-- A copy of a branch of the client's tree whose endpoints are called through the
-- adapter.
local function branch(adapter, node, name)
  local meta = { __name = name }
  function meta.__index(self, key)
    -- The node raises for an unknown name. Under pcall the message gets no line of
    -- this file.
    local found, part = pcall(getmetatable(node).__index, node, key)
    if not found then error(part, 2) end
    if part == nil then return nil end

    local full = name .. "." .. key
    local function endpoint(...) return call(adapter, full, ...) end
    if type(part) == "table" then
      local over = getmetatable(part).over
      self[key] = over and over(endpoint) or branch(adapter, part, full)
    else
      self[key] = endpoint
    end
    return self[key]
  end
  return setmetatable({}, meta)
end

--- `start` is client:start(), after which the loop steps the client.
local methods = { start = start_checked }

function methods:request(request, callback)
  if type(request) ~= "table" then error(say "a request is a table", 2) end
  return call(self, request, nil, callback)
end

--- Cancels a call, by its number or by the coroutine that waits for it. The call ends
--- soon, with an error of kind "cancelled". Returns false if it has ended already.
function methods:cancel(which)
  if type(which) == "thread" then which = self.waiting[which] end
  return which ~= nil and self.raw:cancel(which)
end

--- Ends all calls as "cancelled". It may be called twice.
function methods:close()
  self.raw:close()
  if self.loop.close then self.loop:close() end
end

-- The adapter's own methods come first, then the client's.
local function index(adapter, key)
  if methods[key] then return methods[key] end
  local client = rawget(adapter, "raw")
  local found = client[key]
  if type(found) == "function" then
    adapter[key] = function(_, ...) return found(client, ...) end
  elseif found ~= nil then
    adapter[key] = branch(adapter, found, key)
  end
  return rawget(adapter, key)
end

local meta = { __index = index, __close = methods.close, __name = "lark.raw.adapter" }

--- Makes an adapter.
--- @param client lark.client?  the result of lark.client
--- @param err lark.error?      its error; nil and err are returned as they are
--- @param new_loop fun(client): lark.raw.loop
function M.wrap(client, err, new_loop)
  if not client then return nil, err end
  return setmetatable({
    raw = client,
    loop = new_loop(client),
    live = 0, -- calls that have not ended
    waiting = setmetatable({}, { __mode = "k" }), -- from coroutines to their calls
  }, meta)
end

--- The body of a coroutine that steps the client while `loop.busy`, with `loop:pause()`
--- between steps.
function M.pump(loop, client)
  while loop.busy do
    local ok, err = pcall(client.step, client, M.STEP_US)
    if not ok then
      -- A callback raised. The scheduler reports it, and a new pump serves the other
      -- calls.
      loop:ended()
      if loop.busy then loop:watch() end
      error(err, 0)
    end
    if loop.busy then loop:pause() end
  end
  loop:ended()
end

return M
