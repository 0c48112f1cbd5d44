-- SPDX-License-Identifier: MIT

-- Tokens that are revoked, short-lived or missing, and token calls that fail.
local faults = require "support.faults"
local lark = require "lark"
local simulator = require "support.simulator"

describe("a token", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  before_each(function() faults.arm(sim) end)
  teardown(function() sim:stop() end)

  local function see(armed, call, options)
    return faults.see(sim, armed, call, options)
  end

  local function counted(sent, tokens)
    local seen = faults.counted(sim)
    assert.same({ sent, tokens }, { seen.sent, seen.tokens })
    return seen
  end

  it("that is revoked is replaced once for all calls that used it", function()
    local client <close> = faults.watched(sim, { retries = 0 })
    assert(faults.read(client))
    faults.arm(sim, "tokens-revoked")
    local ids = {}
    for i = 1, 30 do ids[i] = "6942778198054125570" end
    local _, errors = lark.map(ids, function(id)
      return client.hire.referral_account.get_account_assets { referral_account_id = id }
    end)
    assert.equal(0, errors.n)
    -- Each call was sent with the old token and then with the new one.
    assert.equal(30, counted(60, 1).errors["99991663"])
    assert(faults.write(client))
    counted(61, 1)
  end)

  it("that is new is not dropped for a late answer to the old one", function()
    local client <close>, log = faults.watched(sim, { retries = 0 })
    assert(faults.read(client))
    faults.arm(sim, "tokens-revoked", "slow,ms=20,bytes=40,endpoint=" .. faults.SEARCH)
    local before = client:stats().attempts
    lark.run(function()
      local late = lark.spawn(function() return assert(faults.write(client)) end)
      while client:stats().attempts == before do lark.sleep(0.001) end
      assert(faults.read(client))
      assert.same({ "1 done", "1 renew token", "2 done" }, log) -- of the read ones
      late:await()
    end)
    assert.same({ "1 renew token", "2 done" }, { log[4], log[5] })
    counted(4, 1)
  end)

  it("that is revoked is replaced for a POST, which is sent again", function()
    local seen = see({ { kind = "tokens-revoked", endpoint = faults.SEARCH } }, faults.write,
      { retries = 0 })
    assert.is_table(seen.data)
    assert.same({ "1 renew token", "2 done" }, seen.log)
    assert.same({ 2, 2 }, { seen.sent, seen.tokens })
  end)

  it("that is rejected and fetched again ends the call with an explanation", function()
    local again
    local seen = see({ { kind = "tokens-revoked", endpoint = "hire.*" }, "token-again,skip=1" },
      function(client)
        local data, err = faults.read(client)
        again = faults.read(client) -- the platform has come to its senses
        return data, err
      end, { retries = 3 })
    local err = seen.err
    assert.same({ "auth", 1, false }, { err.kind, err.attempts, err.retryable })
    assert.matches("same one again", err.msg)
    assert.matches("base_url", err.hint)
    assert.is_table(again)
    assert.same({ "1 renew token", "1 done" }, seen.log)
    assert.same({ 2, 3 }, { seen.sent, seen.tokens })
  end)

  it("that the host gave is never replaced, and the hint says so", function()
    faults.arm(sim)
    local client <close>, log = faults.watched(sim, { tenant_access_token = "t-0123456789" })
    local data, err = faults.read(client)
    assert.is_nil(data)
    assert.same({ "auth", 99991663, 1, false },
      { err.kind, err.code, err.attempts, err.retryable })
    assert.matches("cannot renew it", err.hint)
    assert.matches("app_id and app_secret", err.hint)
    assert.same({ "1 failed" }, log)
    counted(1, 0)
  end)

  it("that the host gave needs no token call", function()
    local given = faults.token(sim)
    faults.arm(sim)
    local client <close> = faults.watched(sim, { tenant_access_token = given })
    assert(faults.read(client))
    counted(1, 0)
  end)

  -- Makes calls for some seconds; returns how many.
  local function keep_calling(client, seconds)
    local count, over = 0, false
    lark.spawn(function()
      lark.sleep(seconds)
      over = true
    end)
    repeat
      assert(faults.read(client))
      count = count + 1
      lark.sleep(0.04)
    until over
    return count
  end

  -- Three servers at once, since this takes time. Their tokens are renewed half a second
  -- before they expire.
  it("that lives two seconds is renewed early, and never sent after its end", function()
    local function start(...)
      local server = simulator.start("--limits", "off")
      faults.arm(server, ...)
      return server
    end
    local busy, idle = start "token-ttl,seconds=2,times=99", start "token-ttl,seconds=2,times=99"
    local failing = start("token-ttl,seconds=2", "html,endpoint=auth.*,times=1000")
    local one <close> = faults.watched(busy)
    local two <close> = faults.watched(idle)
    local three <close> = faults.watched(failing, { retries = 0 })
    local sent, early, refused = {}, nil, nil
    lark.run(function()
      lark.spawn(function() sent[busy] = keep_calling(one, 2.2) end)
      lark.spawn(function()
        assert(faults.read(two))
        lark.sleep(2.1)
        assert(faults.read(two))
        sent[idle] = 2
      end)
      -- As long as the old token is valid, failed renewals have no effect.
      sent[failing] = keep_calling(three, 1.7)
      early = faults.counted(failing).tokens
      lark.sleep(0.4)
      refused = select(2, faults.read(three))
    end)
    assert.same({ "http", 502, 0 }, { refused.kind, refused.http_status, refused.attempts })
    local fetched = {}
    for _, server in ipairs { busy, idle, failing } do
      local seen = faults.counted(server)
      fetched[#fetched + 1] = seen.tokens
      assert.same({}, seen.errors)
      assert.equal(sent[server], seen.sent)
      server:stop()
    end
    assert.same({ 2, 2 }, { fetched[1], fetched[2] })
    assert.is_true(early > 1)
  end)

  -- Token calls without a token are an error, and the next call tries again.
  for _, case in ipairs {
    { "token-missing", "decode", "holds no token" },
    { "token-expire", "decode", "holds no token" },
    { "token-expire,seconds=-5", "decode", "holds no token" },
    { "token-expire-text", "decode", "holds no token" },
    { "html,status=404", "http", "no token: HTTP 404", 404 },
    { "code,code=10014", "config", "no token: ", 200 },
  } do
    local kind, error_kind, words, status = table.unpack(case)
    it("that the platform does not give is an error: " .. kind, function()
      local after
      local seen = see({ kind .. ",endpoint=auth.*" }, function(client)
        local data, err = faults.read(client)
        after = faults.read(client)
        return data, err
      end, { max_response_bytes = 100000 })
      local err = seen.err
      assert.same({ error_kind, status, 0, false },
        { err.kind, err.http_status, err.attempts, err.retryable })
      assert.matches(words, err.msg, 1, true)
      assert.is_string(err.hint)
      assert.equal(faults.ACCOUNT, err.endpoint)
      assert.is_table(after)
      assert.same({ 1, 2 }, { seen.sent, seen.tokens })
    end)
  end

  -- A token call is repeatable, so failures on the way are retried.
  for _, case in ipairs {
    { "internal-error" }, { "html" }, { "html,status=200" }, { "json-cut" }, { "code-missing" },
    { "gzip-bomb", max_response_bytes = 100000 }, { "rate-limit-bare" }, { "reset-after" },
    { "stall-headers", timeout = 0.15 },
  } do
    it("that comes at the second attempt is used: " .. case[1], function()
      local seen = see({ case[1] .. ",endpoint=auth.*" }, faults.write,
        { timeout = case.timeout, max_response_bytes = case.max_response_bytes })
      assert.is_table(seen.data)
      assert.same({ "1 done" }, seen.log)
      assert.same({ 1, 2 }, { seen.sent, seen.tokens })
    end)
  end

  it("that never comes is an error for all calls", function()
    faults.arm(sim, "html,endpoint=auth.*,times=1000")
    local client <close> = faults.watched(sim)
    local _, errors = lark.map({ 1, 2, 3 }, function() return faults.write(client) end)
    for i = 1, 3 do
      assert.same({ "http", 502, 0, true },
        { errors[i].kind, errors[i].http_status, errors[i].attempts, errors[i].retryable })
    end
    counted(0, 2)
  end)

  it("is used for any lifetime that a server gives, up to a day", function()
    local seen = see({ "token-expire,seconds=2147483647" }, function(client)
      return faults.read(client) and faults.write(client)
    end)
    assert.is_table(seen.data)
    assert.same({ 2, 1 }, { seen.sent, seen.tokens })
  end)

  it("belongs to the secret: a wrong secret gets none", function()
    local client <close> = faults.watched(sim, { app_secret = "wrong-secret" })
    local data, err = faults.read(client)
    assert.is_nil(data)
    assert.same({ "config", 10014, false }, { err.kind, err.code, err.retryable })
    counted(0, 1)
  end)
end)
