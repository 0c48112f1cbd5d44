-- SPDX-License-Identifier: MIT

-- lualark doctor, as a user types it.
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

require "support.command"
local findings = require "lualark.doctor.findings"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

-- Without the machine's own settings.
local NO_PROXY = { https_proxy = false, HTTPS_PROXY = false, all_proxy = false,
  ALL_PROXY = false, http_proxy = false, no_proxy = false, NO_PROXY = false }

local function doctor(env, ...)
  local all = { LARK_APP_TYPE = false, LARK_TENANT_KEY = false, LARK_APP_TICKET = false,
    LARK_LOG = false }
  for name, value in pairs(NO_PROXY) do all[name] = value end
  for name, value in pairs(env) do all[name] = value end
  local ended = process.run({ lualark, "doctor", ... }, { env = all })
  -- In no case is the secret shown.
  local secret = env.LARK_APP_SECRET
  if secret and secret ~= "" then
    assert.not_matches(secret, ended.out, 1, true)
    assert.not_matches(secret, ended.err, 1, true)
  end
  assert.not_matches("Bearer", ended.out .. ended.err)
  return ended
end

-- The line of a check: its status and what it says.
local function line(ended, check)
  for text in ended.out:gmatch "[^\n]+" do
    local word, name, rest = text:match "^(%a+) +([%w_.]+) +(.*)$"
    if name == check then return word, rest end
  end
  error(("no line for %s in:\n%s%s"):format(check, ended.out, ended.err), 2)
end

local function check(ended, name, status, pattern)
  local word, rest = line(ended, name)
  assert.equal(status, word)
  if pattern then assert.matches(pattern, rest) end
end

-- Runs against a simulator of its own.
local function with(options, env, ...)
  local sim = simulator.start(table.unpack(options))
  local ended = doctor(sim:env(env), ...)
  sim:stop()
  return ended, sim
end

-- The endpoints that it tries by default.
local USUAL = {
  "hire.external_application.list", "hire.referral.get_by_application", "hire.referral.search",
  "hire.referral_account.get_account_assets", "hire.referral_website.job_post.get",
}

