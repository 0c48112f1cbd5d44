-- SPDX-License-Identifier: MIT

-- The simulator's store app, seen with curl: its ticket and its tokens.
local lark = require "lark"
local requests = require "support.requests"
local simulator = require "support.simulator"

local HIRE = "/open-apis/hire/v1"
local AUTH = "/open-apis/auth/v3"
local ACCOUNT = HIRE .. "/referral_account/get_account_assets"
  .. "?referral_account_id=6942778198054125570"

describe("the simulator's store app", function()
  local sim, token, right

  local function post(path, body)
    return requests.send(sim.url .. path, "-H", "Content-Type: application/json", "-d", body)
  end

  local function get(path)
    return requests.send(sim.url .. path, "-H", "Authorization: Bearer " .. token)
  end

  local function code_of(answer) return lark.decode(answer.body).code end

  -- A token of the self-built app.
  local function own_token()
    local answer = post(AUTH .. "/tenant_access_token/internal",
      lark.encode { app_id = simulator.app_id, app_secret = simulator.app_secret })
    return lark.decode(answer.body).tenant_access_token
  end

  local function app_token(ticket, secret)
    return post(AUTH .. "/app_access_token", lark.encode {
      app_id = "cli_store", app_secret = secret or "store-secret", app_ticket = ticket })
  end

  local function tenant_token(app, key)
    return post(AUTH .. "/tenant_access_token",
      lark.encode { app_access_token = app, tenant_key = key })
  end

  setup(function()
    sim = simulator.start("--limits", "off")
    token = own_token()
    right = get(ACCOUNT).body
  end)
  teardown(function() sim:stop() end)

  it("makes tokens of a ticket and a tenant key", function()
    local app = lark.decode(app_token(sim:ticket().app_ticket).body)
    assert.equal(0, app.code)
    local one = lark.decode(tenant_token(app.app_access_token, "tenant_one").body)
    local two = lark.decode(tenant_token(app.app_access_token, "tenant_two").body)
    assert.not_equal(one.tenant_access_token, two.tenant_access_token)
    assert.equal(7200, two.expire)
    token = two.tenant_access_token
    assert.equal(right, get(ACCOUNT).body)
  end)

  it("refuses what does not fit", function()
    local app = lark.decode(app_token(sim:ticket().app_ticket).body).app_access_token
    assert.equal(10012, code_of(app_token "wrong"))
    assert.equal(10014, code_of(app_token(sim:ticket().app_ticket, "wrong")))
    assert.equal(10013, code_of(tenant_token(app, "tenant_three")))
    assert.equal(20014, code_of(tenant_token("a-0", "tenant_one")))
    assert.equal(10005, code_of(post(AUTH .. "/tenant_access_token/internal",
      '{"app_id":"cli_store","app_secret":"store-secret"}')))
    token = lark.decode(tenant_token(app, "tenant_one").body).tenant_access_token
    local refused = get(HIRE .. "/external_applications?talent_id=6960663240925956660")
    assert.equal(99991672, code_of(refused))
    assert.equal("hire:external_application",
      lark.decode(refused.body).error.permission_violations[1].subject)
  end)

  it("counts resends, and a new ticket replaces the old", function()
    local before = sim:ticket()
    assert.equal(0, code_of(post(AUTH .. "/app_ticket/resend",
      '{"app_id":"cli_store","app_secret":"store-secret"}')))
    assert.equal(before.resends + 1, sim:ticket().resends)
    assert.equal(before.app_ticket, sim:ticket().app_ticket)
    local after = sim:new_ticket()
    assert.not_equal(before.app_ticket, after.app_ticket)
    assert.equal(10012, code_of(app_token(before.app_ticket)))
    assert.equal(0, code_of(app_token(after.app_ticket)))
  end)

  it("keeps limits per tenant", function()
    local lax = sim
    sim = simulator.start("--limits", "sliding")
    local app = lark.decode(app_token(sim:ticket().app_ticket).body).app_access_token
    local bearers = { own_token() }
    for i, key in ipairs { "tenant_one", "tenant_two" } do
      bearers[i + 1] = lark.decode(tenant_token(app, key).body).tenant_access_token
    end
    -- Thirty calls at once to an endpoint that takes ten per second.
    local refused = 0
    for _, bearer in ipairs(bearers) do
      local ended = requests.run("-o", "/dev/null", "-w", "%{http_code}\n", "-H",
        "Authorization: Bearer " .. bearer, sim.url .. ACCOUNT .. "&n=[1-10]")
      refused = refused + select(2, ended.out:gsub("429", ""))
    end
    sim:stop()
    sim = lax
    assert.equal(0, refused)
  end)
end)
