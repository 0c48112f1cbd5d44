-- SPDX-License-Identifier: MIT

-- One token for all calls, renewed while the old one is valid. That no call waits for a
-- renewal is shown by spec/core/host_test.c without a clock, and measured by `make soak`.
local lark = require "lark"
local patience = require "support.patience"
local simulator = require "support.simulator"
local tokens = require "soak.tokens"

describe("the token", function()
  it("is fetched once for 100 concurrent first calls", function()
    local sim = simulator.start("--limits", "off", "--latency", "20")
    local client = sim:client()
    local ids = {}
    for i = 1, 100 do ids[i] = "6134134355464633" end
    local results, errors = lark.map(ids, function(id)
      return client.hire.referral.get_by_application { application_id = id }
    end, { concurrency = 100 })
    assert.equal(0, errors.n, tostring(errors[1]))
    assert.equal(100, #results)
    assert.equal(1, sim:stats().tokens_issued)
    assert.equal(1, sim:count "auth.tenant_access_token.internal")
    assert.equal(1, client:stats().token_fetches)
    client:close()
    sim:stop()
  end)

  it("with a life of two seconds is renewed, and no call fails", function()
    local run = tokens.run(1700, 500 // patience)
    assert.equal(0, run.failed, tostring(run.err))
    assert.is_true(run.renewals >= 2)
  end)
end)
