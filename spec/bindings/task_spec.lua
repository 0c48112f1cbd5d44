-- SPDX-License-Identifier: MIT

local lark = require "lark"

describe("spawn", function()
  it("runs tasks in order, beside the one that spawns them", function()
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

  it("gives its results to each await", function()
    lark.run(function()
      local task = lark.spawn(function() return 1, nil, 3 end)
      for _ = 1, 2 do assert.same({ 1, nil, 3, n = 3 }, table.pack(task:await())) end
      assert.equal("done", task:status())
    end)
  end)

  it("raises the task's error in each await", function()
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

  it("lets a task yield its turn", function()
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

  it("is cancelled where the block of a to-be-closed variable ends", function()
    local kept
    lark.run(function()
      do
        local task <close> = lark.spawn(lark.sleep, 100)
        kept = task
      end
      assert.equal("cancelled", kept:status())
      local ended <close> = lark.spawn(function() return 1 end)
      assert.equal(1, ended:await())
    end)
  end)
end)
