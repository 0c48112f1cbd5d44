-- SPDX-License-Identifier: MIT

-- A serial soak repeats itself for the same seed.
local process = require "support.process"

local source = os.getenv "LARK_SOURCE"

local function soak(seed)
  local ended = process.run({ "lua5.4", source .. "/spec/soak/soak.lua",
    "--serial", "--calls", "150", "--seed", seed },
    -- A sanitized lark.so needs the same preloaded library as this interpreter.
    { env = { LD_PRELOAD = os.getenv "LD_PRELOAD" or false } })
  assert(ended.status == 0, ended.err)
  return assert(ended.out:match "digest (%x+)"), ended.out
end

describe("a serial soak", function()
  it("is the same for the same seed, and differs for another", function()
    local first, report = soak(3)
    assert.equal(first, soak(3))
    assert.not_equal(first, soak(4))
    assert.matches("failed: network", report)
  end)
end)
