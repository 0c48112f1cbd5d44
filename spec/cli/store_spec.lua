-- SPDX-License-Identifier: MIT

-- lualark store and lualark doctor with a real Redis server.
local lark = require "lark"
local process = require "support.process"
local redis = require "support.redis"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

describe("lualark store", function()
  it("wants to know which store, and what to do", function()
    local ended = process.run({ lualark, "store", "status" }, { env = { LARK_STORE = "" } })
    assert.equal(2, ended.status)
    assert.matches("no store: name a Redis server with %-%-store or LARK_STORE", ended.err)
    assert.equal(2, process.run({ lualark, "store" }).status)
    assert.equal(2, process.run({ lualark, "store", "empty" }).status)
  end)

  it("refuses a URL that is none", function()
    for url, message in pairs {
      ["http://host"] = "neither redis://, rediss:// nor unix://",
      ["rediss://host?ca=x"] = "only ?ca_file=file",
      ["redis://host:0"] = "the port is no number",
      ["redis://host/x"] = "the database is no number",
      ["redis://:%zz@host"] = "a percent sign is not followed by two digits",
      ["redis://"] = "names no host",
      ["redis://no-such-host.invalid"] = "is unknown",
      ["unix://relative"] = "starts with a slash",
    } do
      local ended = process.run { lualark, "store", "status", "--store", url }
      assert.equal(3, ended.status, url)
      assert.matches(message, ended.err, 1, true)
      local client, err = lark.client { app_id = "a", app_secret = "b", store = url }
      assert.is_nil(client)
      assert.equal("config", err.kind)
      assert.matches(message, err.msg, 1, true)
    end
  end)

  it("never shows a password", function()
    for _, url in ipairs { "redis://u:very-secret@127.0.0.1:1", "redis://u:very-secret@[::1" } do
      local ended = process.run { lualark, "store", "status", "--store", url }
      assert.is_true(ended.status == 3 or ended.status == 4)
      assert.not_matches("very%-secret", ended.err .. ended.out)
    end
  end)
end)

local available, why = redis.available()
if not available then
  describe("lualark store status", function()
    it("needs a Redis server", function() pending(why) end)
  end)
  return
end

describe("lualark store status", function()
  local sim, server
  setup(function()
    sim = simulator.start()
    server = redis.start()
  end)
  teardown(function()
    sim:stop()
    server:stop()
  end)

  local function env(more)
    local all = sim:env { LARK_STORE = server.url, LARK_APP_TYPE = false }
    for name, value in pairs(more or {}) do all[name] = value end
    return all
  end

  local function doctor_line(check, more)
    local ended = process.run({ lualark, "doctor" }, { env = env(more) })
    for text in ended.out:gmatch "[^\n]+" do
      if text:find("^%a+ +" .. check:gsub("%-", "%%-") .. "  ") then return text, ended.status end
    end
    error(ended.out .. ended.err)
  end

  it("shows budgets, and how long tokens live", function()
    local called = process.run({ lualark, "call", "hire.referral.get_by_application",
      "application_id=6134134355464633" }, { env = env() })
    assert.equal(0, called.status, called.err)
    local ended = process.run({ lualark, "store", "status", "--format", "json" }, { env = env() })
    assert.equal(0, ended.status, ended.err)
    local by = {}
    for _, row in ipairs(lark.decode(ended.out)) do by[row.what] = row end
    assert.equal("hire.referral.get_by_application", by.budget.name)
    assert.equal(0, by.budget.in_flight)
    assert.is_true(by["tenant token"].life_s > 7000)
    assert.not_matches("t%-", ended.out)
  end)

  it("is looked at by lualark doctor", function()
    assert.matches("^ok +reachable", (doctor_line "reachable"))
    assert.matches("^ok +round trip", (doctor_line "round trip"))
    assert.matches("^ok +version +%a+ %d", (doctor_line "version"))
    assert.matches("^ok +rights", (doctor_line "rights"))
    assert.matches("^ok +clock", (doctor_line "clock"))
    assert.matches("^ok +maxmemory%-policy +noeviction", (doctor_line "maxmemory-policy"))
    server:say("CONFIG", "SET", "maxmemory-policy", "volatile-lru")
    assert.matches("^warning +maxmemory%-policy", (doctor_line "maxmemory-policy"))
    server:say("CONFIG", "SET", "maxmemory-policy", "noeviction")
  end)

  it("is found wanting by lualark doctor", function()
    server:say("CONFIG", "SET", "maxmemory", "1")
    local line, status = doctor_line "rights"
    assert.matches("^FAILED +rights +OOM.*raise maxmemory", line)
    assert.equal(3, status)
    server:say("CONFIG", "SET", "maxmemory", "0")
    server:say("CONFIG", "SET", "requirepass", "very-secret")
    line, status = doctor_line "reachable"
    assert.matches("^FAILED +reachable +NOAUTH", line)
    assert.equal(3, status)
    line, status = doctor_line("reachable",
      { LARK_STORE = server.url:gsub("^unix", "redis"):gsub("//.*", "//:wrong@127.0.0.1:1") })
    assert.matches("^FAILED +reachable +connection lost", line)
    assert.equal(4, status)
    process.run { "redis-cli", "-s", server.socket, "-a", "very-secret", "CONFIG", "SET",
      "requirepass", "" }
    server:kill()
    line, status = doctor_line "reachable"
    assert.matches("^FAILED +reachable", line)
    assert.equal(4, status)
    local ended = process.run({ lualark, "store", "status" }, { env = env() })
    assert.equal(4, ended.status)
    server:run()
  end)
end)
