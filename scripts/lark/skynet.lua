-- SPDX-License-Identifier: MIT

--- A client for a skynet service: calls wait like skynet.call does, and the
--- service's other coroutines run meanwhile.
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

-- The waiting itself is the token, so no other wakeup of its coroutine gets here.
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

-- Once for each sleep: skynet keeps a wakeup that comes twice for the next one.
function Loop:rouse()
  if not self.asleep then return end
  self.asleep = false
  skynet.wakeup(self.pump)
end

-- Skynet watches no descriptor of others, so traffic is looked for each tick, a
-- hundredth of a second. Where there is more to do at once, others go first.
function Loop:pause()
  self.asleep = true
  skynet.sleep(self.client:timeout_ms() == 0 and 0 or 1)
  self.asleep = false
end

function Loop:ended() self.pump = nil end

local function new_loop(client) return setmetatable({ client = client }, Loop) end

--- @param client lark.client?  what lark.client returned; nil and an error are handed through
--- @param err lark.error?
function M.wrap(client, err) return raw.wrap(client, err, new_loop) end

return M
