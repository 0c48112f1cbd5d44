-- SPDX-License-Identifier: MIT

-- lualark explain, and the log of the command line.
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

describe("lualark explain", function()
  it("says what a code means and what to do, offline", function()
    local ended = process.run { lualark, "explain", "1002102", "99991400" }
    assert.equal(0, ended.status)
    assert.matches("1002102  the talent does not exist", ended.out, 1, true)
    assert.matches("documented for hire.external_application.list", ended.out, 1, true)
    assert.matches("holds the endpoint", ended.out, 1, true)
  end)

  it("knows the codes within a range", function()
    assert.equal("api", lark.explain(99992360).kind)
    assert.is_nil(lark.explain(99992350))
    assert.is_nil(lark.explain(0))
  end)

  it("knows every code that an endpoint documents", function()
    for _, name in ipairs(lark.endpoints()) do
      for _, code in ipairs(lark.schema(name).errors) do
        assert.is_table(lark.explain(code), name .. ": " .. code)
      end
    end
  end)

  it("says that a code is unknown, or is none", function()
    assert.equal(1, process.run({ lualark, "explain", "7" }).status)
    assert.equal(2, process.run({ lualark, "explain", "x" }).status)
    assert.equal(2, process.run({ lualark, "explain" }).status)
  end)
end)

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
