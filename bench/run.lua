-- SPDX-License-Identifier: MIT

--- Runs pairs of programs side by side and prints one table of ratios.
---
---     lua5.4 bench/run.lua BUILD_DIR [CALLS] [ROUNDS] [PATTERN]
---
--- PATTERN picks the pairs whose names it matches.
local here = arg[0]:match "^(.*)/" or "."
package.path = here .. "/?.lua;" .. package.path
local answers = require "answers"
local nginx = require "nginx"
local pairs_of = require "pairs"

local build = arg[1]
local calls = math.tointeger(tonumber(arg[2] or os.getenv "BENCH_CALLS" or 20000))
local rounds = math.tointeger(tonumber(arg[3] or os.getenv "BENCH_ROUNDS" or 5))
local pattern = arg[4] or os.getenv "BENCH_PAIRS" or "."
if not build or not calls or not rounds or calls < 1 or rounds < 1 then
  io.stderr:write "usage: lua5.4 bench/run.lua BUILD_DIR [CALLS] [ROUNDS] [PATTERN]\n"
  os.exit(2)
end

local function output_of(command)
  local pipe = assert(io.popen(command))
  local output = pipe:read "a"
  return output, pipe:close() == true
end

-- ------------------------------------------------------------------ measuring

local bare_curl = ("'%s/bench/bench_bare_curl'"):format(build)

local function is_up(base_url, path)
  local command = string.format("%s %s 1 1 %s 2>/dev/null", bare_curl, base_url, path)
  local _, fine = output_of(command)
  return fine
end

-- The cost of one side: the processor time, or another time, of one call.
local function measure(side)
  local line, fine = output_of(side.command)
  local cost = tonumber(line:match((side.measure or "cpu_us") .. "=(%S+)"))
  if not fine or not cost then error(side.name .. " failed: " .. side.command, 0) end
  return cost
end

-- Runs the two alternately, under the same conditions. The first round warms up.
local function compare(pair)
  local theirs, ours, ratios = {}, {}, {}
  for round = 0, rounds do
    local a = measure(pair.theirs)
    local b = measure(pair.ours)
    if round > 0 then theirs[round], ours[round], ratios[round] = a, b, b / a end
  end
  return theirs, ours, ratios
end

-- ------------------------------------------------------------------- printing

-- Pads by characters, not bytes.
local function padded(text, width)
  return text .. (" "):rep(width - utf8.len(text))
end

local function median(values)
  table.sort(values)
  return (values[(#values + 1) // 2] + values[#values // 2 + 1]) / 2
end

local function print_machine(nginx_version)
  local cpus = output_of "nproc":match "%d+"
  local model = output_of "cat /proc/cpuinfo":match "model name%s*:%s*([^\n]+)" or "processor"
  local curl = output_of(bare_curl .. " --version"):match "%S+"
  local lua = output_of "lua5.4 -v":match "Lua (%S+)"
  print(string.format("%s x %s, libcurl %s, Lua %s, nginx %s on loopback",
    cpus, model, curl, lua, nginx_version))
  print(string.format("%d calls a run, %d rounds; medians, and the ratio's least and most",
    calls, rounds))
end

local function print_pair(pair, theirs, ours, ratios)
  local goal = pair.goal and ("goal %s"):format(pair.goal) or ""
  print(string.format("%s %9.2f %9.2f us  %5.2f  (%.2f to %.2f)  %s",
    padded(pair.name, 54), median(theirs), median(ours), median(ratios), ratios[1],
    ratios[#ratios], goal))
end

local function run_section(section, server)
  local titled = false
  for _, pair in ipairs(section.pairs) do
    if pair.name:find(pattern) then
      if not titled then print("\n" .. section.title) end
      titled = true
      local fine, why = pcall(function() print_pair(pair, compare(pair)) end)
      if not fine and not pair.optional then error(why, 0) end
      if not fine then print(padded(pair.name, 54) .. " left out: " .. tostring(why)) end
      if pair.after then pair.after(server) end
    end
  end
end

local function main()
  local version, err = nginx.version()
  if not version then return nil, err end
  if not select(2, output_of(bare_curl .. " --version")) then
    return nil, build .. " holds no bench_bare_curl: build first"
  end
  local server
  server, err = nginx.start(answers.by_path(here), is_up)
  if not server then return nil, err end
  print_machine(version)
  local fine, why = pcall(function()
    for _, section in ipairs(pairs_of(here, build, calls, server)) do
      run_section(section, server)
    end
  end)
  server.stop()
  return fine or nil, why
end

local done, why = main()
if not done then
  io.stderr:write("bench: ", tostring(why), "\n")
  os.exit(1, true)
end
