-- SPDX-License-Identifier: MIT

--- lark-simulator as a separate process, over real HTTP.
local lark = require "lark"
local process = require "support.process"

local M = {}
M.__index = M

local build = assert(os.getenv "LARK_BUILD", "LARK_BUILD names the build folder")
-- An emulated machine takes longer.
local patience = require "support.patience"

M.app_id, M.app_secret = "cli_simulator", "simulator-secret"

function M:stop()
  if not self.pipe then return end
  -- Kills the whole group: `timeout` may not know its child yet.
  os.execute(("kill -- -%d 2>/dev/null || kill %d"):format(self.pid, self.pid))
  self.pipe:close()
  self.pipe = nil
end

-- Stops the simulator of a spec that fails before its teardown.
M.__gc = M.stop

--- Starts a simulator on a free port. `:stop()` ends it; it also ends by itself after five
--- minutes.
--- @param ... string  options, such as "--limits", "off"
function M.start(...)
  local program = process.command {
    "env", "-u", "LD_PRELOAD", "timeout", tostring(300 * patience),
    build .. "/bin/lark-simulator", ...,
  }
  -- The shell prints its number and then becomes the program, whose first line
  -- is the port.
  local pipe = assert(io.popen("echo $$; exec " .. program, "r"))
  local self = setmetatable({ pipe = pipe }, M)
  self.pid = assert(tonumber(pipe:read("l")), "no process")
  self.port = assert(tonumber(pipe:read("l")), "no port")
  self.url = "http://127.0.0.1:" .. self.port
  return self
end

--- The environment for a program that uses it.
function M:env(more)
  local env = { LARK_APP_ID = M.app_id, LARK_APP_SECRET = M.app_secret, LARK_BASE_URL = self.url }
  for name, value in pairs(more or {}) do env[name] = value end
  return env
end

--- Runs `lualark call` with the simulator's environment.
--- @return { status: integer, out: string, err: string }
function M:call(...)
  return process.run({ os.getenv "LARK_BUILD" .. "/bin/lualark", "call", ... },
    { env = self:env() })
end

--- A client for it.
function M:client(options)
  local all = { app_id = M.app_id, app_secret = M.app_secret, base_url = self.url }
  for name, value in pairs(options or {}) do all[name] = value end
  return assert(lark.client(all))
end

-- The simulator's own pages have no envelope, so curl reads them.
local function get(self, path, method, body)
  local found = process.run {
    "curl", "-sfk", "-X", method or "GET", self.url .. path,
    body and "-H" or nil, body and "Content-Type: application/json", body and "-d", body,
  }
  assert(found.status == 0, "curl " .. path .. " ended with " .. found.status)
  return assert(lark.decode(found.out))
end

function M:stats() return get(self, "/_sim/stats") end
function M:company() return get(self, "/_sim/company") end
function M:reset() return get(self, "/_sim/reset", "POST") end


--- The rows of one of its tables, such as "messages".
function M:records(name) return get(self, "/_sim/records/" .. name).records end

--- The store app's ticket, and how often the app asked for a resend.
function M:ticket() return get(self, "/_sim/ticket") end
function M:new_ticket() return get(self, "/_sim/ticket", "POST") end

--- Its long connections: what has happened, and how they behave from now on (the simulator's
--- README).
function M:push(settings)
  if not settings then return get(self, "/_sim/push") end
  return get(self, "/_sim/push", "POST", lark.encode(settings))
end

--- Has an event sent, to a long connection as well as to a webhook.
function M:send(event) return get(self, "/_sim/events", "POST", lark.encode(event)) end

--- Arms faults and disarms those before.
--- @param list string[]  such as "code,code=1002001,endpoint=hire.referral.search"
function M:faults(list)
  return get(self, "/_sim/faults", "POST", lark.encode(lark.array(list)))
end

--- The faults that are armed, in their order, with `seen` and `fired`.
function M:armed() return get(self, "/_sim/faults").faults end

--- The latest request that the platform's part saw.
function M:last()
  local requests = get(self, "/_sim/last").requests
  return requests[#requests]
end

--- How many requests for an endpoint it has seen.
function M:count(endpoint)
  local counted = self:stats().endpoints[endpoint]
  return counted and counted.requests or 0
end

return M
