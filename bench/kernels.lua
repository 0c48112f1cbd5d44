-- SPDX-License-Identifier: MIT

--- Compares scripts of an engine with a stock lua5.4, kernel by kernel, in alternating rounds:
--- prints the median of the ratios of neighbouring runs, and their spread.
---
---     lua5.4 bench/kernels.lua BUILD_DIR [ROUNDS] [KERNEL]
---
--- With `stock KERNEL [COUNT]` it runs one kernel in this Lua.
package.path = (arg[0]:match "^(.*)/" or ".") .. "/?.lua;" .. package.path

if arg[1] == "stock" then
  local kernels = require "kernels_list"
  local began = os.clock()
  local value = kernels[arg[2]](tonumber(arg[3]))
  print(('"%.6f %s"'):format(os.clock() - began, value))
  return
end

local build, rounds, only = arg[1] or "build", tonumber(arg[2]) or 21, arg[3]
local MODES = { { "trusted", "signal", goal = 1.08 }, { "sandbox", "signal", goal = 1.15 },
                { "trusted", "count" }, { "sandbox", "count" } }
local APART = { coroutines_create = true, coroutines_resume = true }
local MOST = 1.3

local function names()
  local all = {}
  for name in pairs(require "kernels_list") do
    if not only or name == only then all[#all + 1] = name end
  end
  table.sort(all, function(a, b)
    if (APART[a] or false) ~= (APART[b] or false) then return APART[b] or false end
    return a < b
  end)
  return all
end

local function run(command)
  local pipe = assert(io.popen(command))
  local seconds, value = pipe:read("a"):match('"(%S+) (%S+)"')
  assert(pipe:close() and seconds, command .. " failed")
  return tonumber(seconds), value
end

local function median(list)
  table.sort(list)
  return list[(#list + 1) // 2]
end

-- The ratios of each mode for one kernel.
local function compare(name)
  local ratios = {}
  for i = 1, #MODES do ratios[i] = {} end
  for _ = 1, rounds do
    for i, mode in ipairs(MODES) do
      local stock, value = run(("%s bench/kernels.lua stock %s"):format(arg[-1] or "lua5.4", name))
      local ours, same = run(("%s/bench/bench_kernels %s %s bench/kernels_list.lua %s")
        :format(build, mode[1], mode[2], name))
      assert(value == same, name .. " differs")
      table.insert(ratios[i], ours / stock)
    end
  end
  return ratios
end

local function column(mode) return mode[1] .. ", " .. mode[2] end

io.write(("%-22s"):format(""))
for _, mode in ipairs(MODES) do io.write(("%-22s"):format(column(mode))) end
io.write("\n")
local logs, counts, worst = {}, {}, {}
for _, name in ipairs(names()) do
  local ratios = compare(name)
  io.write(("%-22s"):format(name))
  for i in ipairs(MODES) do
    local middle = median(ratios[i])
    io.write(("%-22s"):format(("%.2f (%.2f to %.2f)"):format(middle, ratios[i][1],
      ratios[i][#ratios[i]])))
    if not APART[name] then
      logs[i], counts[i] = (logs[i] or 0) + math.log(middle), (counts[i] or 0) + 1
    end
    worst[i] = math.max(worst[i] or 0, middle)
  end
  io.write("\n")
  io.stdout:flush()
end
for i, mode in ipairs(MODES) do
  if counts[i] then
    print(("%s: geometric mean %.3f without coroutines%s; worst %.2f%s"):format(column(mode),
      math.exp(logs[i] / counts[i]), mode.goal and (", goal %.2f"):format(mode.goal) or "",
      worst[i], mode.goal and (", goal %.1f"):format(MOST) or ""))
  end
end
