-- SPDX-License-Identifier: MIT

-- lark.store, with and without a name. spec/engine/store_test.c has two Lua states.
local lark = require "lark"
local simulator = require "support.simulator"

describe("a store with a name", function()
  local sim

  setup(function() sim = simulator.start() end)
  teardown(function() sim:stop() end)

  it("is the process's only one of that name", function()
    local one, again, other = lark.store "a", lark.store "a", lark.store "b"
    assert.equal(tostring(one), tostring(again))
    assert.not_equal(tostring(one), tostring(other))
  end)

  it("shares tokens between clients that name it", function()
    local function fetches()
      local client <close> = sim:client { store = lark.store "tokens" }
      assert(client.hire.referral.search { talent_id = "1" })
      return client:stats().token_fetches
    end
    local kept = lark.store "tokens" -- luacheck: ignore
    assert.equal(1, fetches())
    assert.equal(0, fetches())
  end)

  it("ends with the last that uses it", function()
    for _ = 1, 2 do
      local client <close> = sim:client { store = lark.store "short" }
      assert(client.hire.referral.search { talent_id = "1" })
      assert.equal(1, client:stats().token_fetches)
      client:close()
      collectgarbage()
      collectgarbage()
    end
  end)

  it("has a name that is text", function()
    for _, name in ipairs { 5, true, "", "a\0b", {} } do
      assert.has_error(function() lark.store(name) end)
    end
  end)
end)

describe("a store without a name", function()
  it("is new each time", function()
    local one, other = lark.store(), lark.store(nil)
    assert.not_equal(tostring(one), tostring(other))
  end)

  it("is the only thing that the option store takes", function()
    local client, err = lark.client { app_id = "x", app_secret = "y", store = "tokens" }
    assert.is_nil(client)
    assert.equal("store", err.parameter)
  end)
end)
