-- SPDX-License-Identifier: MIT

--- Runs the pairs below side by side and prints one table of ratios.
---
---     lua5.4 bench/run.lua BUILD_DIR [CALLS] [ROUNDS]
local here = arg[0]:match "^(.*)/" or "."
package.path = here .. "/?.lua;" .. package.path
local nginx = require "nginx"

local build = arg[1]
local calls = math.tointeger(tonumber(arg[2] or os.getenv "BENCH_CALLS" or 20000))
local rounds = math.tointeger(tonumber(arg[3] or os.getenv "BENCH_ROUNDS" or 5))
if not build or not calls or not rounds or calls < 1 or rounds < 1 then
  io.stderr:write "usage: lua5.4 bench/run.lua BUILD_DIR [CALLS] [ROUNDS]\n"
  os.exit(2)
end

local function quoted(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

-- ------------------------------------------------------------------- the data

-- An answer as a server sends it: without the spaces that lay it out.
local function example(name)
  local file <close> = assert(io.open(here .. "/../simulator/examples/" .. name .. ".json"))
  local text = file:read "a":gsub("%s*\n%s*", ""):gsub('": ', '":')
  return text
end

--- What nginx answers, by path. The example is that of the platform's documents.
local ANSWERS = {
  ["/open-apis/hire/v1/referrals/get_by_application"] =
    example "referral.get_by_application",
  ["/open-apis/auth/v3/tenant_access_token/internal"] =
    '{"code":0,"msg":"ok","tenant_access_token":"t-bench","expire":7200}',
}

local bare_curl = quoted(build .. "/bench/bench_bare_curl")

--- What is run: a command that takes BASE_URL CALLS IN_FLIGHT and prints a line
--- with cpu_us, the processor time of a call.
local PROGRAMS = {
  bare_curl = { name = "libcurl, bare", command = bare_curl },
  calls = {
    name = "lark from Lua",
    command = "LUA_CPATH_5_4=" .. quoted(build .. "/lib/lua/5.4/?.so")
      .. " lua5.4 " .. quoted(here .. "/calls.lua"),
  },
}

--- What is compared: `ours` over `theirs`.
local PAIRS = {
  { name = "get_by_application", theirs = "bare_curl", ours = "calls", in_flight = 50 },
}

-- ------------------------------------------------------------------ measuring

local function output_of(command)
  local pipe = assert(io.popen(command))
  local output = pipe:read "a"
  return output, pipe:close() == true
end

local function is_up(base_url, path)
  local command = string.format("%s %s 1 1 %s 2>/dev/null", bare_curl, base_url, path)
  local _, fine = output_of(command)
  return fine
end

local function measure(program, base_url, in_flight)
  local command = string.format("%s %s %d %d", program.command, base_url, calls, in_flight)
  local line, fine = output_of(command)
  local cpu_us = tonumber(line:match "cpu_us=(%S+)")
  local made = tonumber(line:match "calls=(%d+)")
  if not fine or not cpu_us or made ~= calls then error(program.name .. " failed", 0) end
  return cpu_us
end

-- Alternately, so that both meet the same machine; the first round warms up.
local function compare(pair, base_url)
  local theirs, ours, ratios = {}, {}, {}
  for round = 0, rounds do
    local a = measure(PROGRAMS[pair.theirs], base_url, pair.in_flight)
    local b = measure(PROGRAMS[pair.ours], base_url, pair.in_flight)
    if round > 0 then theirs[round], ours[round], ratios[round] = a, b, b / a end
  end
  return theirs, ours, ratios
end

-- ------------------------------------------------------------------- printing

local function summary(values)
  table.sort(values)
  local low, high = values[(#values + 1) // 2], values[#values // 2 + 1]
  return string.format("%8.2f %8.2f %8.2f", (low + high) / 2, values[1], values[#values])
end

local function print_row(name, unit, values)
  print(string.format("  %-32s %-10s %s", name, unit, summary(values)))
end

local function print_machine(nginx_version)
  local cpus = output_of "nproc":match "%d+"
  local model = output_of "cat /proc/cpuinfo":match "model name%s*:%s*([^\n]+)" or "processor"
  local curl = output_of(bare_curl .. " --version"):match "%S+"
  local lua = output_of "lua5.4 -v":match "Lua (%S+)"
  print(string.format("%s x %s, libcurl %s, Lua %s, nginx %s on loopback",
    cpus, model, curl, lua, nginx_version))
  print(string.format("%d calls a run, %d rounds; processor time of the caller, per call",
    calls, rounds))
end

local function print_pair(pair, theirs, ours, ratios)
  local title = string.format("%s, %d in flight", pair.name, pair.in_flight)
  print(string.format("\n%-45s %8s %8s %8s", title, "median", "min", "max"))
  print_row(PROGRAMS[pair.theirs].name, "us", theirs)
  print_row(PROGRAMS[pair.ours].name, "us", ours)
  print_row("the ratio, round by round", "", ratios)
end

local function main()
  local version, err = nginx.version()
  if not version then return nil, err end
  if not select(2, output_of(bare_curl .. " --version")) then
    return nil, build .. " holds no bench_bare_curl: build first"
  end
  local server
  server, err = nginx.start(ANSWERS, is_up)
  if not server then return nil, err end
  print_machine(version)
  local fine, why = pcall(function()
    for _, pair in ipairs(PAIRS) do print_pair(pair, compare(pair, server.base_url)) end
  end)
  server.stop()
  return fine or nil, why
end

local done, why = main()
if not done then
  io.stderr:write("bench: ", tostring(why), "\n")
  os.exit(1, true)
end
