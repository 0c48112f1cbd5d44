-- SPDX-License-Identifier: MIT

-- The cost of one of many must not depend on how many there are. Instructions are counted by
-- valgrind, in bench/growth.c's measure() alone, at two sizes a hundred apart.
local instructions = require "support.instructions"
local process = require "support.process"

local build = os.getenv "LARK_BUILD"
local program = build .. "/bench/bench_growth"
local MOST = 1.3

-- A sanitized build does not run under valgrind.
local test = os.getenv "LARK_CFLAGS" and pending or it

-- The instructions of a command inside of a function, for each of so many.
local function each(toggle, command, count)
  local ended = process.run({ "valgrind", "--tool=callgrind", "--toggle-collect=" .. toggle,
    "--callgrind-out-file=/dev/null", table.unpack(command) }, { seconds = 600 })
  assert.equal(0, ended.status, ended.err)
  return assert(tonumber(ended.err:match "Collected : (%d+)")) / count
end

local CASES = {
  { "event", "an event to one script" },
  { "closing", "closing an engine whose scripts have not run" },
  { "killing", "killing scripts, the newest first" },
  { "stats", "a client's figures while calls wait" },
  { "usage", "a script's figures while calls wait" },
  { "timeout", "asking an engine with idle clients when it has work", few = 4 },
  { "timeout_busy", "asking an engine when it has work while each client has a call", few = 4 },
  { "killing_waiting", "killing scripts that wait for a call" },
  { "opening", "starting a script that opens the client and calls" },
  { "tenants", "the first call of each tenant" },
  { "endpoints", "the first call of each endpoint that a program describes" },
  { "cancelling", "cancelling a task", few = 50 },
  { "awaiters", "cancelling a task that waits for another", few = 50 },
  { "rows", "cancelling a row with its map", few = 50 },
}

local function few_of(case) return case.few or 5 end

-- The instructions of every case, of few and of many in turn. One program runs them all: to
-- start it under valgrind takes longer than most cases do.
local function count_cases()
  local words = { program }
  for _, case in ipairs(CASES) do
    for _, count in ipairs { few_of(case), 100 * few_of(case) } do
      table.move({ case[1], tostring(count) }, 1, 2, #words + 1, words)
    end
  end
  local counts = instructions.of_calls("measure", words)
  assert.equal(2 * #CASES, #counts)
  return counts
end

local function check(few, cost)
  local many = few * 100
  local of_few, of_many = cost(few), cost(many)
  assert.is_true(of_many <= MOST * of_few, ("%.0f for each of %d, %.0f of %d"):format(
    of_few, few, of_many, many))
end

describe("growth", function()
  local counts

  for i, case in ipairs(CASES) do
    test("does not raise the cost of " .. case[2], function()
      counts = counts or count_cases()
      check(few_of(case), function(count)
        return counts[count == few_of(case) and 2 * i - 1 or 2 * i] / count
      end)
    end)
  end

  test("does not raise the cost of cancelling a task after a lark.run that fails", function()
    local script = os.getenv "LARK_SOURCE" .. "/bench/growth_run.lua"
    check(50, function(count)
      return each("lualark_task_cancel_all", { "lua5.4", script, tostring(count) }, count)
    end)
  end)

  for _, way in ipairs { "encode", "decode" } do
    test("does not raise the cost of a row for lark." .. way, function()
      local script = ("%s/bench/growth_%s.lua"):format(os.getenv "LARK_SOURCE", way)
      check(50, function(count)
        return each("json_" .. way, { "lua5.4", script, tostring(count) }, count)
      end)
    end)
  end
end)
