-- SPDX-License-Identifier: MIT

--- A client for cqueues: a call suspends its coroutine, and the controller runs the
--- others meanwhile.
---
---     local client = assert(require("lark.cqueues").wrap(lark.client { ... }))
---     controller:wrap(function()
---       local found, err = client.hire.referral.search { talent_id = id }
---     end)
---     assert(controller:loop())
---
--- A coroutine of the controller steps the client while calls are under way, and ends
--- with them. The client also has pollfd, events and timeout, for programs that poll and
--- step it themselves.
local condition = require "cqueues.condition"
local cqueues = require "cqueues"
local raw = require "lark.raw"

local M = {}

local Loop = { where = "a controller's coroutine: controller:wrap(function() ... end)" }
Loop.__index = Loop

function Loop.can_wait() return cqueues.running() ~= nil end

function Loop.wait(_, waiting)
  waiting.woken = condition.new()
  cqueues.poll(waiting.woken)
end

function Loop.wake(_, waiting)
  if waiting.woken then waiting.woken:signal() end
end

-- Each controller with a waiting call has a pump of its own, so that none depends on
-- another controller being run. Outside of controllers the program polls.
function Loop:watch()
  self.busy = true
  local controller = cqueues.running()
  if not controller or self.pumps[controller] then return end
  self.pumps[controller] = true
  controller:wrap(raw.pump, self, self.client)
end

function Loop:pause() cqueues.poll(self) end

-- Wakes the pumps that poll the descriptor, and makes cqueues forget it: the client may
-- close it next.
function Loop:rest()
  self.busy = false
  cqueues.cancel(self.fd)
end

function Loop:ended() self.pumps[cqueues.running()] = nil end

function Loop:pollfd() return self.fd end
function Loop.events() return "r" end
function Loop.timeout() return nil end -- the descriptor is readable for timers, too

local function new_loop(client)
  local pumps = setmetatable({}, { __mode = "k" }) -- by controller
  return setmetatable({ client = client, fd = client:fd(), pumps = pumps }, Loop)
end

--- Makes a client whose calls wait in a controller's coroutine.
--- @param client lark.client?  the result of lark.client
--- @param err lark.error?      its error; nil and err are returned as they are
function M.wrap(client, err)
  local adapter, refusal = raw.wrap(client, err, new_loop)
  if not adapter then return nil, refusal end
  function adapter:pollfd() return self.loop.fd end
  adapter.events, adapter.timeout = Loop.events, Loop.timeout
  return adapter
end

return M
