-- SPDX-License-Identifier: MIT

-- Calls of endpoints, from parameters to tables, against a simulator.
local lark = require "lark"
local simulator = require "support.simulator"

local source = os.getenv "LARK_SOURCE"

local function example(name)
  name = name:gsub("^hire%.", "")
  local file = assert(io.open(source .. "/simulator/examples/" .. name .. ".json"))
  local text = file:read("a")
  file:close()
  return assert(lark.decode(text)).data
end

-- The requests of the documents' examples.
local EXAMPLES = {
  ["hire.referral.get_by_application"] = { application_id = "6134134355464633" },
  ["hire.referral.search"] = {
    talent_id = "6930815272790114324",
    start_time = "1701226882718", end_time = "1701226882719",
  },
  ["hire.referral_website.job_post.get"] = {
    job_post_id = "6701528341100366094", user_id_type = "open_id",
    department_id_type = "open_department_id", job_level_id_type = "job_level_id",
  },
  ["hire.external_application.list"] = { talent_id = "6960663240925956660", page_size = 10 },
  ["hire.referral_account.get_account_assets"] = { referral_account_id = "6942778198054125570" },
}

describe("endpoints", function()
  local sim, client

  setup(function()
    sim = simulator.start("--limits", "off")
    client = sim:client()
  end)
  teardown(function()
    client:close()
    sim:stop()
  end)

  local function endpoint(name)
    local node = client
    for part in name:gmatch("[^.]+") do node = node[part] end
    return node
  end

  for name, params in pairs(EXAMPLES) do
    it("returns the documented data of " .. name .. ", value for value", function()
      local data, err = endpoint(name)(params)
      assert.is_nil(err)
      assert.same(example(name), data)
      assert.equal(lark.encode(example(name)), lark.encode(data))
    end)
  end

  it("keeps 64-bit integers and tells them from floats", function()
    local data = client.hire.referral.get_by_application { application_id = "6134134355464633" }
    assert.equal("integer", math.type(data.referral.create_time))
    assert.equal(1618899376474, data.referral.create_time)
    assert.equal("张三", data.referral.referral_user.name.zh_cn)
  end)

  it("gives an empty table where the platform has no data", function()
    local data = client.hire.referral.get_by_application { application_id = "1" }
    assert.same({}, data)
  end)

  it("returns an error of the platform with code, message and log id", function()
    local data, err = client.hire.external_application.list { talent_id = "404" }
    assert.is_nil(data)
    assert.equal("api", err.kind)
    assert.equal(1002102, err.code)
    assert.equal(400, err.http_status)
    assert.equal("hire.external_application.list", err.endpoint)
    assert.equal(1, err.attempts)
    assert.is_false(err.retryable)
    assert.is_string(err.msg)
    assert.matches("^%d+%x+$", err.log_id)
    assert.matches("talent_id", err.hint)
    assert.matches("^hire%.external_application%.list: .*1002102.*log id " .. err.log_id,
      tostring(err))
    assert.not_matches("\n", tostring(err))
  end)

  it("keeps the documented limit without a single refusal", function()
    local strict = simulator.start("--limits", "sliding")
    local paced = strict:client()
    local ids = {}
    for i = 1, 60 do ids[i] = "6134134355464633" end
    local _, errors = lark.map(ids, function(id)
      return paced.hire.referral.get_by_application { application_id = id }
    end)
    assert.equal(0, errors.n)
    assert.equal(0, strict:stats().rate_limited)
    assert.is_true(paced:stats().limit_waits >= 10)
    paced:close()
    strict:stop()
  end)

  it("asks for compressed answers and reads them", function()
    local company = sim:company()
    for _, talent in ipairs(company.talents) do
      if talent.external_applications > 10 then
        local page = assert(client.hire.external_application.list {
          talent_id = talent.id, page_size = 10,
        })
        assert.equal(10, #page.items)
        assert.matches("gzip", sim:last().headers["accept-encoding"])
        return
      end
    end
    error("no talent has several pages")
  end)

  it("raises for an unknown name, and suggests the nearest", function()
    assert.error_matches(function() return client.hire.referral.serch end,
      "there is no hire.referral.serch; did you mean hire.referral.search%?")
    assert.error_matches(function() return client.hire.referal end,
      "did you mean hire.referral%?")
    assert.is_nil(client.nothing)
  end)

  describe("ids", function()
    local AWKWARD = { "a/b", "a?b=c", "50%", "%2F", "a b", "a+b", "张三", "a#b", "a&b;c", "é\"'<>" }

    for _, id in ipairs(AWKWARD) do
      it("arrive unchanged in a path: " .. id, function()
        local _, err = client.hire.referral_website.job_post.get { job_post_id = id }
        assert.equal(1002509, err.code)
        local segments = sim:last().segments
        assert.equal(id, segments[#segments])
        assert.equal("job_posts", segments[#segments - 1])
      end)

      it("arrive unchanged in a query and a body: " .. id, function()
        client.hire.referral.get_by_application { application_id = id }
        assert.equal(id, sim:last().params.application_id)
        client.hire.referral.search { talent_id = id }
        assert.equal(id, assert(lark.decode(sim:last().body)).talent_id)
      end)
    end
  end)

  it("puts each parameter where it belongs", function()
    client.hire.referral.search { talent_id = "1", user_id_type = "union_id", end_time = "5" }
    local seen = sim:last()
    assert.equal("POST", seen.method)
    assert.equal("/open-apis/hire/v1/referrals/search", seen.path)
    assert.equal("user_id_type=union_id", seen.query)
    assert.equal('{"talent_id":"1","end_time":"5"}', seen.body)
    assert.equal("application/json; charset=utf-8", seen.headers["content-type"])
  end)

  it("reaches any path with client:request", function()
    local data = assert(client:request {
      method = "POST", path = "/open-apis/hire/v1/referrals/search",
      query = { user_id_type = "open_id" }, body = { talent_id = "6930815272790114324" },
    })
    assert.same(example "hire.referral.search", data)
    data = assert(client:request {
      path = "/open-apis/hire/v1/external_applications",
      query = { talent_id = "6960663240925956660", page_size = 10 },
    })
    assert.equal(1, #data.items)
  end)

  it("keeps the path of a base_url", function()
    local behind = sim:client { base_url = sim.url .. "/gateway/", tenant_access_token = "t-0" }
    local _, err = behind.hire.referral.get_by_application { application_id = "a/b" }
    assert.equal(99991201, err.code)
    assert.equal("/gateway/open-apis/hire/v1/referrals/get_by_application", sim:last().path)
    assert.equal("application_id=a%2Fb", sim:last().query)
    behind:close()
  end)

  -- `make test-luas` has Luas without lua-cjson.
  local test = os.getenv "LARK_LUA" and not package.searchpath("cjson", package.cpath)
    and pending or it
  test("writes integers exactly that cjson rounds, as the README says", function()
    local cjson = require "cjson"
    assert.equal("6.1341343554646e+15", cjson.encode(6134134355464633))
    assert.equal("1.2345678901234e+14", cjson.encode(123456789012345))
    assert.equal("12345678901234", cjson.encode(12345678901234))
    for _, id in ipairs { 6134134355464633, 123456789012345, math.maxinteger } do
      assert.equal(tostring(id), lark.encode(id))
    end
  end)

  test("compares its null with cjson's", function()
    assert.equal(require "cjson".null, lark.null)
  end)
end)
