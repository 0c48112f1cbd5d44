-- SPDX-License-Identifier: MIT

local lark = require "lark"

describe("sleep", function()
  it("wakes in order of time", function()
    local order = {}
    lark.run(function()
      for _, ms in ipairs { 30, 10, 20 } do
        lark.spawn(function()
          lark.sleep(ms / 1000)
          order[#order + 1] = ms
        end)
      end
    end)
    assert.same({ 10, 20, 30 }, order)
  end)

  it("returns true", function()
    assert.is_true(lark.sleep(0))
    assert.is_true(lark.run(lark.sleep, 0.001))
  end)

  it("refuses anything but a time", function()
    for _, seconds in ipairs { -1, 0 / 0, math.huge, "x" } do
      assert.has_error(function() lark.sleep(seconds) end)
    end
  end)
end)
