-- SPDX-License-Identifier: MIT

--- The cost of a recording: the same calls sent, recorded and replayed, in turns.
---
---     lua5.4 recording.lua BUILD [CALLS] [ROUNDS]
---
--- LARK_BASE_URL, LARK_APP_ID and LARK_APP_SECRET name the simulator.
--- Prints the processor time of a call, in microseconds: the median of the rounds (5).
local build = assert(arg[1], "usage: recording.lua BUILD [CALLS] [ROUNDS]")
local calls, rounds = arg[2] or "5000", math.tointeger(tonumber(arg[3] or 5))

local file = os.tmpname()

local function forget()
  for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(file .. ending) end
end

local function measure(option)
  local command = ("%s/bin/lualark run %s %s/recording_calls.lua %s"):format(build, option,
    arg[0]:match "^(.*)/" or ".", calls)
  local pipe <close> = assert(io.popen(command))
  return assert(tonumber(pipe:read("a"):match "cpu_us=([%d.]+)"), option)
end

local seen = { sent = {}, recorded = {}, replayed = {} }
for round = 1, rounds do
  forget()
  seen.sent[round] = measure ""
  seen.recorded[round] = measure("--record " .. file)
  seen.replayed[round] = measure("--replay " .. file)
end
forget()

for _, name in ipairs { "sent", "recorded", "replayed" } do
  table.sort(seen[name])
  print(("%s_us=%.1f"):format(name, seen[name][rounds // 2 + 1]))
end
