-- SPDX-License-Identifier: MIT

--- A client for cqueues: calls wait in a controller's coroutine, and the others
--- run meanwhile.
---
---     local client = assert(require("lark.cqueues").wrap(lark.client { ... }))
---     controller:wrap(function()
---       local found, err = client.hire.referral.search { talent_id = id }
---     end)
---     assert(controller:loop())
---
--- A coroutine of the controller steps the client while calls are under way, and
--- ends with them. The client has pollfd, events and timeout as well, for those
--- who poll and step it themselves.
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

-- Each controller that waits has a pump of its own: none depends on another's
-- being run. Outside of controllers the caller polls.
function Loop:watch()
  self.busy = true
  local controller = cqueues.running()
  if not controller or self.pumps[controller] then return end
  self.pumps[controller] = true
  controller:wrap(raw.pump, self, self.client)
end

function Loop:pause() cqueues.poll(self) end

-- Wakes the pumps that poll the descriptor, and has it forgotten: the client may
-- close it next.
function Loop:rest()
  self.busy = false
  cqueues.cancel(self.fd)
end

function Loop:ended() self.pumps[cqueues.running()] = nil end

function Loop:pollfd() return self.fd end
function Loop.events() return "r" end
function Loop.timeout() return nil end -- the descriptor is ready for timers, too

local function new_loop(client)
  local pumps = setmetatable({}, { __mode = "k" }) -- of controllers
  return setmetatable({ client = client, fd = client:fd(), pumps = pumps }, Loop)
end

--- @param client lark.client?  what lark.client returned; nil and an error are handed through
--- @param err lark.error?
function M.wrap(client, err)
  local shim, refusal = raw.wrap(client, err, new_loop)
  if not shim then return nil, refusal end
  function shim:pollfd() return self.loop.fd end
  shim.events, shim.timeout = Loop.events, Loop.timeout
  return shim
end

return M
