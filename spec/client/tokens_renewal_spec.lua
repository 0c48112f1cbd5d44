-- SPDX-License-Identifier: MIT

-- One token for all calls, renewed while the old one is valid. `make soak` runs the long
-- form of the second spec.
local lark = require "lark"
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

  it("with a life of two seconds is renewed, and no call fails or waits for it", function()
    local run, why = tokens.run_steadily(1700, 500)
    if not run then return pending(why) end
    assert.is_nil(tokens.complaint(run))
    assert.is_true(run.renewals >= 2)
  end)
end)
