-- SPDX-License-Identifier: MIT

-- Rate limits, measured at the server. `make bench-limits` makes the 1,060 calls that
-- fill a window of a minute.
local lark = require "lark"
local simulator = require "support.simulator"

local CALLS = 200

-- The kinds of windows and latencies that a server may have.
local WORLDS = {
  { windows = "sliding", latency = "0" },
  { windows = "sliding", latency = "5-100" },
  { windows = "fixed", latency = "0" },
  { windows = "fixed", latency = "5-100" },
}

describe("200 concurrent calls to an endpoint of 50/s", function()
  setup(function()
    for _, world in ipairs(WORLDS) do
      world.sim = simulator.start("--limits", world.windows, "--latency", world.latency)
      world.client = world.sim:client()
      world.succeeded = 0
    end
    -- All at once: they sleep for most of their three seconds.
    lark.run(function()
      for _, world in ipairs(WORLDS) do
        for _ = 1, CALLS do
          lark.spawn(function()
            local data, err = world.client.hire.referral.get_by_application {
              application_id = "6134134355464633",
            }
            world.succeeded = world.succeeded + (data and 1 or 0)
            world.err = world.err or err
          end)
        end
      end
    end)
  end)

  teardown(function()
    for _, world in ipairs(WORLDS) do
      world.client:close()
      world.sim:stop()
    end
  end)

  for _, world in ipairs(WORLDS) do
    it(("are never refused: %s windows, %s ms"):format(world.windows, world.latency), function()
      assert.is_nil(world.err)
      assert.equal(CALLS, world.succeeded)
      local seen = world.sim:stats()
      assert.equal(0, seen.rate_limited)
      assert.equal(CALLS, seen.endpoints["hire.referral.get_by_application"].requests)
      local counts = world.client:stats()
      assert.equal(0, counts.limited)
      -- Fifty are sent at once, and the others wait.
      assert.is_true(counts.limit_waits >= CALLS - 50)
    end)
  end
end)
