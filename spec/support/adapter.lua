-- SPDX-License-Identifier: MIT

--- The specs that all scheduler adapters share. Each adapter's spec loads this file into its
--- `describe`, because busted's functions belong to the file that they are called from.
local lark = require "lark"
local referrals = require "lark.referrals"
local simulator = require "support.simulator"

local DOCUMENTED = { talent_id = "6930815272790114324" }

-- The adapter's `wrap`; and a function that runs its arguments in coroutines, and the loop
-- to its end, and raises their errors.
local wrap, run = ...

local sim, client

setup(function() sim = simulator.start("--limits", "off", "--latency", "50") end)
teardown(function() sim:stop() end)
before_each(function() client = assert(wrap(sim:client { limits = false })) end)
after_each(function() client:close() end)

it("returns the data, or nil and an error", function()
  run(function()
    local found = assert(client.hire.referral.search(DOCUMENTED))
    assert.equal(1, #found.items)
    local data, err = client.hire.external_application.list { talent_id = "404" }
    assert.is_nil(data)
    assert.equal(1002102, err.code)
    data, err = client.hire.referral.search {}
    assert.is_nil(data)
    assert.equal("param", err.kind)
  end)
end)

it("has many calls under way at once, and ends after the last", function()
  sim:reset()
  local found, calls = 0, {}
  for i = 1, 100 do
    calls[i] = function()
      local items = assert(client.hire.referral.search(DOCUMENTED)).items
      found = found + #items
    end
  end
  run(table.unpack(calls))
  assert.equal(100, found)
  assert.is_true(sim:stats().in_flight.max > 30)
end)

it("starts again after its end", function()
  for _ = 1, 3 do
    local found
    run(function() found = client.hire.referral.search(DOCUMENTED) end)
    assert.equal(1, #found.items)
  end
end)

it("follows pages", function()
  run(function()
    local list = client.hire.external_application.list
    local params = { talent_id = sim:company().talents[1].id, page_size = 20 }
    local all = assert(list.all(params))
    local count = 0
    for item in list.each(params) do
      count = count + 1
      assert.equal(all[count].id, item.id)
    end
    assert.equal(57, count)
    local page = assert(list(params))
    assert.equal(20, #page.items)
  end)
end)

it("works in code that takes a client", function()
  local talents = sim:company().talents
  run(function()
    local found = assert(referrals.all(client, talents[#talents].id))
    assert.equal(talents[#talents].referrals, #found)
  end)
  assert.is_true(client:stats().calls > 1)
end)

it("makes requests that are not in the catalog", function()
  run(function()
    local request = {
      path = "/open-apis/hire/v1/external_applications",
      query = { talent_id = "6960663240925956660" },
    }
    assert.equal(1, #assert(client:request(request)).items)
    local data, err = client:request { path = 1 }
    assert.is_nil(data)
    assert.equal("param", err.kind)
  end)
end)

it("calls endpoints that were defined later", function()
  assert.is_nil(client.mine)
  assert(client:define { ["mine.search"] = {
    doc = "A search.", post = "/open-apis/hire/v1/referrals/search",
    body = { { "talent_id", lark.types.string } },
    returns = {},
  } })
  run(function()
    assert.equal(1, #assert(client.mine.search(DOCUMENTED)).items)
  end)
end)

it("takes a callback in place of waiting", function()
  local found, listed, requested
  run(function()
    local call = client.hire.referral.search(DOCUMENTED, function(data) found = data end)
    assert.equal("integer", math.type(call))
    client.hire.external_application.list({ talent_id = "404" }, function(data, err)
      listed = data == nil and err.code
    end)
    client:request({ path = "/open-apis/nowhere" }, function(_, err) requested = err.kind end)
    assert.is_nil(found)
    local none, err = client.hire.referral.search({}, print)
    assert.is_nil(none)
    assert.equal("param", err.kind)
  end)
  assert.equal(1, #found.items)
  assert.equal(1002102, listed)
  assert.is_string(requested)
end)

it("cancels a call by its number, or by the coroutine that waits for it", function()
  local kinds, waiting = {}, nil
  run(function()
    waiting = coroutine.running()
    local _, err = client.hire.referral.search(DOCUMENTED)
    kinds[1] = err.kind
  end, function()
    local call = client:start("hire.referral.search", DOCUMENTED, function(_, err)
      kinds[2] = err.kind
    end)
    assert.is_true(client:cancel(call))
    assert.is_true(client:cancel(waiting))
    assert.is_false(client:cancel(waiting))
    assert.is_false(client:cancel(coroutine.running()))
  end)
  assert.same({ "cancelled", "cancelled" }, kinds)
  assert.is_false(client:cancel(waiting))
end)

it("keeps deadlines", function()
  local short = wrap(sim:client { deadline = 0.02 })
  local kind
  run(function() kind = select(2, short.hire.referral.search(DOCUMENTED)).kind end)
  assert.equal("timeout", kind)
  short:close()
end)

it("ends the waiting calls when it is closed", function()
  local kinds = {}
  local function call()
    local _, err = client.hire.referral.search(DOCUMENTED)
    kinds[#kinds + 1] = err.kind
  end
  run(call, call, call, function()
    client:close()
    client:close()
  end)
  assert.same({ "cancelled", "cancelled", "cancelled" }, kinds)
end)

it("says where a call can wait, if it cannot wait here", function()
  local ok, err = pcall(client.hire.referral.search, DOCUMENTED)
  assert.is_false(ok)
  assert.matches("coroutine", err)
  assert.matches("callback", err)
  assert.equal(0, client:stats().pending)
end)

it("raises a programmer's mistakes at their line", function()
  local here = debug.getinfo(1, "S").short_src:gsub("%W", "%%%0") .. ":%d+: "
  local function raised(fn, pattern)
    local ok, err = pcall(fn)
    assert.is_false(ok)
    assert.matches(here .. pattern, err)
  end
  raised(function() local _ = client.hire.referral.serch end, ".*did you mean")
  raised(function() client.hire.referral.search({}, 5); return 1 end, "the callback is")
  raised(function() client:start("hire.referral.search", {}); return 1 end, "the callback is")
  raised(function() client:request("hire"); return 1 end, "a request is a table")
  assert.is_nil(client.hire[1])
  assert.is_nil(client.nothing)
end)

it("passes on an error of lark.client", function()
  local problem = {}
  local none, err = wrap(nil, problem)
  assert.is_nil(none)
  assert.equal(problem, err)
end)
