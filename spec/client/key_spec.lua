-- SPDX-License-Identifier: MIT

-- Writes with a key of the caller's own, counted at the server: sent again after a lost
-- answer, and done once; without the key they are sent once.
local hire_params = require "support.hire_params"
local lark = require "lark"
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

  -- The endpoints of Hire whose document names a key, and where the platform asks for it.
  local KEYS = {
    ["hire.external_application.create"] = "external_id",
    ["hire.external_background_check.create"] = "external_id",
    ["hire.external_interview.create"] = "external_id",
    ["hire.external_offer.create"] = "external_id",
    ["hire.external_interview_assessment.create"] = "external_id",
    ["hire.external_referral_reward.create"] = "external_id",
    ["hire.website.site_user.create"] = "external_id",
    ["hire.referral_account.withdraw"] = "external_order_id",
  }

  it("has a key at these endpoints of Hire, and at no others", function()
    local found = {}
    for _, name in ipairs(lark.endpoints()) do
      if name:find "^hire%." then found[name] = lark.schema(name).key end
    end
    assert.same(KEYS, found)
    assert.equal("uuid", lark.schema("im.message.create").key)
    assert.equal("uuid", lark.schema("im.message.reply").key)
    assert.equal("client_token", lark.schema("bitable.app.table.record.create").key)
    assert.equal("client_token", lark.schema("bitable.app.table.record.batch_create").key)
  end)

  for endpoint, key in pairs(KEYS) do
    it("is sent twice with a key, and once without: " .. endpoint, function()
      local call = client
      for part in endpoint:gmatch "[^.]+" do call = call[part] end
      local params = hire_params.of(hire_params.all[endpoint])
      params[key] = lark.key("lost", endpoint)
      lose("reset-after", endpoint)
      assert(call(params))
      assert.equal(2, sim:count(endpoint))
      params[key] = nil
      sim:reset()
      lose("reset-after", endpoint)
      local _, err = call(params)
      assert.equal(err.kind == "param" and 0 or 1, sim:count(endpoint))
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
