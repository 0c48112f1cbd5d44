-- SPDX-License-Identifier: MIT

-- Every kind of fault, seen with curl, and what the simulator counts meanwhile.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local requests = require "support.requests"
local simulator = require "support.simulator"

local source = os.getenv "LARK_SOURCE"
local HIRE = "/open-apis/hire/v1"
local AUTH = "/open-apis/auth/v3"
local ACCOUNT = HIRE .. "/referral_account/get_account_assets"
  .. "?referral_account_id=6942778198054125570"
local INTERNAL = "auth.tenant_access_token.internal"
local LIST = "hire.external_application.list"
local MIB = 1024 * 1024

-- curl's exit status for what happened to a connection.
local REFUSED, PARTIAL, TIMED_OUT, EMPTY, RESET = 7, 18, 28, 52, 56
local WRITE_ERROR, BAD_ENCODING = 23, 61

local run, curl = requests.run, requests.send

local sim, token

local function post(path, body, server)
  return curl((server or sim).url .. path, "-H", "Content-Type: application/json", "-d", body)
end

local function fetch(server)
  return post(AUTH .. "/tenant_access_token/internal",
    ('{"app_id":"%s","app_secret":"%s"}'):format(simulator.app_id, simulator.app_secret), server)
end

local function token_of(answer) return lark.decode(answer.body).tenant_access_token end
local function code_of(answer) return lark.decode(answer.body).code end

-- A request with the token at hand.
local function get(path, ...)
  return curl(sim.url .. path, "-H", "Authorization: Bearer " .. token, ...)
end

-- The request that most specs make. `right` is its correct answer.
local function account(...) return get(ACCOUNT, ...) end

-- The URL of that request, so many times in one run of curl.
local function several(count)
  return sim.url .. ACCOUNT .. "&n=[1-" .. count .. "]"
end

local function internal(server, method, path, body)
  local ended = run("-X", method, server.url .. path, table.unpack(body and { "-d", body } or {}))
  assert(ended.status == 0, "curl ended with " .. ended.status)
  return lark.decode(ended.out)
end

local tried = {}

-- Arms faults (tables or texts) in place of those before.
local function arm(...)
  for _, fault in ipairs { ... } do
    tried[type(fault) == "table" and fault.kind or fault:match("^[^,]+")] = true
  end
  local armed = internal(sim, "POST", "/_sim/faults", lark.encode(lark.array { ... }))
  assert(armed.faults, armed.msg)
  return armed.faults
end

local function fired() return internal(sim, "GET", "/_sim/faults").faults[1].fired end

-- The simulator's process id: it runs under timeout(1).
local function process_id()
  local file = assert(io.open(("/proc/%d/task/%d/children"):format(sim.pid, sim.pid)))
  local id = file:read("n")
  file:close()
  return id
end

-- Waits until `check` holds, two seconds at most.
local function eventually(check)
  for _ = 1, 100 do
    if check() then return true end
    os.execute "sleep 0.02"
  end
  return check()
end

