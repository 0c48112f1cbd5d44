-- SPDX-License-Identifier: MIT

--- Measures what the engine costs its host: runs bench_engine several times for each
--- measure, and compares the medians with the goals.
---
---     lua5.4 bench/engine.lua BUILD_DIR [RUNS] [FRAMES]
---
--- Exit status: 0 if no call was lost, else 1. A time over its goal does not count,
--- since the machine may have caused it.

-- ------------------------------------------------------------------- the data

local CALLS = 10000

--- The commands of bench_engine, and the simulators that they need.
local IDLE_1 = { "idle", 1 }
local IDLE_1000 = { "idle", 1000 }
local START = { "start" }
local FRAMES = { "frames", 2000, latency = "20" }
local BURST = { "burst", 2000, latency = "20" }
-- Slow enough that all calls are in flight before the first answer.
local MANY = { "calls", CALLS, latency = "500" }

--- The rows: the run, the name of its figure, and the goal.
local ROWS = {
  { "an idle step, 1 call in flight", IDLE_1, "cpu_us", "us", 1 },
  { "  by the wall's clock", IDLE_1, "wall_us", "us" },
  { "an idle step, 1,000 calls in flight", IDLE_1000, "cpu_us", "us", 1 },
  { "  by the wall's clock", IDLE_1000, "wall_us", "us" },
  { "a new script, before its first line", START, "cpu_us", "us", 50 },
  { "  by the wall's clock", START, "wall_us", "us" },
  { "  a stock state with its libraries", START, "stock_us", "us" },
  { "  memory, all that was allocated", START, "heap_bytes", "KiB", 32 },
  { "  memory, as its limit counts it", START, "lua_bytes", "KiB" },
  { "a frame's step of 2 ms, 99.9% of frames", FRAMES, "step_cpu_p999_us", "ms", 3 },
  { "  the longest", FRAMES, "step_cpu_max_us", "ms" },
  { "  half of them", FRAMES, "step_cpu_p50_us", "ms" },
  { "  99.9%, by the wall's clock", FRAMES, "step_wall_p999_us", "ms" },
  { "  99.9% of bare loops of 2 ms", FRAMES, "spin_cpu_p999_us", "ms" },
  { "  the same, by the wall's clock", FRAMES, "spin_wall_p999_us", "ms" },
  { "  times that a step slept", FRAMES, "slept", "", 0 },
  { "  calls that it completed", FRAMES, "calls", "" },
  { "the same with 10,000 events at once, 99.9%", BURST, "step_cpu_p999_us", "ms", 3 },
  { "  the longest", BURST, "step_cpu_max_us", "ms" },
  { "  half of them", BURST, "step_cpu_p50_us", "ms" },
  { "  times that a step slept", BURST, "slept", "", 0 },
  { "  calls that it completed", BURST, "calls", "" },
  { "10,000 calls: in flight at once", MANY, "in_flight", "" },
  { "  lost or failed", MANY, "lost", "", 0 },
  { "  connections", MANY, "connections", "", 256 },
  { "  memory of a call, libcurl included", MANY, "heap_bytes", "KiB", 32 },
  { "  libcurl alone, of a call", MANY, "curl_bytes", "KiB" },
  { "  libcurl alone, of a connection", MANY, "curl_of_connection", "KiB" },
}

--- The value of a figure in the table.
local UNITS = { [""] = 1, us = 1, ms = 1000, KiB = 1024 }

-- ------------------------------------------------------------------ measuring

local function quoted(word)
  return "'" .. tostring(word):gsub("'", "'\\''") .. "'"
end

-- The simulator and the engine each get a processor if there are several.
local function pinned(processor)
  local pipe = assert(io.popen "nproc")
  local count = pipe:read "n"
  pipe:close()
  return count > processor and ("taskset -c %d "):format(processor) or ""
end

local function figures_of(command)
  local pipe = assert(io.popen(command))
  local line = pipe:read "a"
  if not pipe:close() then error("failed: " .. command, 0) end
  local figures = {}
  for name, value in line:gmatch "(%w[%w_]*)=(%S+)" do figures[name] = tonumber(value) end
  return figures
end

local function with_simulator(build, latency, fn)
  local pipe = assert(io.popen(("echo $$; exec timeout 600 %s%s --limits off --latency %s"):format(
    pinned(1), quoted(build .. "/bin/lark-simulator"), latency)))
  local pid, port = pipe:read("l", "l")
  local fine, result = pcall(fn, "http://127.0.0.1:" .. tostring(port))
  os.execute(("kill %d 2>/dev/null"):format(pid))
  pipe:close()
  if not fine then error(result, 0) end
  return result
end

local function run(build, measure)
  local program = pinned(0) .. quoted(build .. "/bench/bench_engine")
  if not measure.latency then
    return figures_of(table.concat({ program, table.unpack(measure) }, " "))
  end
  local figures = with_simulator(build, measure.latency, function(url)
    return figures_of(("%s %s %s %d"):format(program, measure[1], url, measure[2]))
  end)
  if figures.fine then
    figures.lost = CALLS - math.tointeger(figures.fine)
    figures.curl_of_connection = figures.curl_bytes * CALLS / figures.connections
  end
  return figures
end

-- ------------------------------------------------------------------- printing

local function summary(values)
  table.sort(values)
  local low, high = values[(#values + 1) // 2], values[#values // 2 + 1]
  return (low + high) / 2, values[1], values[#values]
end

local function shown(value)
  return value == math.floor(value) and ("%d"):format(value) or ("%.2f"):format(value)
end

local function print_row(row, runs)
  local name, _, figure, unit, goal = table.unpack(row)
  local values = {}
  for i, figures in ipairs(runs) do values[i] = figures[figure] / UNITS[unit] end
  local median, least, most = summary(values)
  local met = not goal or median <= goal
  print(("%-42s %6s %4s %9s %9s %9s%s"):format(name, goal and shown(goal) or "", unit,
    shown(median), shown(least), shown(most), met and "" or " !"))
end

local function main()
  local build, runs, frames = arg[1], tonumber(arg[2] or 3), tonumber(arg[3])
  if not build or not runs then
    io.stderr:write "usage: lua5.4 bench/engine.lua BUILD_DIR [RUNS] [FRAMES]\n"
    os.exit(2)
  end
  FRAMES[2] = math.tointeger(frames) or FRAMES[2]
  BURST[2] = FRAMES[2]
  print(("%-42s %6s %4s %9s %9s %9s"):format(("%d runs; processor time"):format(runs), "goal", "",
    "median", "least", "most"))
  local measured, lost = {}, 0
  for _, row in ipairs(ROWS) do
    local measure = row[2]
    if not measured[measure] then
      measured[measure] = {}
      for i = 1, runs do
        local figures = run(build, measure)
        measured[measure][i] = figures
        lost = lost + (figures.lost or 0) + (figures.failures or 0)
      end
    end
    print_row(row, measured[measure])
  end
  print "\nA median over its goal has a `!`."
  return lost == 0
end

os.exit(main() and 0 or 1, true)
