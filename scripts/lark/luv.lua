-- SPDX-License-Identifier: MIT

--- A client for programs on libuv's loop (luv).
---
---     local client = assert(require("lark.luv").wrap(lark.client { ... }))
---     client.hire.referral.search({ talent_id = id }, function(found, err) ... end)
---     coroutine.wrap(function()
---       local found, err = client.hire.referral.search { talent_id = id }
---     end)()
---     uv.run()
---
--- The loop has a handle while calls are under way, so uv.run() returns after the last
--- one.
local raw = require "lark.raw"
local uv = require "luv"

local M = {}

local Loop = { where = "a coroutine: coroutine.wrap(function() ... end)()" }
Loop.__index = Loop
Loop.can_wait = coroutine.isyieldable

function Loop.wait() coroutine.yield() end

local function resume(waiting)
  if waiting.over then return end
  local ok, err = coroutine.resume(waiting.thread)
  if not ok then error(debug.traceback(waiting.thread, tostring(err)), 0) end
end

-- Each coroutine continues in a callback of its own: luv reports its errors, and they
-- stop no other coroutine.
function Loop.wake(_, waiting)
  local timer = uv.new_timer()
  timer:start(0, 0, function()
    timer:close()
    resume(waiting)
  end)
end

function Loop:watch()
  if self.poll then return end
  self.poll = assert(uv.new_poll(self.fd))
  self.poll:start("r", function(err)
    assert(not err, err)
    self.client:step(raw.STEP_US)
  end)
end

-- Closed rather than stopped: the client may close its descriptor next.
function Loop:rest()
  if self.poll then self.poll:close() end
  self.poll = nil
end

local function new_loop(client)
  return setmetatable({ client = client, fd = client:fd() }, Loop)
end

--- Makes a client whose calls wait in a coroutine of a luv loop.
--- @param client lark.client?  the result of lark.client
--- @param err lark.error?      its error; nil and err are returned as they are
function M.wrap(client, err) return raw.wrap(client, err, new_loop) end

return M
