-- SPDX-License-Identifier: MIT

-- Calls that look blocking, and let other tasks run.
local lark = require "lark"
local simulator = require "support.simulator"

describe("a call", function()
  local sim, client

  setup(function()
    sim = simulator.start("--limits", "off", "--latency", "30")
    client = sim:client()
  end)
  teardown(function()
    client:close()
    sim:stop()
  end)

  local function get()
    return client.hire.referral.get_by_application { application_id = "6134134355464633" }
  end

  it("lets other tasks run meanwhile", function()
    sim:reset()
    lark.run(function()
      for _ = 1, 20 do lark.spawn(get) end
    end)
    assert.is_true(sim:stats().in_flight.max >= 10)
  end)

  it("drives in place in a foreign coroutine", function()
    local data = lark.run(function()
      return select(2, coroutine.resume(coroutine.create(get)))
    end)
    assert.equal("张三", data.referral.referral_user.name.zh_cn)
    local wrapped = coroutine.wrap(get)
    assert.is_table(wrapped().referral)
  end)

  it("drives in place where a yield is impossible", function()
    lark.run(function()
      local list = { 2, 1 }
      table.sort(list, function(a, b)
        assert(get())
        return a < b
      end)
      assert.same({ 1, 2 }, list)
      local id = string.gsub("x", "x", function() return get().referral.id end)
      assert.equal("7392247983414413606", id)
    end)
  end)

  it("ends with its task when that is cancelled", function()
    local before = client:stats().failures
    lark.run(function()
      local task = lark.spawn(get)
      lark.sleep(0.005)
      task:cancel()
    end)
    while client:stats().pending > 0 do client:wait(100) end
    assert.equal(before + 1, client:stats().failures)
  end)

  it("is cancelled when its client is closed", function()
    local other = sim:client()
    lark.run(function()
      local task = lark.spawn(function()
        return other.hire.referral.search { talent_id = "1" }
      end)
      lark.sleep(0.005)
      other:close()
      local data, err = task:await()
      assert.is_nil(data)
      assert.equal("cancelled", err.kind)
    end)
  end)

  it("survives a script that resumes its coroutine", function()
    lark.run(function()
      local inner
      local task = lark.spawn(function()
        inner = coroutine.running()
        return get()
      end)
      lark.sleep(0.001)
      local ok, err = coroutine.resume(inner)
      assert.is_false(ok)
      assert.matches("resumed by somebody else", err)
      assert.has_error(function() task:await() end)
    end)
    while client:stats().pending > 0 do client:wait(100) end
  end)

  it("works with several clients at once", function()
    local other = sim:client()
    lark.run(function()
      local a = lark.spawn(get)
      local b = lark.spawn(function()
        return other.hire.referral.search { talent_id = "6930815272790114324" }
      end)
      assert.is_table(a:await().referral)
      assert.equal(1, #b:await().items)
    end)
    other:close()
  end)
end)
