-- SPDX-License-Identifier: MIT

-- lark.cqueues, in its controllers.
local cqueues = require "cqueues"
local simulator = require "support.simulator"
local wrap = require("lark.cqueues").wrap

local function run(...)
  local controller = cqueues.new()
  for _, fn in ipairs { ... } do
    controller:wrap(fn)
    assert(controller:step(0)) -- for cqueues promises no order
  end
  assert(controller:loop())
end

describe("lark.cqueues", function()
  assert(loadfile(os.getenv "LARK_SOURCE" .. "/spec/support/adapter.lua", "t", _ENV))(wrap, run)
end)

describe("lark.cqueues in controllers", function()
  local sim, client
  setup(function() sim = simulator.start("--limits", "off", "--latency", "50") end)
  teardown(function() sim:stop() end)
  before_each(function() client = assert(wrap(sim:client { limits = false })) end)
  after_each(function() client:close() end)

  local function search() return client.hire.referral.search { talent_id = "1" } end

  it("lets other coroutines run meanwhile", function()
    local turns, found = 0, nil
    run(function() found = search() end, function()
      while not found do
        cqueues.sleep(0.005)
        turns = turns + 1
      end
    end)
    assert.is_true(turns > 1)
  end)

  it("serves several controllers", function()
    local found = {}
    local controllers = { cqueues.new(), cqueues.new(), cqueues.new() }
    for i, controller in ipairs(controllers) do
      controller:wrap(function() found[i] = search() end)
      assert(controller:step(0))
    end
    -- The last controller runs to its end alone, and its call ends, too.
    for i = #controllers, 1, -1 do
      assert(controllers[i]:loop())
      assert.is_table(found[i])
    end
  end)

  it("serves a controller inside another", function()
    local found
    run(function()
      local inner = cqueues.new()
      inner:wrap(function() found = search() end)
      assert(inner:loop())
    end, search)
    assert.is_table(found)
  end)

  it("does not let others resume a coroutine that waits", function()
    local ok, err
    run(function()
      local co = coroutine.create(function() ok, err = pcall(search) end)
      coroutine.resume(co)
      coroutine.resume(co)
    end)
    assert.is_false(ok)
    assert.matches("somebody else", err)
    assert.equal(0, client:stats().pending)
  end)

  it("can be polled and stepped by its owner", function()
    local found
    client:start("hire.referral.search", { talent_id = "1" }, function(data) found = data end)
    local polled = 0
    run(function()
      while not found do
        assert.equal(client, cqueues.poll(client))
        polled = polled + 1
        client:step(1000)
      end
    end)
    assert.is_table(found)
    assert.is_true(polled < 100)
  end)

  it("goes on after a callback that raises, which the controller reports", function()
    local controller = cqueues.new()
    local found
    controller:wrap(function()
      client:start("hire.external_application.list", { talent_id = "404" }, function()
        error "mine"
      end)
      found = search()
    end)
    local ok, err = controller:loop()
    assert.is_falsy(ok)
    assert.matches("mine", err)
    assert(controller:loop())
    assert.is_table(found)
  end)

  it("ends while others still poll something else", function()
    local controller = cqueues.new()
    local found
    controller:wrap(function() found = search() end)
    controller:wrap(function() cqueues.sleep(0.2) end)
    assert(controller:loop())
    assert.is_table(found)
    assert.is_true(controller:empty())
  end)
end)
