-- SPDX-License-Identifier: MIT

-- Writes with a key of the caller's own, counted at the server: sent again after a lost
-- answer, and done once; without the key they are sent once.
local simulator = require "support.simulator"

local LOST = { "reset-after", "close-after" }

describe("a write whose answer is lost", function()
  local sim, client
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)
  before_each(function()
    client = sim:client()
    -- The token, so that only the call itself meets the fault.
    assert(client.hire.job_type.list {})
    sim:reset()
  end)
  after_each(function()
    sim:faults {}
    client:close()
  end)

  local TALENT = "6960663240925956660"
  local CREATE = "hire.external_application.create"

  local function lose(fault, endpoint, times)
    sim:faults { ("%s,endpoint=%s,times=%d"):format(fault, endpoint, times or 1) }
  end

  for _, fault in ipairs(LOST) do
    it("is sent again with its key, and done once: " .. fault, function()
      lose(fault, CREATE)
      local params = { talent_id = TALENT, external_id = "key-" .. fault }
      local made = assert(client.hire.external_application.create(params))
      assert.equal(2, sim:count(CREATE))
      local again = assert(client.hire.external_application.create(params))
      assert.equal(made.external_application.id, again.external_application.id)
      assert.equal(1, client:stats().retries)
    end)

    it("is sent once without the key, and may have been done: " .. fault, function()
      lose(fault, CREATE)
      local made, err = client.hire.external_application.create { talent_id = TALENT }
      assert.is_nil(made)
      assert.equal(1, sim:count(CREATE))
      assert.is_false(err.retryable)
      assert.matches("may have been done", err.hint)
    end)
  end

  it("is sent as often as retries allow, each time with the same key", function()
    lose("reset-after", CREATE, 9)
    local made, err = client.hire.external_application.create {
      talent_id = TALENT, external_id = "key-many",
    }
    assert.is_nil(made)
    -- Three retries; what is lost on a kept connection is sent once more besides.
    local sent = sim:count(CREATE)
    assert.equal(sent, err.attempts)
    assert.is_true(sent == 4 or sent == 5, sent)
    assert.matches('"external_id":"key-many"', sim:last().body, 1, true)
  end)

  it("is sent once with an empty key", function()
    lose("reset-after", CREATE)
    assert.is_nil(client.hire.external_application.create {
      talent_id = TALENT, external_id = "",
    })
    assert.equal(1, sim:count(CREATE))
  end)

  it("is a withdrawal that empties an account once", function()
    local account = sim:company().accounts[1].id
    lose("reset-after", "hire.referral_account.withdraw")
    local params = {
      referral_account_id = account, withdraw_bonus_type = { 1 }, external_order_id = "order-1",
    }
    assert(client.hire.referral_account.withdraw(params))
    assert.equal(2, sim:count "hire.referral_account.withdraw")
    assert(client.hire.referral_account.withdraw(params))
  end)
end)
