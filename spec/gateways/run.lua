-- SPDX-License-Identifier: MIT

--- Sends POSTs through real gateways while they reload, and through real forward proxies, and
--- counts them at the upstream; and has long connections through the proxies:
---
---     lua5.4 spec/gateways/run.lua [CALLS [AT_ONCE [KIND ...]]]
---
--- No POST may be doubled, and none lost or in doubt where the upstream answered each. An
--- upstream that closes each tenth connection after reading leaves its POSTs in doubt, and
--- no others. A gateway that ends with a request on its way, as Caddy does after its time to
--- reload, leaves that one in doubt; such a POST must have been carried out.
local listening = require "gateways.listening"
local posts = require "gateways.posts"
local proxies = require "gateways.proxies"
local software = require "gateways.software"
local tunnels = require "gateways.tunnels"

local calls, at_once = tonumber(arg[1]) or 20000, tonumber(arg[2]) or 50
local kinds = #arg > 2 and table.move(arg, 3, #arg, 1, {})
  or { "nginx", "haproxy", "apache", "caddy", "squid", "tinyproxy" }
local RELOADS = 5
local failures = 0

local function check(condition, ...)
  if condition then return end
  failures = failures + 1
  print("FAILED", ...)
end

-- Reloads the gateway at even distances.
local function reloader(gateway, count)
  local every = count // (RELOADS + 1)
  return function(ended) if ended % every == 0 then gateway:reload() end end
end

local function with_reloads(kind)
  local upstream <close> = software.upstream()
  local gateway <close> = software.start(kind, upstream)
  local ended = posts.send(gateway, calls, at_once, reloader(gateway, calls))
  local seen = posts.seen(upstream)
  posts.tell(kind, ended, seen)
  posts.check_kept(kind, ended, seen, check)
  local carried_out = posts.set_of(seen.ids)
  for _, id in ipairs(ended.unsure) do check(carried_out[id], kind, "lost for nothing", id) end
end

-- Retries by the gateway itself would double what the upstream closed.
local function with_closings(kind)
  local count = calls // 10
  local upstream <close> = software.upstream("--close-each", "10")
  local gateway <close> = software.start(kind, upstream)
  local ended = posts.send(gateway, count, at_once)
  local seen = posts.seen(upstream)
  posts.tell(kind .. "/10", ended, seen)
  posts.check_kept(kind, ended, seen, check)
  local closed = posts.set_of(seen.closed)
  for _, id in ipairs(ended.done) do check(not closed[id], kind, "not in doubt", id) end
  for _, id in ipairs(ended.unsure) do check(closed[id], kind, "in doubt for nothing", id) end
end

for _, kind in ipairs(kinds) do
  if proxies.kinds[kind] then
    tunnels.run(kind, calls // 10, at_once, check)
    listening.run(kind, check)
  else
    with_reloads(kind)
    with_closings(kind)
  end
end
os.exit(failures == 0)
