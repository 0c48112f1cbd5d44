-- SPDX-License-Identifier: MIT

-- Store (ISV) apps: a ticket gets the app token, which gets a token for each tenant.
local lark = require "lark"
local simulator = require "support.simulator"

describe("a store app", function()
  local sim

  -- Tokens live ten minutes, so the platform returns a new one for each fetch.
  setup(function() sim = simulator.start("--token-ttl", "600") end)
  teardown(function() sim:stop() end)
  before_each(function() sim:reset() end)

  local function client(options)
    local all = { app_id = "cli_store", app_secret = "store-secret", app_type = "isv",
      tenant_key = "tenant_one", base_url = sim.url, deadline = 10 }
    for name, value in pairs(options or {}) do all[name] = value end
    return assert(lark.client(all))
  end

  local function search(its) return its.hire.referral.search { talent_id = "1" } end

  it("gets a tenant's token with the ticket that it was given", function()
    local its <close> = client { app_ticket = sim:ticket().app_ticket }
    assert.is_table(search(its))
    assert.equal(1, sim:count "auth.app_access_token")
    assert.equal(1, sim:count "auth.tenant_access_token")
    assert.equal(0, sim:ticket().resends)
  end)

  it("shares the app's token between tenants in one store", function()
    local store = lark.store()
    local one <close> = client { app_ticket = sim:ticket().app_ticket, store = store }
    local two <close> = client { tenant_key = "tenant_two", store = store }
    assert.is_table(search(one))
    assert.is_table(search(two))
    assert.equal(1, sim:count "auth.app_access_token")
    assert.equal(2, sim:count "auth.tenant_access_token")
  end)

  it("fetches each token once, however many clients of a store wait for it", function()
    local store, found = lark.store(), 0
    lark.run(function()
      local ticket = sim:ticket().app_ticket
      for i = 1, 20 do
        lark.spawn(function()
          local its <close> = client { app_ticket = ticket, store = store,
            tenant_key = i % 2 == 0 and "tenant_one" or "tenant_two" }
          if search(its) then found = found + 1 end
        end)
      end
    end)
    assert.equal(20, found)
    assert.equal(1, sim:count "auth.app_access_token")
    assert.equal(2, sim:count "auth.tenant_access_token")
  end)

  it("hands a fetch over if the client that began it closes", function()
    local store, ended = lark.store(), 0
    local first = client { store = store, app_ticket = sim:ticket().app_ticket }
    local second <close> = client { store = store }
    first:start("hire.referral.search", { talent_id = "1" }, function(_, err)
      assert.equal("cancelled", err.kind)
      ended = ended + 1
    end)
    second:start("hire.referral.search", { talent_id = "1" }, function(data)
      assert.is_table(data)
      ended = ended + 1
    end)
    first:step() -- it is on the first one to fetch,
    second:step() -- and the second waits for that
    first:close()
    while ended < 2 do second:wait(5000) end
  end)

  it("takes a ticket that comes later", function()
    local its <close> = client()
    local done
    its:start("hire.referral.search", { talent_id = "1" }, function(data) done = data end)
    repeat its:wait(1000) until sim:ticket().resends == 1
    assert(its:set_app_ticket(sim:ticket().app_ticket))
    while not done do its:wait(5000) end
    assert.equal(1, sim:ticket().resends)
  end)

  it("calls a function for the ticket until the platform accepts one", function()
    local current = sim:ticket().app_ticket
    local asked = 0
    local its <close> = client {
      app_ticket = function()
        asked = asked + 1
        return asked < 3 and "ticket-of-yesterday" or current
      end,
    }
    assert.is_table(search(its))
    assert.equal(1, sim:ticket().resends)
    assert.equal(2, sim:count "auth.app_access_token")
  end)

  it("asks the platform for a new ticket if the one it has is refused", function()
    local its <close> = client { app_ticket = sim:ticket().app_ticket }
    sim:new_ticket()
    local done
    its:start("hire.referral.search", { talent_id = "1" }, function(data) done = data end)
    repeat its:wait(1000) until sim:ticket().resends == 1
    its:set_app_ticket(sim:ticket().app_ticket)
    while not done do its:wait(5000) end
  end)

  it("waits for a ticket for a bounded time, and says that it is missing", function()
    local its <close> = client { timeout = 0.6 }
    local data, err = search(its)
    assert.is_nil(data)
    assert.equal("auth", err.kind)
    assert.matches("no app_ticket came", err.msg)
    assert.matches("app_ticket", err.hint)
  end)

  it("gives up on tickets that are refused again and again", function()
    local n = 0
    local its <close> = client {
      app_ticket = function()
        n = n + 1
        return "wrong-" .. n
      end,
    }
    local _, err = search(its)
    assert.equal(10012, err.code)
    assert.equal(3, sim:count "auth.app_access_token")
  end)

  it("says that the tenant key is wrong", function()
    local its <close> = client { tenant_key = "nobody", app_ticket = sim:ticket().app_ticket }
    local _, err = search(its)
    assert.equal("auth", err.kind)
    assert.equal(10013, err.code)
    assert.matches("tenant_key", err.hint)
  end)

  it("renews both tokens if the app token is refused", function()
    local its <close> = client { app_ticket = sim:ticket().app_ticket }
    assert.is_table(search(its))
    sim:faults { "code,code=99991664,endpoint=hire.referral.search" }
    assert.is_table(search(its))
    assert.equal(2, sim:count "auth.app_access_token")
    assert.equal(2, sim:count "auth.tenant_access_token")
  end)

  it("renews an app token that no longer gets tenant tokens", function()
    local store = lark.store()
    local one <close> = client { app_ticket = sim:ticket().app_ticket, store = store }
    assert.is_table(search(one))
    sim:faults { "code,code=20014,endpoint=auth.tenant_access_token" }
    local two <close> = client { tenant_key = "tenant_two", store = store }
    assert.is_table(search(two))
    assert.equal(2, sim:count "auth.app_access_token")
  end)

  it("sends nothing to an endpoint for self-built apps", function()
    local its <close> = client { app_ticket = sim:ticket().app_ticket }
    local data, err = its.hire.external_application.list { talent_id = "1" }
    assert.is_nil(data)
    assert.equal("config", err.kind)
    assert.equal("hire.external_application.list", err.endpoint)
    assert.matches("app_type is isv", err.hint)
    assert.equal(0, sim:stats().requests)
  end)

  it("keeps separate limits for two tenants, and shared ones for the same tenant", function()
    local store = lark.store()
    local ticket = sim:ticket().app_ticket
    local function burst(tenants)
      local waits = 0
      local clients = {}
      for i, tenant in ipairs(tenants) do
        clients[i] = client { tenant_key = tenant, store = store, app_ticket = ticket }
      end
      lark.run(function()
        for _, its in ipairs(clients) do
          for _ = 1, 30 do
            lark.spawn(function()
              assert(its.hire.referral.get_by_application { application_id = "6134134355464633" })
            end)
          end
        end
      end)
      for _, its in ipairs(clients) do
        waits = waits + its:stats().limit_waits
        its:close()
      end
      return waits
    end
    assert.equal(0, burst { "tenant_one", "tenant_two" }) -- of 50 a second each
    assert.is_true(burst { "tenant_one", "tenant_one" } > 0)
    assert.equal(0, sim:stats().rate_limited)
  end)
end)

describe("lark.client", function()
  local function refusal(options)
    options.app_id, options.app_secret = "a", "b"
    local client, err = lark.client(options)
    assert.is_nil(client)
    return err
  end

  it("requires the tenant of a store app", function()
    local err = refusal { app_type = "isv" }
    assert.equal("config", err.kind)
    assert.equal("tenant_key", err.parameter)
    assert.matches("LARK_TENANT_KEY", err.hint)
  end)

  it("refuses a tenant key without a store app, and unknown types", function()
    assert.matches("belongs to store apps", refusal({ tenant_key = "t" }).msg)
    assert.matches("neither custom nor isv", refusal({ app_type = "internal" }).msg)
    assert.equal("param", refusal({ app_ticket = 7, app_type = "isv" }).kind)
    assert.equal("param", refusal({ store = {} }).kind)
    assert.equal("tls_min", refusal({ tls_min = "1.1" }).parameter)
  end)

  it("refuses a ticket for a self-built app", function()
    local client <close> = lark.client { app_id = "a", app_secret = "b" }
    local done, err = client:set_app_ticket "t"
    assert.is_nil(done)
    assert.matches("store apps", err.msg)
  end)
end)
