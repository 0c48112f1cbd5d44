-- SPDX-License-Identifier: MIT

-- The log of the command line: --verbose and LARK_LOG.
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

describe("the log of lualark", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)
  local CALL = { lualark, "call", "hire.referral.search", "talent_id=6930815272790114324" }

  it("is on stderr with --verbose, a line for each attempt", function()
    local ended = process.run({ CALL[1], CALL[2], "--verbose", CALL[3], CALL[4] },
      { env = sim:env() })
    assert.equal(0, ended.status)
    assert.matches("hire.referral.search #1, HTTP 200, done, [%d.]+ ms.*log id %w+", ended.err)
    assert.equal(1, #lark.decode(ended.out).items)
    assert.not_matches(sim.app_secret, ended.err, 1, true)
  end)

  it("goes to the file that LARK_LOG names", function()
    local path = os.tmpname()
    for _ = 1, 2 do
      local ended = process.run(CALL, { env = sim:env { LARK_LOG = path } })
      assert.equal("", ended.err)
    end
    local file = assert(io.open(path))
    local _, lines = file:read("a"):gsub("\n", "")
    file:close()
    os.remove(path)
    assert.equal(4, lines)
  end)
end)
