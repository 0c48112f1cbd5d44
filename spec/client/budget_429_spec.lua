-- SPDX-License-Identifier: MIT

-- Answers 429, for which the client waits.
local faults = require "support.faults"
local lark = require "lark"
local simulator = require "support.simulator"

describe("a 429", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  -- A client that keeps the documented limits, as by default.
  local function open(options)
    options = options or {}
    options.limits = options.limits or {}
    options.retries = options.retries or 0
    return faults.watched(sim, options)
  end

  it("holds its endpoint, and no other, for as long as it says", function()
    faults.arm(sim, "rate-limit,reset=1,endpoint=" .. faults.ACCOUNT)
    local client <close>, _, entries = open()
    lark.run(function()
      local first = lark.spawn(function() return assert(faults.read(client)) end)
      while #entries == 0 do lark.sleep(0.001) end
      -- This call waits in line, though it was not refused.
      local second = lark.spawn(function() return assert(faults.read(client)) end)
      for _ = 1, 3 do
        assert(client.hire.referral.search { talent_id = "6930815272790114324" })
      end
      assert.equal(4, faults.counted(sim).sent)
      first:await()
      second:await()
    end)
    local log = {}
    for i, entry in ipairs(entries) do
      log[i] = ("%s %d %s"):format(entry.endpoint, entry.attempt, entry.next)
      if i == 1 then
        assert.same({ 429, 99991400, "rate_limit" }, { entry.http_status, entry.code, entry.kind })
      elseif entry.endpoint == faults.ACCOUNT then
        assert.is_true(entry.wait_ms >= 950, log[i] .. " after " .. entry.wait_ms)
      end
    end
    table.sort(log)
    assert.same({ faults.SEARCH .. " 1 done", faults.SEARCH .. " 1 done",
      faults.SEARCH .. " 1 done", faults.ACCOUNT .. " 1 done", faults.ACCOUNT .. " 1 hold",
      faults.ACCOUNT .. " 2 done" }, log)
    assert.same({ 6, 1 }, { faults.counted(sim).sent, faults.counted(sim).tokens })
    assert.equal(1, client:stats().limited)
  end)

  -- All of these wait for a second, so they run at once.
  it("makes every call that it refused wait for as long as the server says", function()
    local CASES = {
      { faults.ACCOUNT, "rate-limit", faults.read, "hold" },
      -- Older endpoints say 400. A POST may be sent again, since it was not processed.
      { faults.SEARCH, "rate-limit,status=400", faults.write, "hold" },
      -- This one is not documented. It is honoured, but counts as a retry.
      { "hire.external_application.list", "retry-after,seconds=1", function(client)
        return client.hire.external_application.list { talent_id = "6960663240925956660" }
      end, "repeat" },
      { "hire.referral.get_by_application", "retry-after,seconds=1,status=429", function(client)
        return client.hire.referral.get_by_application { application_id = "6134134355464633" }
      end, "hold" },
      { "auth.*", "rate-limit", faults.read },
    }
    local armed = {}
    for i, case in ipairs(CASES) do armed[i] = case[2] .. ",endpoint=" .. case[1] end
    local given = faults.token(sim)
    faults.arm(sim, table.unpack(armed))
    local slowest = 0
    local _, errors = lark.map(CASES, function(case)
      local client <close>, log, entries = open {
        retries = case[4] == "repeat" and 1 or 0,
        tenant_access_token = case[4] and given or nil,
      }
      assert(case[3](client))
      assert.same(case[4] and { "1 " .. case[4], "2 done" } or { "1 done" }, log)
      assert.is_true(entries[#entries].wait_ms >= 950)
      slowest = math.max(slowest, entries[#entries].wait_ms)
      return true
    end)
    for i = 1, #CASES do assert.is_nil(errors[i], tostring(errors[i])) end
    assert.is_true(slowest < 3000)
    local seen = faults.counted(sim)
    assert.same({ 9, 2 }, { seen.sent, seen.tokens })
  end)

  it("whose wait ends after the deadline ends the call at the deadline", function()
    faults.arm(sim, "rate-limit,reset=5,endpoint=hire.*")
    local client <close>, log = open { deadline = 0.1 }
    local data, err = faults.read(client)
    assert.is_nil(data)
    assert.same({ "timeout", 1, true }, { err.kind, err.attempts, err.retryable })
    assert.same({ "1 hold" }, log)
    -- The next call is not sent before its time either.
    data, err = faults.read(client)
    assert.is_nil(data)
    assert.same({ "timeout", 0 }, { err.kind, err.attempts })
    assert.matches("rate limit", err.msg)
    assert.equal(1, faults.counted(sim).sent)
  end)

  it("for more than ten minutes ends the call if there is no deadline", function()
    faults.arm(sim, "rate-limit,reset=601,endpoint=hire.*")
    local client <close>, log = open()
    local data, err = faults.read(client)
    assert.is_nil(data)
    assert.same({ "rate_limit", 99991400, 429, 1, true },
      { err.kind, err.code, err.http_status, err.attempts, err.retryable })
    assert.matches("limits", err.hint)
    assert.same({ "1 failed" }, log)
    -- A later call is sent to the platform.
    assert(faults.read(client))
    assert.equal(2, faults.counted(sim).sent)
  end)

  it("without a reset makes the call wait with growing backoff, beyond `retries`", function()
    faults.arm(sim, "rate-limit-bare,endpoint=hire.*,times=2")
    local client <close>, log, entries = open { retries = 0 }
    assert(faults.write(client))
    assert.same({ "1 hold", "2 hold", "3 done" }, log)
    assert.is_true(entries[2].wait_ms >= 95 and entries[3].wait_ms >= 195)
  end)

  it("that names a lower limit makes the client keep that limit", function()
    -- The documented limit is ten in a second; this server allows four.
    faults.arm(sim, "rate-limit,limit=4,reset=0,endpoint=" .. faults.ACCOUNT)
    local client <close>, log, entries = open()
    assert(faults.read(client))
    assert.same({ "1 hold", "2 done" }, log)
    local _, errors = lark.map({ 1, 2, 3, 4, 5 }, function() return faults.read(client) end)
    assert.equal(0, errors.n)
    local waits = {}
    for i = 3, 7 do waits[i - 2] = entries[i].wait_ms end
    table.sort(waits)
    -- Two slots were left.
    assert.is_true(waits[2] < 500)
    assert.is_true(waits[3] > 500)
  end)

  it("for a month (99991403) ends the call after one attempt", function()
    for _, status in ipairs { 200, 400, 429 } do
      local seen = faults.see(sim,
        { "code,code=99991403,endpoint=hire.*,times=1000,status=" .. status }, faults.read,
        { retries = 3 })
      assert.same({ "permission", 99991403, 1, false },
        { seen.err.kind, seen.err.code, seen.err.attempts, seen.err.retryable })
      assert.same({ 1, 1 }, { seen.sent, seen.tokens })
    end
  end)
end)
