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

-- Nobody wants the rows of a map whose task is cancelled.
describe("map in a task that is cancelled", function()
  -- A function for rows that wait, and what became of them.
  local function counted()
    local seen = { begun = 0, ended = 0, closed = 0 }
    return function()
      local _ <close> = setmetatable({}, {
        __close = function() seen.closed = seen.closed + 1 end,
      })
      seen.begun = seen.begun + 1
      lark.sleep(0.001)
      seen.ended = seen.ended + 1
    end, seen
  end

  local function list_of(count)
    local list = {}
    for i = 1, count do list[i] = i end
    return list
  end

  -- Cancels a task that runs the function, once rows have begun.
  local function cancel(run)
    local row, seen = counted()
    lark.run(function()
      local task = lark.spawn(run, row)
      while seen.begun == 0 do coroutine.yield() end
      task:cancel()
    end)
    return seen
  end

  it("ends them, and begins no more", function()
    local seen = cancel(function(row) lark.map(list_of(100), row, { concurrency = 3 }) end)
    assert.same({ begun = 3, ended = 0, closed = 3 }, seen)
  end)

  it("ends the rows of maps inside of maps", function()
    local seen = cancel(function(row)
      lark.map({ 1, 2 }, function()
        lark.map({ 1, 2 }, function() lark.map({ 1, 2 }, row) end)
      end)
    end)
    assert.equal(0, seen.ended)
    assert.equal(seen.begun, seen.closed)
  end)

  it("ends the row that cancels it where that waits next", function()
    local task, after, waited
    lark.run(function()
      task = lark.spawn(lark.map, { 1, 2 }, function(n)
        if n == 1 then
          task:cancel()
          after = true
        end
        lark.sleep(0.001)
        waited = true
      end)
    end)
    assert.is_true(after)
    assert.is_nil(waited)
  end)

  it("lets all that a thousand maps inside each other wait for end", function()
    local function nested(depth, row)
      lark.map({ 1 }, function()
        if depth == 0 then row() else nested(depth - 1, row) end
      end)
    end
    local seen = cancel(function(row) nested(1000, row) end)
    assert.same({ begun = 1, ended = 0, closed = 1 }, seen)
  end)
end)
