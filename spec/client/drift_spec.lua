-- SPDX-License-Identifier: MIT

-- client:drift(): which answers a client compares with the catalog.
local faults = require "support.faults"
local simulator = require "support.simulator"

local JOB = "/open-apis/hire/v1/jobs/6960663240925956555"

describe("client:drift", function()
  local sim, client
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)
  before_each(function()
    faults.arm(sim)
    client = sim:client { drift = true, retries = 0 }
  end)
  after_each(function() client:close() end)

  local function of_request(path)
    return client:request { method = "GET", path = path }
  end

  it("compares requests whose path is in the catalog", function()
    assert(of_request(JOB))
    local found, answers, complete = client:drift()
    assert.same({ {}, 1, true }, { found, answers, complete })
  end)

  it("leaves out requests past the catalog, and text", function()
    of_request "/open-apis/hire/v9/nothing"
    assert(of_request "/_sim/stats" == nil)
    local found, answers = client:drift()
    assert.same({ {}, 0 }, { found, answers })
  end)

  it("names the endpoint of a request, and each unknown code with its count", function()
    faults.arm(sim, "code,endpoint=hire.*,code=7654321,status=400,times=9")
    assert.is_nil(of_request(JOB))
    assert.is_nil(client.hire.job.get { job_id = "6960663240925956555" })
    assert.is_nil(client.hire.job.list {})
    local found, answers = client:drift()
    assert.same({
      { endpoint = "hire.job.get", field = "code", finding = "unknown code", seen = "7654321",
        count = 2 },
      { endpoint = "hire.job.list", field = "code", finding = "unknown code", seen = "7654321",
        count = 1 },
    }, found)
    assert.equal(3, answers)
  end)

  it("leaves out the codes of the catalog, and those of the token's fetch", function()
    faults.arm(sim, "code,endpoint=hire.*,code=1002001,status=400")
    assert.is_nil(of_request(JOB))
    assert.equal(1, select(2, client:drift()))
    faults.arm(sim, "code,endpoint=auth.*,code=7654321,status=400")
    local other <close> = sim:client { drift = true, retries = 0 }
    assert.is_nil(other.hire.job.list {})
    local found, answers = other:drift()
    assert.same({ {}, 0 }, { found, answers })
  end)
end)
