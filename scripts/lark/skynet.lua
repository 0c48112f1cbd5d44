-- SPDX-License-Identifier: MIT

--- A client for a skynet service: a call waits as skynet.call does, and the service's
--- other coroutines run meanwhile.
---
---     local client = assert(require("lark.skynet").wrap(lark.client { ... }))
---     local found, err = client.hire.referral.search { talent_id = id }
---
--- A coroutine steps the client while calls are under way, and ends with them. Skynet's
--- socket thread watches an eventfd that rings when the client has work (client:bell());
--- where there is none, the coroutine looks each tick, a hundredth of a second.
local raw = require "lark.raw"
local skynet = require "skynet"

local M = {}

-- Skynet's socket library; nil in a skynet, or a stand-in for one, without it.
local function sockets()
  local found, socket = pcall(require, "skynet.socket")
  return found and socket or nil
end

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
  if self.listening then return self.bell:ring() end
  if not self.asleep then return end
  self.asleep = false
  skynet.wakeup(self.pump)
end

-- Whether skynet's socket thread watches the client. Asked for once.
function Loop:is_watched()
  if self.bell ~= nil then return self.bell end
  self.socket = sockets()
  self.bell = self.socket and self.client:bell() or false
  if self.bell then self.id = self.socket.bind(self.bell:fd()) end
  return self.bell
end

-- Sleeps until the client has work. False if nobody watches it.
function Loop:listen()
  if not self:is_watched() or not self.bell:arm() then return false end
  self.listening = true
  local rang = self.socket.read(self.id)
  self.listening = false
  if not rang then self:drop_bell() end
  return true
end

-- If there is more to do at once, other coroutines run first.
function Loop:pause()
  local at_once = self.client:timeout_ms() == 0
  if not at_once and self:listen() then return end
  if not self.busy then return end
  self.asleep = true
  skynet.sleep(at_once and 0 or 1)
  self.asleep = false
end

function Loop:ended()
  self.pump = nil
  if self.closed then self:drop_bell() end
end

-- The socket thread forgets the eventfd before it is closed.
function Loop:drop_bell()
  local bell = self.bell
  self.bell = false
  if not bell then return end
  self.socket.close(self.id)
  bell:close()
end

-- After the client was closed, which may be outside of a coroutine.
function Loop:close()
  if self.closed then return end
  self.closed = true
  if self.bell and not self.pump then skynet.fork(Loop.drop_bell, self) end
end

local function new_loop(client) return setmetatable({ client = client }, Loop) end

--- Makes a client whose calls wait in a service's coroutine.
--- @param client lark.client?  the result of lark.client
--- @param err lark.error?      its error; nil and err are returned as they are
function M.wrap(client, err) return raw.wrap(client, err, new_loop) end

return M
