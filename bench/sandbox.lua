-- SPDX-License-Identifier: MIT

--- Measures what the sandbox costs an ordinary script. Runs scripts/referral_report.lua
--- over many ids, with its page, in a plain Lua state and as a sandboxed script, in turn,
--- against the simulator; prints the ratio of their processor times.
---
---     lua5.4 bench/sandbox.lua BUILD_DIR [RUNS] [ROWS]
local build, runs, rows = arg[1] or "build", tonumber(arg[2]) or 9, tonumber(arg[3]) or 1500
local GOAL = 1.15

package.path = "spec/?.lua;" .. package.path
package.cpath = build .. "/lib/lua/5.4/?.so;" .. package.cpath

local function posix(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

local function lines(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("a")
  assert(pipe:close(), command .. " failed")
  return text
end

local function median(list)
  table.sort(list)
  return list[(#list + 1) // 2]
end

-- Repeats the ids of the sample.
local function write_ids(path)
  local sample = assert(io.open("scripts/referral_report.csv"))
  local header, ids = sample:read("L"), {}
  for line in sample:lines("L") do ids[#ids + 1] = line end
  sample:close()
  local file = assert(io.open(path, "w"))
  file:write(header)
  for i = 1, rows do file:write(ids[(i - 1) % #ids + 1]) end
  file:close()
end

local port_file, ids = os.tmpname(), os.tmpname()
os.remove(port_file)
write_ids(ids)
local simulator = assert(io.popen(
  ("exec %s/bin/lark-simulator --limits off --port-file %s & echo $!")
    :format(build, posix(port_file))))
local pid = simulator:read("l")

local function stop()
  os.execute("kill " .. pid)
  simulator:close()
  os.remove(port_file)
  os.remove(ids)
end

local function port()
  for _ = 1, 200 do
    local file = io.open(port_file)
    if file then
      local text = file:read("a")
      file:close()
      return (text:gsub("%s", ""))
    end
    os.execute("sleep 0.05")
  end
  error("the simulator did not start")
end

local function measure()
  local environment = ("LARK_BASE_URL=http://127.0.0.1:%s LARK_APP_ID=cli_simulator "
    .. "LARK_APP_SECRET=simulator-secret "):format(port())
  local function run(how)
    local text = lines(("%s %s/bench/bench_sandbox %s scripts %s"):format(environment, build, how,
      posix(ids)))
    local ms, length = text:match("(%S+) (%d+)")
    return tonumber(ms), length
  end
  local ratios, plain, sandbox = {}, {}, {}
  for i = 0, runs do
    local a, length = run "plain"
    local b, same = run "sandbox"
    assert(length == same, "both render the same")
    if i > 0 then -- the first warms up
      plain[#plain + 1], sandbox[#sandbox + 1], ratios[#ratios + 1] = a, b, b / a
    end
  end
  return { plain = median(plain), sandbox = median(sandbox), ratio = median(ratios),
    ratios = ratios, shortest = sandbox[1] / plain[1] }
end

local ok, found = pcall(measure)
stop()
if not ok then error(found, 0) end
print(("%-44s %10s"):format("referral_report.lua, " .. rows .. " rows", "processor"))
print(("%-44s %7.1f ms"):format("  plain", found.plain))
print(("%-44s %7.1f ms"):format("  sandboxed", found.sandbox))
print(("%-44s %10.3f  (%.3f to %.3f; goal %.2f)"):format("  ratio, median of " .. runs,
  found.ratio, found.ratios[1], found.ratios[#found.ratios], GOAL))
-- Other load on the machine only makes runs longer.
print(("%-44s %10.3f"):format("  ratio of the shortest", found.shortest))
