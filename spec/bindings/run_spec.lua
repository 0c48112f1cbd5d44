-- SPDX-License-Identifier: MIT

local lark = require "lark"

describe("run", function()
  it("returns what the function returns", function()
    assert.same({ 1, nil, 3, n = 3 }, table.pack(lark.run(function(...) return ... end, 1, nil, 3)))
  end)

  it("raises the function's error unchanged", function()
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

  it("waits for all spawned tasks", function()
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

  it("raises where no task can ever go on", function()
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
