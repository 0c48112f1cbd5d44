-- SPDX-License-Identifier: MIT

-- Compares the simulator with the platform's documents, through curl: none of our own
-- client's code takes part.
local lark = require "lark"
local process = require "support.process"
local requests = require "support.requests"
local simulator = require "support.simulator"

local source = os.getenv "LARK_SOURCE"
local HIRE = "/open-apis/hire/v1"

-- Makes one request, which must be answered.
local function curl(url, ...)
  local answer = requests.send(url, ...)
  assert(answer.exit == 0, "curl ended with " .. answer.exit)
  return answer
end

describe("the simulator", function()
  local sim, token

  local function fetch(id, secret, url)
    return curl((url or sim.url) .. "/open-apis/auth/v3/tenant_access_token/internal",
      "-H", "Content-Type: application/json; charset=utf-8",
      "-d", ('{"app_id":"%s","app_secret":"%s"}'):format(id, secret))
  end

  local function get(path, ...)
    return curl(sim.url .. path, "-H", "Authorization: Bearer " .. token, ...)
  end

  setup(function()
    sim = simulator.start("--limits", "off")
    token = lark.decode(fetch(sim.app_id, sim.app_secret).body).tenant_access_token
  end)
  teardown(function() sim:stop() end)

  local EXAMPLES = {
    ["referral.get_by_application"] =
      { "/referrals/get_by_application?application_id=6134134355464633" },
    ["referral.search"] = { "/referrals/search", "-H", "Content-Type: application/json",
      "-d", '{"talent_id":"6930815272790114324","start_time":"1701226882718"}' },
    ["referral_website.job_post.get"] =
      { "/referral_websites/job_posts/6701528341100366094" },
    ["external_application.list"] =
      { "/external_applications?talent_id=6960663240925956660&page_size=10" },
    ["referral_account.get_account_assets"] =
      { "/referral_account/get_account_assets?referral_account_id=6942778198054125570" },
  }
  for name, request in pairs(EXAMPLES) do
    it("answers the documented request of " .. name .. " byte for byte", function()
      local file = assert(io.open(source .. "/simulator/examples/" .. name .. ".json", "rb"))
      local example = file:read("a")
      file:close()
      local answer = get(HIRE .. request[1], table.unpack(request, 2))
      assert.equal(200, answer.status)
      assert.equal(example, answer.body)
    end)
  end

  it("ends the documented page token with an empty page", function()
    local answer = get(HIRE .. "/external_applications?talent_id=6960663240925956660&page_token="
      .. "eyJvZmZzZXQiOjEwLCJ0aW1lc3RhbXAiOjE2Mjc1NTUyMjM2NzIsImlkIjpudWxsfQ%3D%3D")
    local data = lark.decode(answer.body).data
    assert.same({}, data.items)
    assert.is_false(data.has_more)
    assert.is_nil(data.page_token)
  end)

  it("hands out the same token again while it has half an hour left", function()
    assert.equal(token,
      lark.decode(fetch(sim.app_id, sim.app_secret).body).tenant_access_token)
  end)

  it("refuses wrong credentials and tokens with the platform's codes", function()
    local function code(answer) return lark.decode(answer.body).code end
    assert.equal(10003, code(fetch("cli_other", sim.app_secret)))
    assert.equal(10014, code(fetch(sim.app_id, "wrong")))
    local path = sim.url .. HIRE .. "/external_applications?talent_id=1"
    assert.equal(99991661, code(curl(path)))
    assert.equal(99991663, code(curl(path, "-H", "Authorization: Bearer t-0123")))
    assert.equal(99991671, code(curl(path, "-H", "Authorization: Basic x")))
  end)

  it("refuses wrong parameters, paths and methods", function()
    local function code(path, ...) return lark.decode(get(path, ...).body).code end
    assert.equal(99992402, code(HIRE .. "/external_applications"))
    assert.equal(99992402, code(HIRE .. "/external_applications?talent_id=1&page_size=21"))
    assert.equal(99992402, code(HIRE .. "/referrals/get_by_application?application_id=1"
      .. "&user_id_type=x"))
    assert.equal(1002102, code(HIRE .. "/external_applications?talent_id=1"))
    assert.equal(1002509, code(HIRE .. "/referral_websites/job_posts/1"))
    assert.equal(1002553, code(HIRE .. "/referral_account/get_account_assets"
      .. "?referral_account_id=1"))
    assert.equal(99991201, code("/open-apis/hire/v1/nothing"))
    assert.equal(99991301, code(HIRE .. "/referrals/search"))
  end)

  it("has a company as large as promised, the same for the same seed", function()
    local company = sim:company()
    local referrals, several_pages, over_the_cap = 0, 0, 0
    for _, talent in ipairs(company.talents) do
      referrals = referrals + talent.referrals
      if talent.external_applications > 20 then several_pages = several_pages + 1 end
      if talent.referrals > 200 then over_the_cap = over_the_cap + 1 end
    end
    assert.is_true(#company.talents >= 200)
    assert.is_true(referrals >= 500)
    assert.is_true(#company.job_posts >= 60)
    assert.is_true(#company.accounts >= 40)
    assert.is_true(several_pages >= 10)
    assert.is_true(over_the_cap >= 1)

    local twin, other = simulator.start(), simulator.start("--seed", "2")
    assert.same(company, twin:company())
    assert.not_same(company, other:company())
    twin:stop()
    other:stop()
  end)

  it("writes its port to a file", function()
    local path = os.tmpname()
    os.remove(path)
    local another = simulator.start("--port-file", path)
    local file = assert(io.open(path))
    assert.equal(another.port, file:read("n"))
    file:close()
    os.remove(path)
    another:stop()
  end)

  it("writes its port into a pipe, and leaves the pipe there", function()
    local path = os.tmpname()
    os.remove(path)
    process.run { "mkfifo", path }
    local reader = assert(io.popen("timeout 60 cat " .. path))
    local another = simulator.start("--port-file", path)
    assert.equal(another.port, reader:read "n")
    reader:close()
    assert.equal(0, process.run({ "test", "-p", path }).status)
    os.remove(path)
    another:stop()
  end)

  for _, kind in ipairs { "sliding", "fixed" } do
    it("enforces limits in windows that are " .. kind, function()
      local strict = simulator.start("--limits", kind)
      local its = lark.decode(fetch(strict.app_id, strict.app_secret, strict.url).body)
        .tenant_access_token
      -- The limit is 10 a second: of 40 calls at once some are refused in any window.
      local ended = requests.run("-i", "-H", "Authorization: Bearer " .. its, strict.url .. HIRE
        .. "/referral_account/get_account_assets?referral_account_id=6942778198054125570"
        .. "&n=[1-40]")
      local head, body = ended.out:match "HTTP/1.1 429([^{]*)(%b{})"
      assert.is_string(head)
      assert.equal(99991400, lark.decode(body).code)
      assert.equal("10", head:match "x%-ogw%-ratelimit%-limit: (%d+)")
      assert.is_true(tonumber(head:match "x%-ogw%-ratelimit%-reset: (%d+)") >= 1)
      strict:stop()
    end)
  end

  it("refuses options that make no sense", function()
    local program = os.getenv "LARK_BUILD" .. "/bin/lark-simulator"
    for _, words in ipairs { { "--bogus" }, { "--port", "x" }, { "--limits", "some" },
      { "--token-ttl", "0" }, { "--tls", "one" } } do
      assert.equal(2, process.run({ program, table.unpack(words) }).status)
    end
  end)
end)
