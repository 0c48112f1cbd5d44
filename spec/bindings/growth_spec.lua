-- SPDX-License-Identifier: MIT

-- The cost of one of many must not depend on how many there are. Instructions are counted by
-- valgrind, in bench/growth.c's measure() alone, at two sizes a hundred apart.
local process = require "support.process"

local program = os.getenv "LARK_BUILD" .. "/bench/bench_growth"
local FEW, MANY, MOST = 5, 500, 1.3

-- A sanitized build does not run under valgrind.
local test = os.getenv "LARK_CFLAGS" and pending or it

-- The instructions for each of so many.
local function each(case, count)
  local ended = process.run({ "valgrind", "--tool=callgrind", "--toggle-collect=measure",
    "--callgrind-out-file=/dev/null", program, case, tostring(count) }, { seconds = 600 })
  assert.equal(0, ended.status, ended.err)
  return assert(tonumber(ended.err:match "Collected : (%d+)")) / count
end

local CASES = {
  event = "an event to one script",
  closing = "closing an engine whose scripts have not run",
  killing = "killing scripts, the newest first",
  stats = "a client's figures while calls wait",
  usage = "a script's figures while calls wait",
  killing_waiting = "killing scripts that wait for a call",
  tenants = "the first call of each tenant",
  endpoints = "the first call of each endpoint that a program describes",
}

describe("growth", function()
  for case, what in pairs(CASES) do
    test("does not raise the cost of " .. what, function()
      local few, many = each(case, FEW), each(case, MANY)
      assert.is_true(many <= MOST * few, ("%.0f for each of %d, %.0f of %d"):format(
        few, FEW, many, MANY))
    end)
  end
end)
