-- SPDX-License-Identifier: MIT

--- One of several processes that share an app through a store: makes calls and prints
--- `start=S end=S ok=N limited=N fetches=N`, and `error=...` for the first that failed.
---
---     lua5.4 caller.lua CALLS [PAUSE_S]     pauses between two halves of the calls
local lark = require "lark"

local calls, pause_s = tonumber(arg[1]), tonumber(arg[2] or 0)

-- Lua has no finer clock for the time of day.
local function uptime_s()
  local file <close> = assert(io.open "/proc/uptime")
  return file:read "n"
end

local client = assert(lark.client {
  log = function(entry)
    if entry.note then io.stderr:write(entry.note, "\n") end
  end,
})
local ok, failed = 0, nil
local function run(count)
  for _ = 1, count do
    assert(client:start("hire.referral.get_by_application",
      { application_id = "6134134355464633" }, function(data, err)
        if data then ok = ok + 1 else failed = failed or err end
      end))
  end
  while client:stats().pending > 0 do client:wait() end
end

local started = uptime_s()
if pause_s > 0 then
  run(calls // 2)
  print "halfway"
  io.stdout:flush()
  lark.sleep(pause_s)
  run(calls - calls // 2)
else
  run(calls)
end
local stats = client:stats()
print(("start=%.2f end=%.2f ok=%d limited=%d fetches=%d"):format(started, uptime_s(), ok,
  stats.limited, stats.token_fetches))
if failed then print("error=" .. tostring(failed)) end
client:close()
