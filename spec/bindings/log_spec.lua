-- SPDX-License-Identifier: MIT

-- The log of attempts.
local lark = require "lark"
local simulator = require "support.simulator"

describe("a log", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  it("has an entry for each attempt, those for tokens too", function()
    local seen = {}
    local client = sim:client { log = function(entry) seen[#seen + 1] = entry end }
    client.hire.external_application.list { talent_id = "404" }
    assert.equal(2, #seen)
    assert.equal("auth.tenant_access_token", seen[1].endpoint)
    assert.equal("done", seen[1].next)
    local entry = seen[2]
    assert.equal("hire.external_application.list", entry.endpoint)
    assert.equal(1, entry.attempt)
    assert.equal(400, entry.http_status)
    assert.equal(1002102, entry.code)
    assert.equal("api", entry.kind)
    assert.equal("failed", entry.next)
    assert.is_string(entry.log_id)
    assert.is_true(entry.duration_ms >= 0 and entry.duration_ms < 60000)
    assert.is_true(entry.wait_ms >= 0 and entry.wait_ms < 60000)
    assert.equal("integer", math.type(entry.date))
    assert.is_true(math.abs(entry.date - os.time()) <= 2)
    assert.is_nil(entry.limit)
    client:close()
  end)

  it("numbers the attempts of a call and says what comes next", function()
    local seen = {}
    local client = assert(lark.client {
      app_id = "a", app_secret = "b", base_url = "http://127.0.0.1:1", retries = 1,
      log = function(entry) seen[#seen + 1] = entry.attempt .. " " .. entry.next end,
    })
    local _, err = client.hire.referral.search { talent_id = "1" }
    assert.equal("network", err.kind)
    assert.same({ "1 repeat", "2 failed" }, seen)
    client:close()
  end)

  it("tells the server's time and the limit that the server names", function()
    local server = simulator.start("--clock-skew", "-86400",
      "--fault", "rate-limit,limit=7,reset=0")
    local seen = {}
    local client = server:client { log = function(entry) seen[#seen + 1] = entry end }
    client.hire.referral.search { talent_id = "1" }
    client:close()
    server:stop()
    assert.is_true(math.abs(seen[#seen].date + 86400 - os.time()) <= 2)
    local limits = {}
    for _, entry in ipairs(seen) do limits[#limits + 1] = entry.limit end
    assert.same({ 7 }, limits)
  end)

  it("holds no secret", function()
    local text = {}
    local client = sim:client { log = function(entry) text[#text + 1] = lark.encode(entry) end }
    client.hire.referral.search { talent_id = "1" }
    text = table.concat(text)
    assert.not_matches(sim.app_secret, text, 1, true)
    assert.not_matches("t%-%x%x%x%x", text)
    assert.not_matches("Bearer", text)
    client:close()
  end)

  it("that raises ends the step with its error, and loses no call", function()
    local client = sim:client { log = function() error "my log" end }
    assert.error_matches(function()
      client.hire.referral.search { talent_id = "1" }
    end, "my log")
    client:close()
  end)

  it("is a function, or refused", function()
    local client, err = lark.client { app_id = "a", app_secret = "b", log = "stderr" }
    assert.is_nil(client)
    assert.matches("log must be a function", err.msg)
  end)
end)
