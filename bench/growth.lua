-- SPDX-License-Identifier: MIT

-- Prints what one of many costs, at four sizes: `make bench-growth`.
--
--     lua5.4 bench/growth.lua build
local build = assert(arg[1], "usage: growth.lua BUILD")
local SIZES = { 10, 100, 1000, 10000 }

-- How many of a thing a process can have is limited where each takes descriptors.
local CASES = {
  { "event", "an event to one script of so many" },
  { "closing", "closing an engine of scripts that have not run" },
  { "killing", "killing such scripts, the newest first" },
  { "killing_waiting", "killing scripts that wait for a call" },
  { "starting", "starting scripts that sleep" },
  { "opening", "starting scripts that wait for a call" },
  { "usage", "lualark_script_usage() while calls wait" },
  { "stats", "lark_client_stats() while calls wait" },
  { "timeout", "lualark_timeout_ms() while clients are idle", most = 1000 },
  { "endpoints", "the first call of each described endpoint" },
  { "tenants", "the first call of each tenant, in one store", most = 1000 },
  { "cancelling", "cancelling one of so many tasks" },
  { "awaiters", "the same in a turn of its own, where they wait for another" },
  { "rows", "cancelling a map: each of its rows" },
  { "run", "a lark.run that fails: each of its tasks", lua = true },
  { "encode", "lark.encode: each row of a list", lua = true },
  { "decode", "lark.decode: each row of a list", lua = true },
  { "idle", "a call of one client while others are idle", most = 1000, lua = true },
}

local function measure(case, size)
  local command = case.lua
    and ("LUA_CPATH='%s/lib/lua/5.4/?.so' lua5.4 %s/growth_%s.lua %d"):format(build,
      arg[0]:match "^(.*)/" or ".", case[1], size)
    or ("%s/bench/bench_growth %s %d"):format(build, case[1], size)
  local pipe <close> = assert(io.popen(command))
  return assert(tonumber(pipe:read("a"):match "cpu_us=([%d.]+)"), command)
end

print(("%-50s %10d %10d %10d %10d"):format("processor time of each, in us", table.unpack(SIZES)))
for _, case in ipairs(CASES) do
  local cells = {}
  for i, size in ipairs(SIZES) do
    cells[i] = (case.most or size) < size and "" or ("%.2f"):format(measure(case, size))
  end
  print(("%-50s %10s %10s %10s %10s"):format(case[2], table.unpack(cells)))
end
