-- SPDX-License-Identifier: MIT

-- lark.skynet, on a stand-in for skynet's scheduler.
local simulator = require "support.simulator"
local skynet = require "support.skynet"
local uv = require "luv"

package.preload.skynet = function() return skynet end
package.preload["skynet.socket"] = function() return skynet.socket end
local wrap = require("lark.skynet").wrap

local function run(...)
  local functions = { ... }
  local left = skynet.start(function()
    for _, fn in ipairs(functions) do skynet.fork(fn) end
  end)
  if skynet.errors[1] then error(skynet.errors[1], 0) end
  assert(left == 0, "a coroutine waits for ever")
end

describe("the stand-in for skynet", function()
  it("runs a forked function after the current one", function()
    local order = {}
    run(function()
      skynet.fork(function(...) order[#order + 1] = table.concat({ ... }) end, "b", "c")
      order[#order + 1] = "a"
    end)
    assert.same({ "a", "bc" }, order)
  end)

  it("wakes a sleeping coroutine, and forgets an earlier wakeup", function()
    local token, order = {}, {}
    run(function()
      assert.is_nil(skynet.wakeup(token))
      skynet.wait(token)
      order[#order + 1] = "woken"
    end, function()
      assert.is_true(skynet.wakeup(token))
      order[#order + 1] = "waker goes on"
    end)
    assert.same({ "waker goes on", "woken" }, order)
  end)

  it("breaks a sleep, once for each wakeup, and drops its timer's message", function()
    local sleeper, first, second
    local from = skynet.now()
    run(function()
      sleeper = coroutine.running()
      first = skynet.sleep(20)
      second = skynet.sleep(1)
    end, function() skynet.wakeup(sleeper) end)
    assert.equal("BREAK", first)
    assert.is_nil(second)
    assert.is_true(skynet.now() - from >= 20)
  end)

  it("keeps a second wakeup for the next sleep", function()
    local sleeper, broken = nil, {}
    run(function()
      sleeper = coroutine.running()
      for i = 1, 2 do broken[i] = skynet.sleep(20) end
    end, function()
      skynet.wakeup(sleeper)
      skynet.wakeup(sleeper)
    end)
    assert.same({ "BREAK", "BREAK" }, broken)
  end)
end)

describe("lark.skynet", function()
  assert(loadfile(os.getenv "LARK_SOURCE" .. "/spec/support/adapter.lua", "t", _ENV))(wrap, run)
end)

describe("lark.skynet without sockets", function()
  setup(function()
    package.loaded["skynet.socket"] = nil
    package.preload["skynet.socket"] = nil
  end)
  teardown(function() package.preload["skynet.socket"] = function() return skynet.socket end end)
  assert(loadfile(os.getenv "LARK_SOURCE" .. "/spec/support/adapter.lua", "t", _ENV))(wrap, run)

  it("looks once in a tick, however many calls wait", function()
    local sim = simulator.start("--limits", "off", "--latency", "50")
    local client <close> = assert(wrap(sim:client()))
    local calls = {}
    for i = 1, 30 do
      calls[i] = function() assert(client.hire.referral.search { talent_id = "1" }) end
    end
    local from = skynet.now()
    run(table.unpack(calls))
    local ticks = skynet.now() - from
    sim:stop()
    assert.is_true(skynet.slept <= 2 * ticks + 2, skynet.slept .. " times in " .. ticks)
    assert.equal(0, skynet.rung)
  end)
end)

describe("lark.skynet.service", function()
  local service = require "lark.skynet.service"
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  -- Runs `fn(client)` beside the service; the last parameter is its client.
  local function beside(fn)
    local start = skynet.start
    local body
    skynet.start = function(main) body = main end
    service.start(sim:client())
    skynet.start = start
    run(function()
      body()
      fn(service.connect "hire")
    end)
  end

  it("makes the calls of other services", function()
    beside(function(client)
      local found = assert(client.hire.referral.search { talent_id = "6930815272790114324" })
      assert.equal(1, #found.items)
      assert.is_nil(getmetatable(found.items))
      local all = assert(client.hire.external_application.list.all {
        talent_id = sim:company().talents[1].id })
      assert.is_true(#all > 0)
      assert.is_true(client:stats().calls >= 2)
      local data = assert(client:request { method = "GET",
        path = "/open-apis/hire/v1/referrals/get_by_application",
        query = { application_id = "6134134355464633" } })
      assert.equal("table", type(data))
    end)
  end)

  it("hands errors over, and raises mistakes", function()
    beside(function(client)
      local found, err = client.hire.referral_account.get_account_assets {
        referral_account_id = "404" }
      assert.is_nil(found)
      assert.equal("api", err.kind)
      assert.matches("does not exist", tostring(err))
      found, err = client.hire.referral.search { nonsense = 1 }
      assert.is_nil(found)
      assert.equal("param", err.kind)
      assert.error_matches(function() client.hire.nobody.get {} end, "nobody")
    end)
  end)

  it("raises what lark.client refused", function()
    assert.error_matches(function() service.start(nil, "no app_id") end, "no app_id")
  end)
end)

describe("lark.skynet in a service", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off", "--latency", "50") end)
  teardown(function() sim:stop() end)

  local function search(client)
    return client.hire.referral.search { talent_id = "6930815272790114324" }
  end

  it("sleeps until there is traffic, however many calls wait", function()
    local limits = { ["hire.referral.search"] = "20/s" }
    local client <close> = assert(wrap(sim:client { limits = limits }))
    local calls = {}
    for i = 1, 30 do calls[i] = function() assert(search(client)) end end
    run(table.unpack(calls))
    assert.is_true(skynet.rung > 0)
    -- A call wakes it a few times, in more than a second with 100 ticks.
    assert.is_true(skynet.rung + skynet.slept < 8 * #calls, skynet.rung .. ", " .. skynet.slept)
  end)

  it("is woken by the answer, and not by a tick", function()
    local client <close> = assert(wrap(sim:client()))
    run(function()
      assert(search(client))
      local slept = skynet.slept
      for _ = 1, 20 do assert(search(client)) end
      assert.is_true(skynet.slept - slept <= 40, skynet.slept - slept .. " sleeps")
    end)
  end)

  it("gives the socket back when it is closed", function()
    run(function()
      local client = assert(wrap(sim:client()))
      assert(search(client))
      local bound = skynet.bound()
      client:close()
      skynet.sleep(1)
      assert.equal(bound - 1, skynet.bound())
    end)
  end)

  it("gives the socket back when it can no longer be read", function()
    local read = skynet.socket.read
    finally(function() skynet.socket.read = read end)
    local client <close> = assert(wrap(sim:client()))
    run(function()
      assert(search(client))
      local bound = skynet.bound()
      skynet.socket.read = function(id)
        read(id)
        return false
      end
      assert(search(client))
      assert.equal(bound - 1, skynet.bound())
    end)
  end)

  it("watches no descriptor that got the number of a closed client's", function()
    local client = assert(sim:client())
    local bell = assert(client:bell())
    local number, pipes = client:fd(), {}
    client:close()
    repeat
      pipes[#pipes + 1] = uv.pipe()
      local pipe = pipes[#pipes]
      uv.fs_write(pipe.write, "x")
    until math.max(pipe.read, pipe.write) >= number
    assert.is_false(bell:arm())
    assert.is_nil((uv.fs_read(bell:fd(), 8, -1)))
    bell:close()
    for _, pipe in ipairs(pipes) do
      uv.fs_close(pipe.read)
      uv.fs_close(pipe.write)
    end
  end)

  it("ignores other wakeups of the waiting coroutine", function()
    local client <close> = assert(wrap(sim:client()))
    local caller, found
    run(function()
      caller = coroutine.running()
      found = search(client)
    end, function() assert.is_nil(skynet.wakeup(caller)) end)
    assert.equal(1, #found.items)
  end)

  it("does not end the caller's own sleep", function()
    local client <close> = assert(wrap(sim:client()))
    local broken
    run(function()
      assert(search(client))
      broken = skynet.sleep(1)
    end)
    assert.is_nil(broken)
  end)

  it("goes on after a callback that raises, which the service logs", function()
    local client <close> = assert(wrap(sim:client()))
    local found
    assert.error_matches(function()
      run(function()
        client:start("hire.referral.search", { talent_id = "1" }, function() error "mine" end)
        found = search(client)
      end)
    end, "mine")
    assert.equal(1, #found.items)
    assert.equal(1, #skynet.errors)
  end)

  it("ends with the service", function()
    local client <close> = assert(wrap(sim:client()))
    local went_on = false
    run(function()
      search(client)
      went_on = true
    end, function() skynet.exit() end)
    assert.is_false(went_on)
    client.raw:step()
    assert.equal(0, client:stats().pending)
  end)

  it("may be closed before the service ends", function()
    local client <close> = assert(wrap(sim:client()))
    local kind
    run(function() kind = select(2, search(client)).kind end, function()
      client:close()
      skynet.fork(skynet.exit)
    end)
    assert.equal("cancelled", kind)
  end)
end)
