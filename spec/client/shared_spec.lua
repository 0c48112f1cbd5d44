-- SPDX-License-Identifier: MIT

-- Several processes with one app, which share tokens and rate budgets on a Redis server.
-- bench/shared.lua measures the same at full size.
local process = require "support.process"
local redis = require "support.redis"
local simulator = require "support.simulator"

local ENDPOINT = "hire.referral.get_by_application"
local CALLER = os.getenv "LARK_SOURCE" .. "/spec/support/caller.lua"

local available, why = redis.available()
if not available then
  describe("processes that share a store", function()
    it("need a Redis server", function() pending(why) end)
  end)
  return
end

-- Starts callers, each with the words of an interpreter; `finish` gives what they printed.
local function start_on(interpreters, env, ...)
  local started = {}
  for i, words in ipairs(interpreters) do
    table.move({ CALLER, ... }, 1, 1 + select("#", ...), #words + 1, words)
    started[i] = process.start(words, { env = env })
  end
  return started
end

local function start(count, env, ...)
  local interpreters = {}
  for i = 1, count do interpreters[i] = { process.interpreter() } end
  return start_on(interpreters, env, ...)
end

local function finish(started)
  local all = { ok = 0, limited = 0, fetches = 0, shares = {}, err = "" }
  for i, one in ipairs(started) do
    local ended = one.finish()
    local from, to, ok, limited, fetches =
      ended.out:match "start=(%S+) end=(%S+) ok=(%d+) limited=(%d+) fetches=(%d+)"
    assert.is_truthy(from, ended.out .. ended.err)
    assert.is_nil(ended.out:match "error=[^\n]*")
    all.from = math.min(all.from or math.huge, tonumber(from))
    all.to = math.max(all.to or 0, tonumber(to))
    all.ok = all.ok + tonumber(ok)
    all.limited = all.limited + tonumber(limited)
    all.fetches = all.fetches + tonumber(fetches)
    all.shares[i] = tonumber(ok) / (tonumber(to) - tonumber(from))
    all.err = all.err .. ended.err
  end
  return all
end

describe("processes that share a store", function()
  local sim, server, env
  before_each(function()
    sim = simulator.start()
    server = redis.start()
    env = sim:env { LARK_STORE = server.url }
  end)
  after_each(function()
    sim:stop()
    server:stop()
  end)

  it("keep one limit, and share it fairly", function()
    local all = finish(start(4, env, "50"))
    assert.equal(200, all.ok)
    -- A machine may be so busy that the server seems away: then each keeps a share alone.
    if all.err == "" then
      assert.equal(0, all.limited)
      assert.equal(0, sim:stats().rate_limited)
    end
    -- 200 calls at 50 a second: the last leave after 3 s.
    assert.is_true(all.to - all.from >= 2.9, "sooner than allowed")
    assert.is_true(all.to - all.from < 6 or all.err ~= "", "took " .. all.to - all.from)
  end)

  it("keep one limit and one token where their clocks differ by minutes", function()
    if os.getenv "LD_PRELOAD" then return pending "the sanitizer is preloaded" end
    local function at(offset)
      return { "faketime", "-f", offset, os.getenv "LARK_LUA" or "lua5.4" }
    end
    local all = finish(start_on({ at "+7m", at "-3m", at "+0", at "+1h" }, env, "50"))
    assert.equal(200, all.ok)
    if all.err == "" then
      assert.equal(0, sim:stats().rate_limited)
      assert.equal(1, all.fetches)
    end
  end)

  it("fetch one token, however many start at once", function()
    local all = finish(start(8, env, "1"))
    assert.equal(8, all.ok)
    assert.equal(1, all.fetches)
    assert.equal(1, sim:count "auth.tenant_access_token.internal")
  end)

  it("fetch one more when the platform has revoked the token", function()
    local started = start(4, env, "6", "3")
    -- All have the token, and wait.
    for _ = 1, 1000 do
      if sim:count(ENDPOINT) == 12 then break end
      os.execute "sleep 0.02"
    end
    sim:faults { "tokens-revoked" }
    local all = finish(started)
    assert.equal(24, all.ok)
    assert.equal(2, all.fetches)
  end)

  it("prefer a ticket in the store to an older one of their own", function()
    local function store_app(ticket)
      return sim:client {
        app_id = "cli_store", app_secret = "store-secret", app_type = "isv",
        tenant_key = "tenant_one", app_ticket = ticket, store = server.url, timeout = 5,
      }
    end
    local function call(client)
      return assert(client.hire.referral.search { talent_id = "6930815272790114324" })
    end
    local one <close> = store_app(sim:ticket().app_ticket)
    call(one)
    assert.equal(2, one:stats().token_fetches)
    -- Its ticket is outdated, but it needs none.
    local two <close> = store_app "outdated"
    call(two)
    assert.equal(0, two:stats().token_fetches)
    -- A third needs the ticket again, once the tokens are gone.
    for key in server:say("KEYS", "lark:*:c[12]").out:gmatch "%S+" do server:say("DEL", key) end
    local three <close> = store_app "outdated"
    call(three)
    assert.equal(0, sim:ticket().resends)
  end)

  it("lose no call where the server is killed and comes back empty", function()
    local started = start(4, env, "40")
    for _ = 1, 1000 do
      if sim:count(ENDPOINT) >= 60 then break end
      os.execute "sleep 0.02"
    end
    server:kill()
    os.execute "sleep 0.3"
    server:run()
    local all = finish(started)
    assert.equal(160, all.ok)
    assert.equal(160, sim:stats().endpoints[ENDPOINT].ok)
    local _, away = all.err:gsub("is away", "")
    local _, back = all.err:gsub("is used again", "")
    assert.is_true(away <= 4 and back <= 4, all.err)
  end)
end)
