-- SPDX-License-Identifier: MIT

--- A client for a skynet service: a call waits as skynet.call does, and the service's
--- other coroutines run meanwhile.
---
---     local client = assert(require("lark.skynet").wrap(lark.client { ... }))
---     local found, err = client.hire.referral.search { talent_id = id }
---
--- A coroutine steps the client while calls are under way, and ends with them.
local raw = require "lark.raw"
local skynet = require "skynet"

local M = {}

local Loop = { can_wait = coroutine.isyieldable }
Loop.__index = Loop
Loop.where = "a coroutine of the service: a message's handler, skynet.start or skynet.fork"

-- The table `waiting` is the token, so no other wakeup of the coroutine ends this wait.
function Loop.wait(_, waiting) skynet.wait(waiting) end
function Loop.wake(_, waiting) skynet.wakeup(waiting) end

function Loop:watch()
  self.busy = true
  if self.pump then return self:rouse() end
  self.pump = skynet.fork(raw.pump, self, self.client)
end

function Loop:rest()
  self.busy = false
  self:rouse()
end

-- Wakes the pump once for each sleep: skynet keeps a second wakeup for the next sleep.
function Loop:rouse()
  if not self.asleep then return end
  self.asleep = false
  skynet.wakeup(self.pump)
end

-- Skynet watches no foreign descriptor, so the pump checks for traffic each tick, a
-- hundredth of a second. If there is more to do at once, other coroutines run first.
function Loop:pause()
  self.asleep = true
  skynet.sleep(self.client:timeout_ms() == 0 and 0 or 1)
  self.asleep = false
end

function Loop:ended() self.pump = nil end

local function new_loop(client) return setmetatable({ client = client }, Loop) end

--- Makes a client whose calls wait in a service's coroutine.
--- @param client lark.client?  the result of lark.client
--- @param err lark.error?      its error; nil and err are returned as they are
function M.wrap(client, err) return raw.wrap(client, err, new_loop) end

return M
