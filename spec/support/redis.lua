-- SPDX-License-Identifier: MIT

--- A real redis-server on a Unix socket, in a folder of its own.
local files = require "support.files"
local process = require "support.process"

local M = {}
M.__index = M

--- Whether the machine has one, and the build has the store.
function M.available()
  local lark = require "lark"
  local _, err = lark.client {
    app_id = "a", app_secret = "b", store = "unix:///nowhere", base_url = "http://127.0.0.1:1",
  }
  if err then return false, err.msg end
  return process.run({ "sh", "-c", "command -v redis-server" }).status == 0, "no redis-server"
end

--- Waits until it answers, for at most twenty seconds.
function M:await()
  for _ = 1, 1000 do
    if self:say("PING").out:find "PONG" then return end
    os.execute "sleep 0.02"
  end
  error "redis-server does not answer"
end

--- Starts it, empty.
function M:run()
  self.process = process.start({
    "redis-server", "--port", "0", "--unixsocket", self.socket, "--save", "", "--appendonly", "no",
    "--dir", self.folder, "--maxmemory-policy", "noeviction", table.unpack(self.options),
  })
  self:await()
end

--- Runs redis-cli.
function M:say(...)
  return process.run { "redis-cli", "-s", self.socket, ... }
end

function M:kill()
  if not self.process then return end
  self.process.signal "KILL"
  self.process.finish()
  self.process = nil
end

--- Ends it, and removes its folder.
function M:stop()
  self:kill()
  os.execute("rm -rf " .. process.quote(self.folder))
end

M.__gc = M.kill

--- @param ... string  options of redis-server
function M.start(...)
  local self = setmetatable({ options = { ... } }, M)
  self.folder = files.folder()
  self.socket = self.folder .. "/socket"
  self.url = "unix://" .. self.socket
  self:run()
  return self
end

return M
