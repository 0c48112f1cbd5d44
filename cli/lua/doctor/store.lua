-- SPDX-License-Identifier: MIT

--- lualark doctor: the Redis server that LARK_STORE names, if any.
local server = require "lualark.options.server"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

local PINGS = 5

-- More than this costs every call that waits for a slot.
local SLOW_MS = 50

-- The oldest server whose scripts can say what they need.
local OLDEST = 7

local PROBE = "#!lua\nreturn redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])"

local function refuse(found, check, err, hint)
  found:fail(check, server.status_of(err), server.text_of(err), { hint = hint })
end

-- The quickest of some round trips; nil where the server does not answer.
local function check_reach(found, from, terminal)
  local quickest
  for _ = 1, PINGS do
    local before = terminal.now()
    local pong, err = from:call "PING"
    if not pong then
      refuse(found, "reachable", err,
        words "Check host, port, user and password of LARK_STORE.")
      return false
    end
    local ms = (terminal.now() - before) * 1000
    quickest = math.min(quickest or ms, ms)
  end
  found:ok("reachable", from.label)
  local detail = ("%.1f ms"):format(quickest)
  if quickest < SLOW_MS then
    found:ok("round trip", detail)
  else
    found:warn("round trip", detail, { hint = words "Run the server nearer to the clients." })
  end
  return true
end

local function check_version(found, from)
  local info, err = from:call("INFO", "server")
  if not info then
    found:skip("version", server.text_of(err))
    return
  end
  -- Valkey says an old redis_version besides its own.
  local valkey = info:match "valkey_version:([%d.]+)"
  local version = valkey or info:match "redis_version:([%d.]+)" or "?"
  local name = valkey and "Valkey " or "Redis "
  if valkey or (tonumber(version:match "^%d+") or 0) >= OLDEST then
    found:ok("version", name .. version)
  else
    found:fail("version", status.SETUP, name .. version,
      { hint = words "The store needs Redis 7.0 or later, or Valkey." })
  end
end

local function check_policy(found, from)
  local policy = from:call("CONFIG", "GET", "maxmemory-policy")
  if not policy or not policy[2] then
    found:skip("maxmemory-policy", words "the user may not read the configuration")
  elseif policy[2] == "noeviction" then
    found:ok("maxmemory-policy", policy[2])
  else
    found:warn("maxmemory-policy", policy[2],
      { hint = words "Set noeviction: others throw out budgets and tokens that still count." })
  end
end

-- Tries what clients do: a script that writes.
local function check_rights(found, from)
  local digest, err = from:call("SCRIPT", "LOAD", PROBE)
  local done = digest
  if digest then done, err = from:call("EVALSHA", digest, "1", "lark:probe", "1000") end
  if done then
    found:ok("rights", words "scripts run, and may write")
    return
  end
  found:fail("rights", status.SETUP, server.text_of(err), {
    hint = words(err:find "^OOM" and "The server's memory is full: raise maxmemory."
      or err:find "^READONLY" and "It is a replica: name the primary in LARK_STORE."
      or "Give the user +@all on keys lark:*, or at least EVALSHA, EVAL, SCRIPT, and what they "
      .. "call."),
  })
end

-- Clocks need not agree: the difference only helps with reading logs.
local function check_clock(found, from)
  local time = from:call "TIME"
  if not time then return end
  local ahead = tonumber(time[1]) - os.time()
  found:ok("clock", words(ahead < 0 and "%d s behind ours; it does not matter, the server's counts"
    or "%d s ahead of ours; it does not matter, the server's counts", math.abs(ahead)))
end

--- Checks the store, if there is one.
function M.check(found, terminal)
  local url = os.getenv "LARK_STORE" or ""
  if url == "" then return end
  found:group "store"
  local from, msg, hint, kind = terminal.open_server(url)
  if not from then
    found:fail("store", status.of_kind(kind), msg, { hint = hint })
    return
  end
  if not check_reach(found, from, terminal) then return end
  check_version(found, from)
  check_policy(found, from)
  check_rights(found, from)
  check_clock(found, from)
end

return M
