-- SPDX-License-Identifier: MIT

-- Tasks: what looks blocking lets others run.
local lark = require "lark"
local simulator = require "support.simulator"

describe("run", function()
  it("returns what the function returns", function()
    assert.same({ 1, nil, 3, n = 3 }, table.pack(lark.run(function(...) return ... end, 1, nil, 3)))
  end)

  it("raises what the function raises, as it is", function()
    local problem = {}
    local ok, err = pcall(lark.run, function() error(problem) end)
    assert.is_false(ok)
    assert.equal(problem, err)
  end)

  it("calls the function in place inside itself", function()
    local inner = lark.run(function()
      local before = coroutine.running()
      return lark.run(function()
        lark.sleep(0.001)
        return before == coroutine.running()
      end)
    end)
    assert.is_true(inner)
  end)

  it("waits for all that was spawned", function()
    local done = 0
    lark.run(function()
      for _ = 1, 3 do
        lark.spawn(function()
          lark.sleep(0.01)
          done = done + 1
        end)
      end
    end)
    assert.equal(3, done)
  end)

  it("raises the error of a task that nobody awaited", function()
    assert.error_matches(function()
      lark.run(function() lark.spawn(function() error "lost?" end) end)
    end, "lost%?")
    -- and only once
    assert.equal(1, lark.run(function() return 1 end))
  end)

  it("says so where what is waited for can never come", function()
    assert.error_matches(function()
      lark.run(function()
        local a, b
        a = lark.spawn(function() return b:await() end)
        b = lark.spawn(function() return a:await() end)
        return a:await()
      end)
    end, "can never come")
  end)
end)

describe("spawn", function()
  it("runs beside its maker, in order", function()
    local order = {}
    lark.run(function()
      local first = lark.spawn(function()
        order[#order + 1] = "a"
        lark.sleep(0.02)
        order[#order + 1] = "c"
      end)
      lark.spawn(function() order[#order + 1] = "b" end)
      first:await()
    end)
    assert.same({ "a", "b", "c" }, order)
  end)

  it("gives results to everybody who awaits, again and again", function()
    lark.run(function()
      local task = lark.spawn(function() return 1, nil, 3 end)
      for _ = 1, 2 do assert.same({ 1, nil, 3, n = 3 }, table.pack(task:await())) end
      assert.equal("done", task:status())
    end)
  end)

  it("raises for those who await what the task raised", function()
    lark.run(function()
      local task = lark.spawn(function() error({ 7 }) end)
      local ok, err = pcall(task.await, task)
      assert.is_false(ok)
      assert.equal(7, err[1])
      assert.equal("failed", task:status())
    end)
  end)

  it("can be cancelled where it waits; its variables are closed", function()
    lark.run(function()
      local closed = false
      local task = lark.spawn(function()
        local _ <close> = setmetatable({}, { __close = function() closed = true end })
        lark.sleep(100)
      end)
      lark.sleep(0.001)
      assert.is_true(task:cancel())
      assert.is_true(closed)
      assert.is_false(task:cancel())
      assert.equal("cancelled", task:status())
      local value, err = task:await()
      assert.is_nil(value)
      assert.equal("cancelled", err.kind)
    end)
  end)

  it("closes the variables of a task that fails", function()
    local closed = 0
    local function failing()
      local _ <close> = setmetatable({}, { __close = function() closed = closed + 1 end })
      error "boom"
    end
    assert.error_matches(function() lark.run(failing) end, "boom")
    lark.run(function()
      local task = lark.spawn(failing)
      assert.error_matches(function() task:await() end, "boom")
    end)
    assert.equal(2, closed)
  end)

  it("can be cancelled before it started", function()
    lark.run(function()
      local ran = false
      lark.spawn(function() ran = true end):cancel()
      lark.sleep(0.001)
      assert.is_false(ran)
    end)
  end)

  it("lets a task yield the turn by itself", function()
    local order = {}
    lark.run(function()
      lark.spawn(function()
        order[#order + 1] = 1
        coroutine.yield()
        order[#order + 1] = 3
      end)
      lark.spawn(function() order[#order + 1] = 2 end)
    end)
    assert.same({ 1, 2, 3 }, order)
  end)

  it("can be awaited outside run", function()
    local task = lark.spawn(function()
      lark.sleep(0.001)
      return "fine"
    end)
    assert.equal("fine", task:await())
  end)

  it("refuses to await itself", function()
    lark.run(function()
      local task
      task = lark.spawn(function() return task:await() end)
      assert.error_matches(function() task:await() end, "cannot await itself")
    end)
  end)
end)

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

  it("refuses what is no time", function()
    for _, seconds in ipairs { -1, 0 / 0, math.huge, "x" } do
      assert.has_error(function() lark.sleep(seconds) end)
    end
  end)
end)

describe("map", function()
  it("keeps order and loses no row to a bad one", function()
    local problem = { kind = "api" }
    local results, errors = lark.map({ 5, 4, 3, 2, 1, 0 }, function(n, i)
      lark.sleep(n / 1000)
      if n == 4 then error "boom" end
      if n == 3 then return nil, problem end
      if n == 0 then return end
      return n * 10 + i
    end, { concurrency = 6 })
    assert.equal(6, #results)
    assert.same({ 51, false, false, 24, 15, lark.null }, results)
    assert.equal(2, errors.n)
    assert.matches("boom", errors[2])
    assert.equal(problem, errors[3])
  end)

  it("runs as many at once as it is told", function()
    local now, most = 0, 0
    lark.map({ 1, 2, 3, 4, 5, 6, 7, 8 }, function()
      now = now + 1
      most = math.max(most, now)
      lark.sleep(0.001)
      now = now - 1
      return true
    end, { concurrency = 3 })
    assert.equal(3, most)
  end)

  it("works inside run, inside itself and in a foreign coroutine", function()
    local function double(list)
      return (lark.map(list, function(n)
        lark.sleep(0.001)
        return n * 2
      end))
    end
    assert.same({ 2, 4 }, double { 1, 2 })
    assert.same({ 2, 4 }, lark.run(double, { 1, 2 }))
    assert.same({ { 2 }, { 4 } }, (lark.map({ { 1 }, { 2 } }, double)))
    lark.run(function()
      local _, result = coroutine.resume(coroutine.create(function() return double { 1, 2 } end))
      assert.same({ 2, 4 }, result)
    end)
  end)

  it("takes an empty list, and refuses what is none", function()
    local results, errors = lark.map({}, print)
    assert.equal("[]", lark.encode(results))
    assert.equal(0, errors.n)
    assert.has_error(function() lark.map("x", print) end)
    assert.has_error(function() lark.map({}, print, { concurrency = 0 }) end)
  end)
end)

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

  it("lets others run meanwhile", function()
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

  it("survives a coroutine that is resumed by somebody else", function()
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
