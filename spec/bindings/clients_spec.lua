-- SPDX-License-Identifier: MIT

-- Many clients in one state: each gets its traffic, whoever is used by itself or beside others.
local lark = require "lark"
local simulator = require "support.simulator"

describe("many clients", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  local function open(count)
    local clients = {}
    for i = 1, count do clients[i] = sim:client() end
    return clients
  end
  local function close(clients)
    for _, client in ipairs(clients) do client:close() end
  end
  local function call(client) return assert(client.hire.job_type.list {}) end

  it("are used one after another, and together", function()
    local clients = open(70)
    for _ = 1, 2 do
      for _, client in ipairs(clients) do call(client) end
      local done = lark.map(clients, call, { concurrency = 70 })
      assert.equal(70, #done)
      call(clients[1])
    end
    for i, client in ipairs(clients) do
      assert.equal(i == 1 and 6 or 4, client:stats().calls, i)
    end
    close(clients)
  end)

  it("may close each other while they wait", function()
    local clients = open(3)
    sim:faults { "slow,bytes=64,ms=50,times=3" }
    local tasks = {}
    for i, client in ipairs(clients) do
      tasks[i] = lark.spawn(function() return client.hire.job_type.list {} end)
    end
    lark.spawn(function()
      lark.sleep(0.05)
      clients[2]:close()
    end):await()
    assert.is_table(tasks[1]:await())
    local _, err = tasks[2]:await()
    assert.equal("cancelled", err.kind)
    assert.is_table(tasks[3]:await())
    sim:faults {}
    close(clients)
  end)
end)
