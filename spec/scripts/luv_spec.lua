-- SPDX-License-Identifier: MIT

-- lark.luv, on libuv's own loop.
local process = require "support.process"
local simulator = require "support.simulator"
local uv = require "luv"
local wrap = require("lark.luv").wrap

-- luv ends the process if a callback raises, so failures are collected here.
local function run(...)
  local problem
  for _, fn in ipairs { ... } do
    coroutine.wrap(function()
      local ok, err = xpcall(fn, debug.traceback)
      if not ok then problem = problem or err end
    end)()
  end
  uv.run()
  if problem then error(problem, 0) end
end

describe("lark.luv", function()
  assert(loadfile(os.getenv "LARK_SOURCE" .. "/spec/support/adapter.lua", "t", _ENV))(wrap, run)
end)

describe("lark.luv in a loop", function()
  local sim, client
  setup(function() sim = simulator.start("--limits", "off", "--latency", "50") end)
  teardown(function() sim:stop() end)
  before_each(function() client = assert(wrap(sim:client { limits = false })) end)
  after_each(function() client:close() end)

  local function search() return client.hire.referral.search { talent_id = "1" } end

  it("leaves no handle behind", function()
    run(search, search)
    client:close()
    uv.run()
    local handles = 0
    uv.walk(function() handles = handles + 1 end)
    assert.equal(0, handles)
  end)

  it("lets timers of the program run meanwhile", function()
    local ticks = 0
    local timer = uv.new_timer()
    timer:start(5, 5, function() ticks = ticks + 1 end)
    run(function()
      assert(search())
      timer:close()
    end)
    assert.is_true(ticks > 1)
  end)

  it("takes callbacks outside of coroutines", function()
    local found, inner
    client.hire.referral.search({ talent_id = "1" }, function(data)
      found = data
      client.hire.referral.search({ talent_id = "1" }, function(more) inner = more end)
    end)
    uv.run()
    assert.is_table(found)
    assert.is_table(inner)
  end)

  it("does not let others resume a coroutine that waits", function()
    local ok, err
    local co = coroutine.create(function() ok, err = pcall(search) end)
    coroutine.resume(co)
    coroutine.resume(co)
    assert.is_false(ok)
    assert.matches("somebody else", err)
    uv.run() -- the call is cancelled, and resumes nothing
    assert.equal("dead", coroutine.status(co))
    assert.equal(0, client:stats().pending)
  end)

  it("cancels the call of a coroutine that is closed", function()
    local co = coroutine.create(search)
    coroutine.resume(co)
    assert.equal(1, client:stats().pending)
    coroutine.close(co)
    uv.run()
    assert.equal(0, client:stats().pending)
  end)

  it("may be closed inside a callback while other calls wait", function()
    local kind
    client.hire.referral.search({ talent_id = "1" }, function()
      coroutine.wrap(function() kind = select(2, search()).kind end)()
      client:close()
    end)
    uv.run()
    assert.equal("cancelled", kind)
  end)

  it("survives a client that is closed directly", function()
    local kind
    coroutine.wrap(function() kind = select(2, search()).kind end)()
    client.raw:close()
    uv.run()
    assert.equal("cancelled", kind)
  end)

  it("reports an error of a coroutine after a call as luv does", function()
    local ended = process.run({ "lua5.4", "-e", [[
      local lark, uv = require "lark", require "luv"
      local client = require("lark.luv").wrap(lark.client())
      coroutine.wrap(function()
        client.hire.referral.search { talent_id = "1" }
        error "mine"
      end)()
      uv.run()
    ]] }, { env = sim:env { LD_PRELOAD = os.getenv "LD_PRELOAD" } })
    assert.not_equal(0, ended.status)
    assert.matches("mine", ended.err)
    assert.matches("stack traceback", ended.err)
  end)
end)
