-- SPDX-License-Identifier: MIT

--- What the shims for host schedulers share: lark.skynet, lark.luv, lark.cqueues.
---
--- A shim has the client's own names: `shim.hire.referral.search{...}`, `each`,
--- `all`, `request`, `stats`, `close`. A call waits in the running coroutine; with
--- a function as its last argument it returns its number at once instead.
--- `shim.raw` is the client itself.
local M = {}

--- How long one step may take: others are served by the same loop.
M.STEP_US = 2000

--- What a shim runs on, one for each client.
--- @class lark.raw.loop
--- @field where string             what a coroutine that can wait belongs to
--- @field can_wait fun(): boolean  whether the running coroutine can
--- @field wait fun(self, waiting: table)   suspends it until wake(waiting)
--- @field wake fun(self, waiting: table)   runs inside a step: it may not resume
--- @field watch fun(self)  a call has started: client:step() is needed from now on
--- @field rest fun(self)   no call is left

-- A coroutine that waits for a call. Where it is closed meanwhile, nobody wants
-- the answer any more.
local waiting_meta = {
  __close = function(waiting)
    waiting.over = true
    waiting.shim.waiting[waiting.thread] = nil
    if waiting.call and not waiting.ended then waiting.shim.raw:cancel(waiting.call) end
  end,
}

-- Starts a call and has the client stepped until it has ended.
local function start(shim, what, params, callback)
  local function done(data, err)
    shim.live = shim.live - 1
    if shim.live == 0 then shim.loop:rest() end
    return callback(data, err)
  end
  local call, err = shim.raw:start(what, params, done)
  if not call then return nil, err end
  shim.live = shim.live + 1
  shim.loop:watch()
  return call
end

local function wait(shim, what, params)
  if not shim.loop.can_wait() then
    error(("this call waits, and that takes %s; or give it a callback as its last argument")
      :format(shim.loop.where), 2)
  end
  local waiting <close> = setmetatable(
    { shim = shim, thread = coroutine.running() }, waiting_meta)
  local call, refusal = start(shim, what, params, function(data, err)
    waiting.ended, waiting.data, waiting.err = true, data, err
    shim.loop:wake(waiting)
  end)
  if not call then return nil, refusal end

  waiting.call = call
  shim.waiting[waiting.thread] = call
  shim.loop:wait(waiting)
  if not waiting.ended then
    error("a coroutine that waits for an answer was resumed by somebody else", 2)
  end
  if waiting.err then return nil, waiting.err end
  return waiting.data
end

local function start_checked(shim, what, params, callback)
  if type(callback) ~= "function" then
    error("the callback is a function, not a " .. type(callback), 2)
  end
  return start(shim, what, params, callback)
end

local function call(shim, what, params, callback)
  if callback == nil then return wait(shim, what, params) end
  return start_checked(shim, what, params, callback)
end

-- A branch of the client's tree once more, its endpoints called through the shim.
local function branch(shim, node, name)
  local meta = { __name = name }
  function meta.__index(self, key)
    -- The node raises for a name that is not there; below pcall it adds no place
    -- in this file.
    local found, part = pcall(getmetatable(node).__index, node, key)
    if not found then error(part, 2) end
    if part == nil then return nil end

    local full = name .. "." .. key
    local function endpoint(...) return call(shim, full, ...) end
    if type(part) == "table" then
      local over = getmetatable(part).over
      self[key] = over and over(endpoint) or branch(shim, part, full)
    else
      self[key] = endpoint
    end
    return self[key]
  end
  return setmetatable({}, meta)
end

--- client:start(), with somebody to step the client.
local methods = { start = start_checked }

function methods:request(request, callback)
  if type(request) ~= "table" then error("a request is a table", 2) end
  return call(self, request, nil, callback)
end

--- Cancels a call by its number, or the one that a coroutine waits for: it ends
--- soon, with an error of kind "cancelled". False where it has ended already.
function methods:cancel(which)
  if type(which) == "thread" then which = self.waiting[which] end
  return which ~= nil and self.raw:cancel(which)
end

--- Ends all calls as "cancelled"; closing twice is fine.
function methods:close() self.raw:close() end

-- Methods first, then what the client has.
local function index(shim, key)
  if methods[key] then return methods[key] end
  local client = rawget(shim, "raw")
  local found = client[key]
  if type(found) == "function" then
    shim[key] = function(_, ...) return found(client, ...) end
  elseif found ~= nil then
    shim[key] = branch(shim, found, key)
  end
  return rawget(shim, key)
end

local meta = { __index = index, __close = methods.close, __name = "lark.raw.shim" }

--- Makes a shim.
--- @param client lark.client?  what lark.client returned
--- @param err lark.error?      likewise; nil and err are handed through
--- @param new_loop fun(client): lark.raw.loop
function M.wrap(client, err, new_loop)
  if not client then return nil, err end
  return setmetatable({
    raw = client,
    loop = new_loop(client),
    live = 0, -- calls that have not ended
    waiting = setmetatable({}, { __mode = "k" }), -- coroutine -> its call
  }, meta)
end

--- The body of a coroutine that steps the client while `loop.busy`, and has
--- `loop:pause()` between.
function M.pump(loop, client)
  while loop.busy do
    local ok, err = pcall(client.step, client, M.STEP_US)
    if not ok then
      -- A callback raised. That is for the scheduler to report; the other calls
      -- get another pump.
      loop:ended()
      if loop.busy then loop:watch() end
      error(err, 0)
    end
    if loop.busy then loop:pause() end
  end
  loop:ended()
end

return M
