-- SPDX-License-Identifier: MIT

--- A long connection through real forward proxies: it is made and used through a tunnel, is made
--- again when the proxy dies, and says what to do where the proxy refuses it.
local nginx = require "support.nginx"
local process = require "support.process"
local proxies = require "gateways.proxies"
local simulator = require "support.simulator"
local software = require "gateways.software"

local PLATFORM = "platform.test"

-- Listens until so many events have come; prints what happens, a line each.
local SCRIPT = [[
local lark = require "lark"
local url, ca_file, count, proxy = ...
io.stdout:setvbuf "no"
local client <close> = assert(lark.client {
  base_url = url, ca_file = ca_file, proxy = proxy, retries = 0,
  app_id = "cli_simulator", app_secret = "simulator-secret" })
local taken = 0
local listened, err = client:listen(function(received, listener)
  taken = taken + 1
  print("event=" .. received.header.event_id)
  if taken == tonumber(count) then listener:stop() end
end, { on_note = function(note) print("note=" .. note) end })
if listened then return print "done=true" end
for _, name in ipairs { "kind", "msg", "hint" } do print(name .. "=" .. tostring(err[name])) end
]]

local M = {}

-- Starts the script; `said(pattern)` waits until it has printed that, `finish()` for its end.
local function start(dir, url, count, options)
  local script, out = dir .. "/listen.lua", dir .. "/listened"
  software.write(script, SCRIPT)
  os.remove(out) -- that of an earlier start
  local words = { "lua5.4", script, url, dir .. "/cert.pem", tostring(count), options.proxy }
  local env = process.environment { https_proxy = options.variable or false,
    HTTPS_PROXY = false, no_proxy = false, NO_PROXY = false }
  local pipe = assert(io.popen(("exec %s timeout 60 %s >%s 2>&1"):format(env,
    process.command(words), out), "r"))
  local self = {}
  local function text()
    local file <close> = io.open(out)
    return file and file:read "a" or ""
  end
  function self.said(wanted)
    for _ = 1, 500 do
      if text():find(wanted) then return true end
      os.execute "sleep 0.02"
    end
    return false
  end
  function self.finish()
    pipe:close()
    return text()
  end
  return self
end

local QUICK = { ReconnectInterval = 0, ReconnectNonce = 0, PingInterval = 60 }

-- Ends all connections, also those that died with a proxy.
local function hang_up(sim)
  sim:push { hang_up = true, config = QUICK }
  sim:push { config = QUICK }
end

local function send(sim, id) sim:send { type = "a.b", id = id, event = {} } end

-- One event through a tunnel, and, after the proxy has died, one through another. `way` is how
-- the client gets to know of the proxy.
local function with_tunnels(kind, way, proxy, sim, dir, url, check)
  local listening = start(dir, url, 2, { [way] = proxy:url() })
  check(listening.said "note=connected", kind, way, "not connected")
  send(sim, "e1")
  check(listening.said "event=e1", kind, way, "no event")
  proxy:kill()
  proxy:launch()
  proxy:await()
  check(listening.said "note=not connected.*note=connected", kind, way, "not connected again")
  hang_up(sim)
  check(listening.said "note=not connected.*note=connected.*1001.*note=connected", kind, way,
    "not connected after a hang-up")
  send(sim, "e2")
  local printed = listening.finish()
  check(printed:find "event=e2\ndone=true\n", kind, way, printed)
  check(proxy:asked() >= 2, kind, way, "the proxy was not asked")
end

local function with_refusals(kind, proxy, dir, url, check)
  local bare = "http://" .. proxy.address
  for _, case in ipairs {
    { what = "a wrong password", proxy = proxy:url "wr@ng", kind = "config",
      msg = "user or the password %(HTTP 40[17]" },
    { what = "no password", proxy = bare, kind = "config",
      msg = "user or the password %(HTTP 40[17]" },
    { what = "a denied server", proxy = proxy:url(), url = proxy.kind.denied, kind = "config",
      msg = "HTTP 403" },
  } do
    local printed = start(dir, case.url or url, 1, { variable = case.proxy }).finish()
    check(printed:find("kind=" .. case.kind .. "\n", 1, true), kind, case.what, printed)
    check(printed:find("msg=[^\n]*" .. case.msg), kind, case.what, printed)
    check(printed:find "hint=[^\n]*https_proxy", kind, case.what, "names no variable", printed)
    for _, secret in ipairs { "p@ss", "p%40ss", "passw0rd", "wr@ng", "wr%40ng" } do
      check(not printed:find(secret, 1, true), kind, case.what, "shows the password")
    end
    print(("         listening, %s: %s"):format(case.what, printed:match "msg=([^\n]*)"))
  end
end

--- Listens through a proxy of a kind.
function M.run(kind, check)
  local dir = software.folder()
  nginx.certificate(dir, PLATFORM)
  for _, way in ipairs { "proxy", "variable" } do
    local sim = simulator.start("--limits", "off", "--tls",
      dir .. "/cert.pem," .. dir .. "/key.pem")
    sim.url = sim.url:gsub("^http:", "https:")
    sim:push { config = QUICK }
    local url = ("https://%s:%d"):format(PLATFORM, sim.port)
    local proxy <close> = proxies.start(kind, sim.port)
    with_tunnels(kind, way, proxy, sim, dir, url, check)
    if way == "variable" then with_refusals(kind, proxy, dir, url, check) end
    sim:stop()
  end
  process.run { "rm", "-rf", dir }
end

return M
