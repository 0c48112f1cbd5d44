-- SPDX-License-Identifier: MIT

-- lark.client and its options.
local lark = require "lark"
local simulator = require "support.simulator"

describe("a client", function()
  it("says which variable to set where credentials are missing", function()
    local client, err = lark.client { base_url = "http://127.0.0.1:1" }
    assert.is_nil(client)
    assert.equal("config", err.kind)
    assert.matches("LARK_APP_ID", err.hint)
    client, err = lark.client { app_id = "cli_x" }
    assert.is_nil(client)
    assert.matches("LARK_APP_SECRET", err.hint)
  end)

  it("refuses options that are unknown or mistyped", function()
    local CASES = {
      [{ app_secrt = "x" }] = "did you mean app_secret",
      [{ timeout = "30" }] = "timeout must be a number of seconds, not a string",
      [{ timeout = 0 }] = "more than 0",
      [{ timeout = 0 / 0 }] = "more than 0",
      [{ retries = 1.5 }] = "retries must be an integer",
      [{ retries = -1 }] = "from 0 to",
      [{ app_id = 7 }] = "app_id must be a string, not a number",
      [{ app_id = "a\0b" }] = "NUL",
      [{ allow_http = 1 }] = "true or false",
      [{ limits = true }] = "false or a table",
      [{ limits = { ["hire.referral.search"] = "fast" } }] = "a limit reads like",
      [{ "x" }] = "options have names",
    }
    for options, message in pairs(CASES) do
      local client, err = lark.client(options)
      assert.is_nil(client)
      assert.equal("param", err.kind)
      assert.matches(message, tostring(err), 1, true)
    end
  end)

  it("takes options from the table itself, not from its metatable", function()
    local made = setmetatable({}, { __index = function(_, name)
      collectgarbage()
      return ("%s made up just now"):format(name)
    end })
    local client, err = lark.client(made)
    assert.is_nil(client)
    assert.matches("LARK_APP_ID", err.hint)
  end)

  it("refuses a limit for an unknown endpoint", function()
    local client, err = lark.client {
      app_id = "a", app_secret = "b", limits = { ["hire.referral.serch"] = "1/s" },
    }
    assert.is_nil(client)
    assert.equal("config", err.kind)
    assert.matches("hire.referral.search", err.hint)
  end)

  it("talks plain http to loopback alone", function()
    local client, err = lark.client {
      app_id = "a", app_secret = "b", base_url = "http://example.com",
    }
    assert.is_nil(client)
    assert.equal("config", err.kind)
    assert.matches("allow_http", err.hint)
    client = assert(lark.client {
      app_id = "a", app_secret = "b", base_url = "http://example.com", allow_http = true,
    })
    client:close()
  end)

  it("reports a wrong secret as configuration, without showing it", function()
    local sim = simulator.start()
    local client = sim:client { app_secret = "wrong-and-secret" }
    local data, err = client.hire.referral.search { talent_id = "1" }
    assert.is_nil(data)
    assert.equal("config", err.kind)
    assert.equal(10014, err.code)
    assert.matches("LARK_APP_SECRET", err.hint)
    assert.not_matches("wrong%-and%-secret", tostring(err) .. lark.encode(err))
    assert.not_matches("wrong%-and%-secret", tostring(client))
    client:close()
    sim:stop()
  end)

  it("takes a token that the program fetched", function()
    local sim = simulator.start("--limits", "off")
    local client = sim:client()
    local token = assert(client:request {
      method = "POST", path = "/open-apis/auth/v3/tenant_access_token/internal",
      body = { app_id = sim.app_id, app_secret = sim.app_secret },
    })
    assert.same({}, token) -- its values stand beside data
    client:close()

    local wrong = sim:client { tenant_access_token = "t-0123456789" }
    local data, err = wrong.hire.referral.search { talent_id = "1" }
    assert.is_nil(data)
    assert.equal("auth", err.kind)
    assert.equal(1, err.attempts)
    assert.matches("tenant_access_token", err.hint)
    wrong:close()
    sim:stop()
  end)

  it("gives up on a server that is down within the connect timeout", function()
    local client = assert(lark.client {
      app_id = "a", app_secret = "b", base_url = "http://127.0.0.1:1", retries = 0,
    })
    local data, err = client.hire.referral.search { talent_id = "1" }
    assert.is_nil(data)
    assert.equal("network", err.kind)
    assert.is_true(err.retryable)
    client:close()
  end)

  it("ends a call whose attempt or deadline runs out", function()
    local sim = simulator.start("--latency", "5000")
    local client = sim:client { timeout = 0.1, retries = 0 }
    local _, err = client.hire.referral.search { talent_id = "1" }
    assert.equal("timeout", err.kind)
    client:close()
    client = sim:client { deadline = 0.1 }
    _, err = client.hire.referral.search { talent_id = "1" }
    assert.equal("timeout", err.kind)
    assert.matches("a token", err.msg)
    client:close()
    sim:stop()
  end)

  it("can be closed twice, and raises when it is used afterwards", function()
    local client = assert(lark.client { app_id = "a", app_secret = "b" })
    local search = client.hire.referral.search
    client:close()
    client:close()
    assert.error_matches(function() return search { talent_id = "1" } end, "the client is closed")
    assert.error_matches(function() return client:stats() end, "the client is closed")
    assert.matches("closed", tostring(client))
  end)

  it("is closed at the end of its scope", function()
    local kept
    do
      local client <close> = assert(lark.client { app_id = "a", app_secret = "b" })
      kept = client
    end
    assert.matches("closed", tostring(kept))
  end)
end)