describe("the simulator", function()
  local right

  setup(function()
    sim = simulator.start("--limits", "off")
    token = token_of(fetch())
    right = account().body
  end)
  before_each(function()
    internal(sim, "DELETE", "/_sim/faults")
    token = token_of(fetch())
    sim:reset()
  end)
  teardown(function() sim:stop() end)

  -- The kinds that end a transfer, and curl's exit status.
  local BROKEN = {
    { "reset-before", RESET, unread = true },
    { "reset-after", RESET },
    { "reset-body", RESET, part = true },
    { "close-before", EMPTY, unread = true },
    { "close-after", EMPTY },
    { "stall-headers", TIMED_OUT },
    { "stall-body", TIMED_OUT, part = true },
    { "truncated", PARTIAL, part = true },
    { "chunked-cut", PARTIAL, part = true },
  }
  for _, case in ipairs(BROKEN) do
    local kind, exit = case[1], case[2]
    it("breaks the connection: " .. kind, function()
      arm { kind = kind }
      local answer = account("--max-time", exit == TIMED_OUT and "0.3" or "10")
      assert.equal(exit, answer.exit)
      if case.part then
        assert.equal(200, answer.status)
        assert.equal(right:sub(1, #answer.body), answer.body)
        assert.equal(#right // 2, #answer.body)
      else
        assert.is_nil(answer.status)
      end
      -- The request counts only if it was read, and the next one is answered.
      local counted = sim:stats().endpoints["hire.referral_account.get_account_assets"]
      assert.equal(case.unread and 0 or 1, counted.requests)
      assert.equal(case.unread and 0 or 1, counted.faulted)
      assert.equal(case.unread and 1 or 0, counted.unread)
      assert.equal(0, counted.ok)
      assert.equal(right, account().body)
      assert.equal(1, fired())
    end)
  end

  it("resets a POST before and after it was read, and tells the two apart", function()
    local body = '{"talent_id":"6930815272790114324"}'
    arm({ kind = "reset-before", endpoint = "hire.referral.search" },
      { kind = "reset-after", endpoint = "hire.referral.search" })
    for _ = 1, 2 do
      assert.equal(RESET, get(HIRE .. "/referrals/search", "-H", "Content-Type: application/json",
        "-d", body).exit)
    end
    local counted = sim:stats().endpoints["hire.referral.search"]
    assert.same({ 1, 1, 1 }, { counted.requests, counted.faulted, counted.unread })
  end)

  it("refuses connections for a while, at once and on the same port", function()
    arm { kind = "refuse", ms = 1500 }
    assert.equal(REFUSED, account().exit)
    assert.is_true(eventually(function() return account().exit == 0 end))
    assert.equal(right, account().body)
  end)

  it("refuses connections after a request, which is still answered", function()
    arm { kind = "refuse", ms = 1500, skip = 1 }
    assert.equal(0, account().exit)
    assert.equal(0, account().exit)
    assert.equal(REFUSED, account().exit)
    assert.is_true(eventually(function() return account().exit == 0 end))
  end)

  it("closes a connection that the client believes to be kept", function()
    arm { kind = "close-idle" }
    local before = sim:stats().connections.opened
    local ended = run("-i", "-H", "Authorization: Bearer " .. token,
      sim.url .. ACCOUNT, sim.url .. ACCOUNT)
    assert.equal(0, ended.status)
    assert.is_nil(ended.out:match("Connection: close"))
    -- Each request had its own connection, and this question one more.
    assert.equal(before + 3, sim:stats().connections.opened)
    assert.equal(2, sim:count "hire.referral_account.get_account_assets")
  end)

  it("drips an answer slowly", function()
    arm "slow,ms=5,bytes=40"
    local answer = account("-w", "%{time_total}")
    assert.equal(right, answer.body:sub(1, #right))
    -- Head and body take at least so many pauses.
    assert.is_true(tonumber(answer.body:sub(#right + 1)) >= #right // 40 * 0.005)
  end)

  it("announces a Content-Length that is too small", function()
    arm { kind = "short-length" }
    local answer = account()
    assert.equal(tostring(#right // 2), answer.headers["content-length"])
    assert.equal(right:sub(1, #right // 2), answer.body)
  end)

  it("sends chunks in odd pieces that add up", function()
    arm { kind = "chunked" }
    local answer = account()
    assert.equal(0, answer.exit)
    assert.equal("chunked", answer.headers["transfer-encoding"])
    assert.equal(right, answer.body:sub(1, #right))
  end)

  -- The kinds that replace the right answer.
  local function header(name, value)
    return function(answer) assert.equal(value, answer.headers[name]) end
  end
  local function body(expected)
    return function(answer) assert.equal(expected, answer.body) end
  end
  local function has(part)
    return function(answer) assert.is_truthy(answer.body:find(part, 1, true), answer.body) end
  end
  local function code(expected)
    return function(answer) assert.equal(expected, code_of(answer)) end
  end
  local function bare(answer)
    for name in pairs(answer.headers) do
      assert.is_nil(name:match("ratelimit") or name:match("retry"))
    end
  end
  local ANSWERS = {
    { "internal-error", 500, code(1002001),
      header("content-type", "application/json; charset=utf-8") },
    { "html", 502, has "<html>", header("content-type", "text/html") },
    { "html,status=500", 500, has "<html>" },
    { "html,status=503", 503, has "<html>" },
    { "html,status=504", 504, has "<html>" },
    { "html,status=200", 200, has "<html>" },
    { "retry-after,seconds=3", 503, header("retry-after", "3") },
    { "rate-limit,limit=20,reset=2", 429, code(99991400), header("x-ogw-ratelimit-limit", "20"),
      header("x-ogw-ratelimit-reset", "2") },
    { "rate-limit,status=400", 400, code(99991400), header("x-ogw-ratelimit-limit", "50") },
    { "rate-limit-bare", 429, code(99991400), bare },
    { "rate-limit-bare,status=400", 400, code(99991400), bare },
    { "code", 200, code(1002001) },
    { "code,code=99991663", 200, code(99991663) },
    { "code,code=99991403,status=400", 400, code(99991403) },
    { "code,code=55001,status=500", 500, code(55001) },
    { "code,code=99991672,status=400", 400, has [["permission_violations":[{]] },
    { "gzip-lie", 200, header("content-encoding", "gzip"), has "{" },
    { "deflate-lie", 200, header("content-encoding", "deflate"), has "{" },
    { "empty-body", 200, body "", header("content-length", "0") },
    { "json-cut", 200, function(answer)
      assert.equal(right:sub(1, #right // 2), answer.body)
      assert.equal(tostring(#right // 2), answer.headers["content-length"])
    end },
    { "json-deep", 200, has(("["):rep(200000) .. ("]"):rep(200000)) },
    { "json-deep,depth=7", 200, body '{"code":0,"msg":"ok","data":{"deep":[[[[[[[]]]]]]]}}' },
    { "json-utf8", 200, has "\xc3\x28\xff\xfe" },
    { "json-nul", 200, has "a\0b" },
    { "code-missing", 200, has '"data":{', function(answer) assert.is_nil(code_of(answer)) end },
    { "code-text", 200, code "0" },
    { "duplicate-keys", 200, code(0), function(answer)
      local _, codes = answer.body:gsub('"code":', "")
      local _, datas = answer.body:gsub('"data":', "")
      assert.same({ 2, 2 }, { codes, datas })
      assert.is_table(lark.decode(answer.body).data.account)
    end },
    { "huge-integers", 200, has "9223372036854775808", has "-9223372036854775809" },
    { "data-null", 200, has '"data":null', code(0) },
    { "data-absent", 200, code(0), function(answer)
      assert.is_nil(lark.decode(answer.body).data)
    end },
    { "items-null", 200, has '"items":null', code(0) },
  }
  for _, case in ipairs(ANSWERS) do
    it("answers something else: " .. case[1], function()
      arm(case[1])
      local answer = account()
      assert.equal(0, answer.exit)
      assert.equal(case[2], answer.status)
      for i = 3, #case do case[i](answer) end
      local counted = sim:stats()
      assert.same({ 1, 0, 1, 0 },
        { counted.requests, counted.ok, counted.faulted, counted.rate_limited })
      assert.equal(right, account().body)
    end)
  end

  it("lies about the encoding, so that no client can decode it", function()
    arm("gzip-lie", "deflate-lie")
    for _ = 1, 2 do
      local exit = account("--compressed").exit
      assert.is_true(exit == BAD_ENCODING or exit == WRITE_ERROR)
    end
    arm { kind = "gzip-cut" }
    assert.not_equal(right, account("--compressed").body)
  end)

  it("compresses in two members where the request accepts gzip", function()
    arm { kind = "gzip-members", times = 3 }
    assert.equal(right, account().body)
    assert.equal(WRITE_ERROR, account("--compressed").exit)
    local both = process.run { "sh", "-c", ([[
      curl -s -H 'Accept-Encoding: gzip' -H %s %s | gzip -d]]):format(
      process.quote("Authorization: Bearer " .. token), process.quote(sim.url .. ACCOUNT)) }
    assert.equal(right, both.out)
  end)

  -- Programs count these sizes: the spec never holds such a body.
  local function sizes(pipe)
    local ended = process.run { "sh", "-c", ([[
      curl -s --max-time 30 -H %s %s | tee %s | wc -c]]):format(
      process.quote("Authorization: Bearer " .. token), process.quote(sim.url .. ACCOUNT), pipe) }
    return ended.out:gsub("%s", "")
  end

  it("sends a bomb: 300 MiB of zeros as a small gzip", function()
    arm { kind = "gzip-bomb" }
    local path = os.tmpname()
    assert.is_true(tonumber((sizes(path))) < 400000)
    local others = process.run { "sh", "-c", "gzip -dc <" .. path .. " | tr -d '\\000' | wc -c" }
    local listed = process.run { "sh", "-c", "gzip -l <" .. path }
    os.remove(path)
    assert.equal("0", others.out:match("%d+"))
    assert.equal("", others.err)
    assert.equal(tostring(300 * MIB), listed.out:match("%d+%s+(%d+)"))
  end)

  it("streams a body of 300 MiB without holding it", function()
    arm { kind = "huge-body" }
    assert.equal(tostring(300 * MIB + #right), (sizes "/dev/null"))
    local status = assert(io.open("/proc/" .. process_id() .. "/status"))
    local peak_kb = tonumber(status:read("a"):match("VmHWM:%s*(%d+)"))
    status:close()
    assert.is_true(peak_kb < 300 * 1024 or os.getenv "LARK_CFLAGS" ~= nil)
  end)

  describe("with its tokens", function()
    it("revokes all of them at once", function()
      arm { kind = "tokens-revoked" }
      assert.equal(99991663, code_of(account()))
      local fresh = token_of(fetch())
      assert.not_equal(token, fresh)
      token = fresh
      assert.equal(0, code_of(account()))
    end)

    it("revokes all of them when a request comes", function()
      arm { kind = "tokens-revoked", skip = 1 }
      assert.equal(0, code_of(account()))
      assert.equal(99991663, code_of(account()))
      assert.equal(99991663, code_of(account()))
    end)

    it("hands out a revoked one again", function()
      arm("tokens-revoked", "token-again")
      assert.equal(token, token_of(fetch()))
      assert.equal(99991663, code_of(account()))
      assert.not_equal(token, token_of(fetch()))
    end)

    it("hands out short-lived ones", function()
      arm { kind = "token-ttl", seconds = 1 }
      local answer = lark.decode(fetch().body)
      assert.equal(1, answer.expire)
      assert.not_equal(token, answer.tenant_access_token)
      token = answer.tenant_access_token
      assert.equal(0, code_of(account()))
      assert.is_true(eventually(function() return code_of(account()) == 99991663 end))
    end)

    it("answers without a token, or with an odd expiry", function()
      arm("token-missing", "token-expire", "token-expire,seconds=-5", "token-expire-text")
      local first = lark.decode(fetch().body)
      assert.same({ 0 }, { first.code, first.tenant_access_token })
      assert.equal(0, lark.decode(fetch().body).expire)
      assert.equal(-5, lark.decode(fetch().body).expire)
      assert.equal("soon", lark.decode(fetch().body).expire)
      assert.equal(4, sim:stats().endpoints[INTERNAL].faulted)
    end)
  end)

  describe("with its pages", function()
    local talent

    setup(function()
      for _, one in ipairs(sim:company().talents) do
        if one.external_applications > 20 then talent = one end
      end
    end)

    local function page(page_token)
      return lark.decode(get(HIRE .. "/external_applications?talent_id=" .. talent.id
        .. (page_token and "&page_token=" .. page_token or "")).body).data
    end

    it("puts an empty one in between, which loses nothing", function()
      arm { kind = "page-empty", times = 2 }
      local first = page()
      assert.same({}, first.items)
      assert.is_true(first.has_more)
      local second = page(first.page_token)
      assert.same({}, second.items)
      local third = page(second.page_token)
      internal(sim, "DELETE", "/_sim/faults")
      assert.same(page(), third)
    end)

    it("leaves out the next token", function()
      arm { kind = "page-token-missing" }
      local first = page()
      assert.is_true(first.has_more)
      assert.is_nil(first.page_token)
    end)

    it("gives the same token again", function()
      arm { kind = "page-token-same", times = 3, skip = 1 }
      local next_token = page().page_token
      for _ = 1, 3 do assert.equal(next_token, page(next_token).page_token) end
      assert.not_equal(next_token, page(next_token).page_token)
    end)

    it("leads in a circle", function()
      arm { kind = "page-token-cycle", times = 100 }
      local first = page()
      local second = page(first.page_token)
      local third = page(second.page_token)
      assert.same(first, third)
      assert.same(second, page(third.page_token))
    end)

    it("fails on a page in the middle", function()
      arm { kind = "internal-error", endpoint = LIST, skip = 1 }
      assert.is_table(page())
      assert.equal(500, get(HIRE .. "/external_applications?talent_id=" .. talent.id).status)
    end)

    it("ends early, as if rows had gone meanwhile", function()
      arm { kind = "page-shrink", rows = 3, skip = 1 }
      local second = page(page().page_token)
      assert.equal(7, #second.items)
      assert.is_false(second.has_more)
      assert.is_nil(second.page_token)
    end)
  end)

  describe("choosing requests", function()
    it("takes one endpoint, skips some and fires so many times", function()
      arm { kind = "html", endpoint = "hire.referral_account.*", skip = 2, times = 2 }
      local seen = {}
      for i = 1, 6 do seen[i] = account().status end
      assert.same({ 200, 200, 502, 502, 200, 200 }, seen)
      assert.equal(200, fetch().status)
      assert.same({ html = 2 }, sim:stats().faults)
      assert.equal("html", internal(sim, "GET", "/_sim/last").requests[3].fault)
    end)

    it("draws the same from the same seed", function()
      local function pattern(seed)
        local server = simulator.start("--seed", seed, "--fault", "html,probability=0.5")
        local urls = run("-o", "/dev/null", "-w", "%{http_code} ", server.url .. "/[1-40]")
        server:stop()
        return urls.out
      end
      assert.equal(pattern "5", pattern "5")
      assert.not_equal(pattern "5", pattern "6")
      assert.is_truthy(pattern("5"):find("502") and pattern("5"):find("404"))
    end)

    it("lists what is armed, replaces it and forgets it", function()
      local armed = arm("slow,times=3,ms=7", { kind = "code", code = 2200, probability = 0.25 })
      assert.same({ kind = "slow", endpoint = lark.null, times = 3, skip = 0, probability = 1,
        seen = 0, fired = 0, ms = 7, bytes = 16 }, armed[1])
      assert.same({ 2200, 0.25, lark.null },
        { armed[2].code, armed[2].probability, armed[2].times })
      assert.equal(1, #internal(sim, "POST", "/_sim/faults", '"html"').faults)
      assert.same({}, internal(sim, "POST", "/_sim/faults", '{"faults":[]}').faults)
      arm "html"
      assert.same({}, internal(sim, "DELETE", "/_sim/faults").faults)
    end)

    it("refuses what makes no sense, and leaves what is armed", function()
      arm "html"
      for _, wrong in ipairs { '{', '{"kind":"nonsense"}', '{"times":3}', '"html,times=0"',
        '"html,status=99"', '"html,bytes=3"', '"html,endpoint=hire.nothing"', '"html,skip=-1"',
        '"page-empty,endpoint=hire.referral.search"', '"html,probability=1.5"', '["html",3]' } do
        local refused = internal(sim, "POST", "/_sim/faults", wrong)
        assert.equal(9499, refused.code, wrong)
      end
      assert.equal("html", internal(sim, "GET", "/_sim/faults").faults[1].kind)
      local program = os.getenv "LARK_BUILD" .. "/bin/lark-simulator"
      for _, words in ipairs { { "--fault", "nonsense" }, { "--latency", "5-" },
        { "--latency", "9-5" }, { "--clock-skew", "-" }, { "--clock-skew", "1e3" } } do
        assert.equal(2, process.run({ program, table.unpack(words) }).status)
      end
    end)
  end)

  it("draws latencies from a range", function()
    local server = simulator.start("--latency", "20-60")
    local ended = run("-o", "/dev/null", "-w", "%{time_starttransfer} ", server.url .. "/[1-12]")
    server:stop()
    local shortest, longest = math.huge, 0
    for seconds in ended.out:gmatch("%S+") do
      shortest = math.min(shortest, tonumber(seconds))
      longest = math.max(longest, tonumber(seconds))
    end
    assert.is_true(shortest >= 0.02)
    assert.is_true(longest - shortest > 0.005)
  end)

  it("says so where TLS and the bare socket do not go together", function()
    local dir = os.tmpname()
    local made = process.run { "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
      "-keyout", dir .. ".key", "-out", dir, "-days", "2", "-subj", "/CN=127.0.0.1" }
    assert(made.status == 0, made.err)
    local server = simulator.start("--tls", dir .. "," .. dir .. ".key", "--fault", "html")
    local url = "https://127.0.0.1:" .. server.port
    assert.equal("502", run("-k", "-o", "/dev/null", "-w", "%{http_code}", url .. "/x").out)
    local refused = lark.decode(run("-k", url .. "/_sim/faults", "-d", '"reset-after"').out)
    assert.is_truthy(refused.msg:find("--tls", 1, true))
    server:stop()
    os.remove(dir)
    os.remove(dir .. ".key")
  end)

  it("keeps no descriptor of what it broke", function()
    local function descriptors()
      local _, count = process.run({ "ls", "/proc/" .. process_id() .. "/fd" }).out:gsub("\n", "")
      return count
    end
    -- The fewest of several counts: a connection of this spec may be closing.
    local before = math.huge
    for _ = 1, 10 do
      before = math.min(before, descriptors())
      os.execute "sleep 0.02"
    end
    for _, case in ipairs(BROKEN) do
      arm { kind = case[1], times = 20 }
      run("--max-time", "0.3", "-Z", "--parallel-immediate", "-o", "/dev/null",
        "-H", "Authorization: Bearer " .. token, several(20))
      assert.equal(20, fired())
    end
    assert.is_true(eventually(function() return descriptors() <= before end))
    assert.equal(right, account().body)
  end)

  it("has a spec and a line in the README for every kind", function()
    local function read(path) return files.read(source .. "/simulator/" .. path) end
    local readme, kinds = read "README.md", 0
    for kind in read("src/fault/fault_kind.c"):gmatch('%] = {"([%w-]+)"') do
      kinds = kinds + 1
      assert.is_true(tried[kind], kind .. " has no spec")
      assert.is_truthy(readme:find("| `" .. kind .. "`", 1, true), kind .. " is not documented")
    end
    assert.is_true(kinds >= 48)
  end)
end)
