-- SPDX-License-Identifier: MIT

--- Calls through real forward proxies to an https platform: tunnels that carry them, that are
--- refused, and that die.
local posts = require "gateways.posts"
local process = require "support.process"
local proxies = require "gateways.proxies"
local software = require "gateways.software"

local PLATFORM = "platform.test"
local DEATHS = 20

-- A GET by a client of its own; prints its error, a field a line.
local SCRIPT = [[
local lark = require "lark"
local url, ca_file = ...
local client <close> = assert(lark.client {
  base_url = url, ca_file = ca_file, tenant_access_token = "t-1", retries = 1 })
local data, err = client:request { method = "GET", path = "/open-apis/test/v1/things" }
if data then return print "done" end
for _, name in ipairs { "kind", "attempts", "retryable", "msg", "hint" } do
  print(name .. "=" .. tostring(err[name]))
end
print(err)
]]

local M = {}

-- Asks through the proxy that a variable names. Returns the error's fields, and all that was
-- printed.
local function ask(url, gateway, proxy_url)
  local script = gateway.dir .. "/ask.lua"
  software.write(script, SCRIPT)
  local ended = process.run({ "lua5.4", script, url, gateway.ca_file }, { env = {
    https_proxy = proxy_url, HTTPS_PROXY = false, no_proxy = false, NO_PROXY = false,
  } })
  local fields = {}
  for name, value in ended.out:gmatch "(%l+)=([^\n]*)" do fields[name] = value end
  return fields, ended.out .. ended.err
end

-- Calls that a proxy must refuse: what each may say, and how often it is asked.
local function refusals(proxy, gateway)
  return {
    { what = "a wrong password", url = gateway.url, password = "wr@ng",
      asked = proxy.kind.asks, kind = "config", attempts = "1",
      msg = "user or the password %(HTTP 40[17]" },
    { what = "a denied server", url = proxy.kind.denied,
      kind = "config", attempts = "1", msg = "HTTP 403" },
    { what = "a server that is down", url = "https://" .. PLATFORM .. ":1",
      kind = "network", attempts = "2", msg = "HTTP 50[03]" },
    { what = "a proxy that is down", url = gateway.url, down = true,
      kind = "network", attempts = "2", msg = "proxy" },
  }
end

local function check_refusal(case, proxy, gateway, check)
  local before = case.asked and proxy:asked()
  if case.down then proxy:kill() end
  local err, printed = ask(case.url, gateway, proxy:url(case.password))
  check(err.kind == case.kind, case.what, "kind", printed)
  check(err.attempts == case.attempts, case.what, "attempts", printed)
  check((err.msg or ""):find(case.msg), case.what, "message", printed)
  check((err.hint or ""):find("https_proxy", 1, true), case.what, "names no variable", printed)
  for _, secret in ipairs { "p@ss", "p%40ss", "passw0rd", "wr@ng", "wr%40ng" } do
    check(not printed:find(secret, 1, true), case.what, "shows the password", printed)
  end
  if case.asked then
    check(proxy:asked() - before == case.asked, case.what, "asked", proxy:asked() - before)
  end
  print(("         %s: %s"):format(case.what, printed:match "([^\n]*)\n*$"))
end

-- Requests while the proxy is killed and started again. POSTs on their way are in doubt.
local function with_deaths(kind, proxy, gateway, upstream, count, at_once, check, method)
  local every = count // 6
  local ended = posts.send(gateway, count, at_once, function(finished)
    if finished % every ~= 0 or finished == count then return end
    proxy:kill()
    proxy:launch()
  end, { proxy = proxy:url(), retries = 10 }, method)
  local seen = posts.seen(upstream)
  posts.tell(("%s dies, %s"):format(kind, method or "POST"), ended, seen)
  if method then seen.doubled = {} end
  posts.check_kept(kind, ended, seen, check)
  check(#ended.unsure <= (method and 0 or 6 * at_once), kind, "in doubt", #ended.unsure)
  for text in pairs(ended.messages) do check(not text:find "filter", kind, text) end
end

-- The tunnel is dead when the next call wants it: none is lost.
local function between_calls(kind, proxy, gateway, check)
  local lark = require "lark"
  local client <close> = assert(lark.client {
    base_url = gateway.url, ca_file = gateway.ca_file, tenant_access_token = "t-1",
    proxy = proxy:url(), limits = false })
  for i = 1, DEATHS do
    for _, method in ipairs { "GET", "POST" } do
      local data, err = client:request {
        method = method, path = "/open-apis/test/v1/things", query = { id = method .. i },
        body = method == "POST" and { text = "x" } or nil,
      }
      check(data, kind, "lost behind a dead tunnel", err)
    end
    proxy:kill()
    proxy:launch()
    proxy:await()
  end
  print(("         %d calls over tunnels that had died; %d sent again"):format(2 * DEATHS,
    client:stats().retries))
end

--- Sends `count` POSTs through a proxy of a kind, and then what it must refuse.
function M.run(kind, count, at_once, check)
  local upstream <close> = software.upstream()
  local gateway <close> = software.start("nginx", upstream, nil, PLATFORM)
  local proxy <close> = proxies.start(kind, gateway.port)
  local ended = posts.send(gateway, count, at_once, nil, { proxy = proxy:url() })
  local seen = posts.seen(upstream)
  posts.tell(kind, ended, seen)
  posts.check_kept(kind, ended, seen, check)
  check(#ended.done == count, kind, "done", #ended.done)
  check(proxy:asked() > 0, kind, "was not used")
  between_calls(kind, proxy, gateway, check)
  posts.seen(upstream)
  with_deaths(kind, proxy, gateway, upstream, count, at_once, check)
  with_deaths(kind, proxy, gateway, upstream, count, at_once, check, "GET")
  proxy:await()
  for _, case in ipairs(refusals(proxy, gateway)) do
    check_refusal(case, proxy, gateway, check)
  end
end

return M