describe("lualark doctor", function()
  local sim
  setup(function() sim = simulator.start() end)
  teardown(function() sim:stop() end)

  it("says that all is well, check by check", function()
    local ended = doctor(sim:env())
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    assert.not_matches("FAILED", ended.out)
    assert.not_matches("warning", ended.out)
    check(ended, "lualark", "ok", "^" .. lark.version:gsub("%.", "%%.") .. ", with libcurl/")
    check(ended, "app_id", "ok", "^cli_simulator, from LARK_APP_ID$")
    check(ended, "app_secret", "ok", "^set, from LARK_APP_SECRET$")
    check(ended, "base_url", "ok", "^http://127%.0%.0%.1:%d+, from LARK_BASE_URL$")
    check(ended, "server", "ok", "^answered in %d+ ms$")
    check(ended, "clock", "ok")
    check(ended, "token", "ok", "^issued in %d+ ms$")
    check(ended, "access", "ok")
    for _, name in ipairs(USUAL) do check(ended, name, "ok", "^scope granted") end
    check(ended, "hire.referral_website.job_post.get", "ok", "limit 50/s and 1000/min$")
  end)

  it("tries each endpoint once, with one token", function()
    sim:reset()
    doctor(sim:env())
    for _, name in ipairs(USUAL) do assert.equal(1, sim:count(name)) end
    -- One call has no credentials: it finds the server.
    assert.equal(2, sim:count "auth.tenant_access_token.internal")
  end)

  it("tries all of Hire that only reads, once each, and changes nothing", function()
    local function reads(name)
      local schema = lark.schema(name)
      return schema.repeatable and schema.token ~= "user"
    end
    local own = simulator.start("--limits", "off")
    local ended = doctor(own:env(), "hire")
    local stats = own:stats().endpoints
    own:stop()
    for _, name in ipairs(lark.endpoints()) do
      local hire = name:find "^hire%." and stats[name]
      if not hire then
        assert.falsy(ended.out:find(name, 1, true), name)
      elseif reads(name) then
        check(ended, name, "ok")
        assert.equal(1, hire.requests, name)
      else
        check(ended, name, "skipped")
        assert.equal(0, hire.requests, name)
      end
    end
  end)

  it("tries only the endpoints that are asked for", function()
    sim:reset()
    local ended = doctor(sim:env(), "hire.referral", "hire.external_application.list")
    assert.equal(0, ended.status)
    check(ended, "hire.referral.search", "ok")
    check(ended, "hire.referral.get_by_application", "ok")
    check(ended, "hire.external_application.list", "ok")
    assert.equal(0, sim:count "hire.referral_website.job_post.get")
    assert.equal("1", sim:last().params.page_size or "1")
  end)

  it("aligns the lines and shows no colour without a terminal", function()
    local ended = doctor(sim:env())
    assert.not_matches("\27", ended.out, 1, true)
    assert.matches("ok       lualark     0", ended.out)
    assert.matches("ok       app_secret  set", ended.out)
  end)

  it("wraps and colours on a terminal", function()
    local function on_terminal(columns, no_colour)
      return process.run({ "script", "-qec",
        ("stty cols %d; %s doctor"):format(columns, process.quote(lualark)), "/dev/null" },
        { env = sim:env { TERM = "xterm", NO_COLOR = no_colour } }).out
    end
    for _, columns in ipairs { 60, 80, 100 } do
      local out = on_terminal(columns, false)
      assert.matches("\27[32mok     \27[0m", out, 1, true)
      for text in out:gsub("\27%[%d+m", ""):gmatch "[^\r\n]+" do
        assert.is_true(#text <= columns, text)
      end
    end
    assert.not_matches("\27", on_terminal(80, "1"), 1, true)
  end)

  it("gives the same rows as JSON, and in the other formats", function()
    local ended = doctor(sim:env(), "--format", "json")
    assert.equal(0, ended.status)
    local rows = {}
    for _, row in ipairs(assert(lark.decode(ended.out))) do
      rows[row.check] = row
      assert.is_string(row.detail)
      assert.is_string(row.group)
    end
    assert.equal("ok", rows.server.status)
    assert.is_true(rows.server.ms > 0)
    assert.is_true(math.abs(rows.clock.skew_s) <= 2)
    local post = rows["hire.referral_website.job_post.get"]
    assert.equal("ok", post.status)
    assert.equal(1002509, post.code)
    assert.same({ "50/s", "1000/min" }, { table.unpack(post.limits) })
    assert.same({ "hire:referral_website:readonly" }, { table.unpack(post.scopes) })

    assert.matches("^check,status,detail", doctor(sim:env(), "--format", "csv").out)
    assert.matches("^{", doctor(sim:env(), "--format", "ndjson").out)
  end)

  it("writes to a file, and logs with --verbose", function()
    local path = os.tmpname()
    local ended = doctor(sim:env(), "--output", path, "--verbose")
    assert.equal(0, ended.status)
    assert.equal("", ended.out)
    assert.matches("POST #1, HTTP", ended.err)
    assert.matches("auth.tenant_access_token #1, HTTP 200, done", ended.err, 1, true)
    assert.matches("hire.referral.search #1, HTTP 200, done", ended.err, 1, true)
    local file = assert(io.open(path))
    assert.matches("ok       app_id", file:read "a")
    file:close()
    os.remove(path)
  end)

  it("exits with 2 for a wrong command line", function()
    local ended = doctor(sim:env(), "hire.referral.serch")
    assert.equal(2, ended.status)
    assert.matches("did you mean hire.referral.search?", ended.err, 1, true)
    ended = doctor(sim:env(), "--format", "xml")
    assert.equal(2, ended.status)
    assert.matches("text, table, json", ended.err)
    assert.equal(2, doctor(sim:env(), "--bogus").status)
    assert.matches("Exit status", doctor({}, "--help").out)
  end)
end)

describe("lualark doctor, about the environment", function()
  local sim
  setup(function() sim = simulator.start() end)
  teardown(function() sim:stop() end)

  it("names missing credentials, and asks the server all the same", function()
    local ended = doctor { LARK_BASE_URL = sim.url, LARK_APP_ID = false, LARK_APP_SECRET = false }
    assert.equal(3, ended.status)
    check(ended, "app_id", "FAILED", "LARK_APP_ID is not set.*console")
    check(ended, "app_secret", "FAILED", "LARK_APP_SECRET is not set")
    check(ended, "server", "ok")
    check(ended, "token", "skipped")
    -- An empty variable is not set.
    ended = doctor(sim:env { LARK_APP_SECRET = "" })
    assert.equal(3, ended.status)
    check(ended, "app_id", "ok")
    check(ended, "app_secret", "FAILED")
  end)

  it("refuses plain http beyond loopback, and sends nothing", function()
    local ended = doctor(sim:env { LARK_BASE_URL = "http://192.0.2.1" })
    assert.equal(3, ended.status)
    check(ended, "base_url", "FAILED", "plain http.*Use https")
    check(ended, "server", "skipped")
    check(ended, "token", "skipped")
  end)

  it("shows neither the password of a base_url nor what is no URL", function()
    local ended = doctor(sim:env { LARK_BASE_URL = "https://me:hunter2@example.com" })
    assert.equal(3, ended.status)
    check(ended, "base_url", "FAILED", "not the URL of a server.*Write it like")
    assert.not_matches("hunter2", ended.out .. ended.err)
    check(doctor(sim:env { LARK_BASE_URL = "open.feishu.cn" }), "base_url", "FAILED")
  end)

  it("warns of white space and quotation marks around values", function()
    check(doctor(sim:env { LARK_APP_ID = "cli_simulator " }), "app_id", "warning",
      "white space")
    check(doctor(sim:env { LARK_APP_SECRET = "'simulator-secret" }), "app_secret", "warning",
      "quotation mark")
  end)

  it("does not show an app id that may be the secret", function()
    local ended = doctor(sim:env { LARK_APP_ID = "simulator-secret",
      LARK_APP_SECRET = "cli_simulator" })
    assert.equal(3, ended.status)
    check(ended, "app_id", "warning", "begin with cli_")
    check(ended, "app_secret", "warning", "in each other's place")
    assert.not_matches("simulator-secret", ended.out .. ended.err, 1, true)
    -- The secret is in both variables.
    doctor(sim:env { LARK_APP_ID = "cli_the_secret", LARK_APP_SECRET = "cli_the_secret" })
  end)

  it("shows a proxy, without its password", function()
    -- Nothing listens on port 9.
    local env = sim:env { LARK_BASE_URL = "https://open.feishu.cn",
      https_proxy = "http://me:hunter2@127.0.0.1:9" }
    local ended = doctor(env)
    assert.equal(4, ended.status)
    check(ended, "proxy", "ok", "^127%.0%.0%.1:9, from https_proxy")
    check(ended, "server", "FAILED", "127%.0%.0%.1")
    assert.not_matches("hunter2", ended.out .. ended.err)
    -- Loopback is never reached through a proxy.
    assert.not_matches("proxy", doctor(sim:env { https_proxy = "http://127.0.0.1:9" }).out)
  end)

  it("shows the further settings of store apps, but no ticket", function()
    local ended = doctor(sim:env { LARK_APP_TYPE = "isv", LARK_TENANT_KEY = "tenant_one",
      LARK_APP_TICKET = "ticket-of-this-hour" })
    check(ended, "app_type", "ok", "^isv, from LARK_APP_TYPE$")
    check(ended, "tenant_key", "ok")
    check(ended, "app_ticket", "ok", "^set")
    assert.not_matches("ticket-of-this-hour", ended.out .. ended.err, 1, true)
    check(doctor(sim:env { LARK_APP_TYPE = "shop" }), "app_type", "warning", "self%-built")
  end)

  it("shows its rows in the same order each time", function()
    local env = sim:env { LARK_TENANT_KEY = "tenant_one", LARK_APP_TICKET = "ticket-of-this-hour" }
    -- Each process has another order of its tables.
    for _ = 1, 6 do assert.matches("tenant_key.*app_ticket", doctor(env).out) end
  end)

  it("leaves nothing of a secret that has another in it", function()
    for _, secrets in ipairs { { "abcdef", "abcdef-rest" }, { "abcdef-rest", "abcdef" } } do
      local found = findings.new(secrets)
      assert.equal("(secret) and (secret)", found:ok("x", "abcdef-rest and abcdef").detail)
    end
  end)
end)

describe("lualark doctor, about the server", function()
  it("says that no server answers", function()
    local ended = doctor { LARK_APP_ID = "cli_a", LARK_APP_SECRET = "not-a-secret",
      LARK_BASE_URL = "http://127.0.0.1:1" }
    assert.equal(4, ended.status)
    check(ended, "server", "FAILED", "connect.*Check base_url")
    check(ended, "clock", "skipped", "UTC$")
    check(ended, "token", "skipped")
    assert.matches("1 of %d+ checks FAILED", ended.err)
  end)

  it("ends in seconds if the server never answers", function()
    local started = os.time()
    local ended = with { "--fault", "stall-headers,times=99" }
    assert.is_true(os.time() - started <= 15)
    assert.equal(4, ended.status)
    check(ended, "server", "FAILED")
  end)

  it("says that the server is not the platform", function()
    local ended = with { "--fault", "html,times=99" }
    assert.equal(1, ended.status)
    check(ended, "server", "FAILED", "not the platform.*HTTP 502")
    check(ended, "token", "skipped")
  end)

  it("warns if the platform is in trouble", function()
    check(with { "--fault", "internal-error,endpoint=auth.*,times=1" }, "server", "warning",
      "in trouble.*1002001")
  end)

  it("says how far the clocks are apart", function()
    local function clock(skew) return with { "--clock-skew", skew } end
    check(clock "300", "clock", "warning", "^5 minutes behind the server's.*NTP")
    check(clock "-7200", "clock", "warning", "^2 hours ahead of the server's")
    check(clock "-30", "clock", "ok", "^%d+ s ahead of the server's$")
    local ended = clock "300"
    assert.equal(0, ended.status)
    ended = with({ "--clock-skew", "90" }, {}, "--format", "json")
    for _, row in ipairs(lark.decode(ended.out)) do
      if row.check == "clock" then assert.is_true(math.abs(row.skew_s + 90) <= 2) end
    end
  end)
end)

describe("lualark doctor, about the app", function()
  local SEARCH = "hire.referral.search"

  -- A code of the platform, for all calls that match.
  local function answering(code, endpoint, ...)
    local fault = ("code,code=%d,endpoint=%s,times=99"):format(code, endpoint)
    return with({ "--fault", fault }, {}, ...)
  end

  it("says that the secret is wrong", function()
    local ended = with({}, { LARK_APP_SECRET = "not-the-secret" })
    assert.equal(3, ended.status)
    check(ended, "token", "FAILED", "%(10014%).*Check LARK_APP_SECRET.*log id %w+")
    assert.matches("\nskipped  all endpoints  not tried", ended.out)
  end)

  it("says that the app is disabled", function()
    local ended = answering(10016, "auth.*")
    assert.equal(3, ended.status)
    check(ended, "token", "FAILED", "%(10016%).*Enable the app")
  end)

  it("says that the address is not allowed, or the app not installed", function()
    local ended = answering(99991401, "hire.*")
    assert.equal(3, ended.status)
    check(ended, "token", "ok")
    check(ended, "access", "FAILED", "%(99991401%).*IP allow%-list")
    ended = answering(99991673, "hire.*")
    check(ended, "access", "FAILED", "administrator install")
    ended = answering(99991403, "hire.*")
    check(ended, "access", "FAILED", "Wait for next month")
  end)

  it("warns of a missing scope, and names it", function()
    for _, code in ipairs { 99991672, 99991676, 99991679 } do
      local ended = answering(code, SEARCH)
      assert.equal(0, ended.status)
      check(ended, SEARCH, "warning",
        ("scope is missing %%(%d%%)%%. Apply for hire:referral or hire:referral:readonly in")
        :format(code))
      check(ended, "hire.external_application.list", "ok")
    end
  end)

  it("fails for a missing scope if its endpoint was asked for, or none can be used", function()
    local ended = answering(99991672, SEARCH, SEARCH, "hire.referral_account")
    assert.equal(3, ended.status)
    check(ended, SEARCH, "FAILED", "Apply for hire:referral")
    check(ended, "hire.referral_account.get_account_assets", "ok")
    ended = answering(99991672, "hire.*")
    assert.equal(3, ended.status)
    check(ended, "access", "ok")
    for _, name in ipairs(USUAL) do check(ended, name, "FAILED") end
  end)

  it("takes any other answer as a sign that the scope is there", function()
    for _, code in ipairs { 1002002, 99992402, 1002102, 1002555, 77 } do
      check(answering(code, SEARCH), SEARCH, "ok", "^scope granted")
    end
    check(answering(1002001, SEARCH), SEARCH, "warning", "^scope granted, but: .*1002001")
    local ended = answering(99991201, SEARCH)
    assert.equal(1, ended.status)
    check(ended, SEARCH, "FAILED", "%(99991201%)")
  end)

  it("goes on if one endpoint answers nonsense", function()
    local ended = with { "--fault", "html,times=99,endpoint=" .. SEARCH }
    assert.equal(1, ended.status)
    check(ended, SEARCH, "FAILED", "HTTP 502")
    check(ended, "hire.referral_website.job_post.get", "ok")
  end)

  it("shows a limit that the server names", function()
    local ended = with { "--fault", "rate-limit,limit=5,reset=1,endpoint=" .. SEARCH }
    assert.equal(0, ended.status)
    check(ended, SEARCH, "warning", "limit 10/s documented, but the server says 5")
    ended = with { "--fault", "rate-limit,limit=10,reset=60,times=99,endpoint=" .. SEARCH }
    assert.equal(0, ended.status)
    check(ended, SEARCH, "warning", "over its limit, documented as 10/s")
  end)

  it("does not try endpoints of self-built apps for a store app", function()
    local ended = with({}, { LARK_APP_TYPE = "isv" }, "hire.external_application")
    check(ended, "hire.external_application.list", "skipped", "self%-built apps only")
  end)
end)
