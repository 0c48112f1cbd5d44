-- SPDX-License-Identifier: MIT

local lark = require "lark"

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

  it("runs no more rows at once than `concurrency`", function()
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

  it("takes an empty list, and refuses anything but a list", function()
    local results, errors = lark.map({}, print)
    assert.equal("[]", lark.encode(results))
    assert.equal(0, errors.n)
    assert.has_error(function() lark.map("x", print) end)
    assert.has_error(function() lark.map({}, print, { concurrency = 0 }) end)
  end)
end)
