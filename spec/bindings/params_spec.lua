-- SPDX-License-Identifier: MIT

-- An error about an argument comes before anything is sent.
local lark = require "lark"
local simulator = require "support.simulator"

describe("a bad parameter", function()
  local sim, client

  setup(function()
    sim = simulator.start("--limits", "off")
    client = sim:client()
  end)
  teardown(function()
    client:close()
    sim:stop()
  end)

  -- { what, endpoint, params, parameter, words of the message }
  local CASES = {
    { "missing", "search", {}, "talent_id", "talent_id is missing" },
    { "empty", "search", { talent_id = "" }, "talent_id", "must not be empty" },
    { "unknown", "search", { talent = "1" }, "talent", "is not a parameter" },
    { "misspelt", "search", { talent_idd = "1" }, "talent_idd", "Did you mean talent_id?" },
    { "an integer for a string", "search", { talent_id = 1 }, "talent_id",
      "must be a string, not an integer" },
    { "a boolean for a string", "search", { talent_id = true }, "talent_id",
      "must be a string, not a boolean" },
    { "null for a string", "search", { talent_id = lark.null }, "talent_id", "must be a string" },
    { "a table for a string", "search", { talent_id = {} }, "talent_id", "must be a string" },
    { "a function", "search", { talent_id = print }, "talent_id", "a function" },
    { "not UTF-8", "search", { talent_id = "\xff" }, "talent_id", "must be UTF-8" },
    { "no name", "search", { "1" }, nil, "parameters have names" },
    { "outside the enum", "search", { talent_id = "1", user_id_type = "opan_id" },
      "user_id_type", "must be one of open_id, union_id, user_id" },
    { "near the enum", "search", { talent_id = "1", user_id_type = "opan_id" },
      "user_id_type", "Did you mean open_id?" },
    { "a page size of 0", "list", { talent_id = "1", page_size = 0 }, "page_size",
      "must be at least 1, not 0" },
    { "a page size of 21", "list", { talent_id = "1", page_size = 21 }, "page_size",
      "must be at most 20, not 21" },
    { "a page size in quotes", "list", { talent_id = "1", page_size = "20" }, "page_size",
      "must be an integer, not a string" },
    { "a fraction for an integer", "list", { talent_id = "1", page_size = 1.5 }, "page_size",
      "must be an integer, not a number" },
    { "infinity for an integer", "list", { talent_id = "1", page_size = math.huge },
      "page_size", "must be an integer" },
    { "a dot segment", "job", { job_post_id = ".." }, "job_post_id", "must not be" },
    { "an empty path segment", "job", { job_post_id = "" }, "job_post_id", "must not be empty" },
  }

  for _, case in ipairs(CASES) do
    it("is refused, and nothing is sent: " .. case[1], function()
      local before = sim:stats().requests
      local endpoints = {
        search = client.hire.referral.search,
        list = client.hire.external_application.list,
        job = client.hire.referral_website.job_post.get,
      }
      local data, err = endpoints[case[2]](case[3])
      assert.is_nil(data)
      assert.equal("param", err.kind)
      assert.equal(case[4], err.parameter)
      assert.matches(case[5], tostring(err), 1, true)
      assert.is_nil(err.http_status)
      assert.equal(before, sim:stats().requests)
    end)
  end

  it("is no float that is a whole number", function()
    local _, err = client.hire.external_application.list {
      talent_id = "6960663240925956660", page_size = 20.0,
    }
    assert.is_nil(err)
    assert.equal("20", sim:last().params.page_size)
  end)

  it("is refused where the parameters are no table", function()
    local data, err = client.hire.referral.search "6930815272790114324"
    assert.is_nil(data)
    assert.equal("param", err.kind)
    assert.matches("one table", err.msg)
    data, err = client.hire.referral.search()
    assert.is_nil(data)
    assert.matches("talent_id is missing", err.msg)
  end)

  -- Lists among them are written as JSON, which takes memory, and so finalizers may run:
  -- when, is the collector's choice, so that it collects all the time here, and these go on
  -- until it was seen.
  local MOST_ROUNDS = 5000
  before_each(function() collectgarbage("incremental", 1, 400) end)
  after_each(function() collectgarbage("incremental", 200, 100) end)

  it("is kept while a finalizer takes it away", function()
    local query
    local taken, round = 0, 0
    local empties = { __gc = function()
      if not query then return end
      for name in pairs(query) do query[name] = nil end
      query = nil
      taken = taken + 1
    end }
    local list = {}
    for i = 1, 500 do list[i] = { x = "y" .. i } end
    while taken < 5 and round < MOST_ROUNDS do
      round = round + 1
      local params = { ["last" .. round] = list }
      for i = 1, 20 do params["q" .. i] = "text " .. round .. (" "):rep(i) end
      for _ = 1, 3 do setmetatable({}, empties) end
      query = params
      client:request { method = "GET", path = "/open-apis/x", query = params }
      query = nil
    end
    assert.equal(5, taken)
  end)

  it("is any beyond a thousand", function()
    local many = {}
    for i = 1, 1001 do many["x" .. i] = "y" end
    local data, err = client:request { method = "GET", path = "/open-apis/x", query = many }
    assert.is_nil(data)
    assert.equal("param", err.kind)
    assert.matches("at most 1000 parameters, not 1001", err.msg, 1, true)
  end)

  it("is none that a finalizer adds while the others are read", function()
    local query, round, grown = nil, 0, 0
    local grows = { __gc = function()
      if not query then return end
      for i = 1, 3000 do query["more" .. i] = 1 end
      query = nil
      grown = grown + 1
    end }
    while grown < 3 and round < MOST_ROUNDS do
      round = round + 1
      local params = {}
      for i = 1, 200 do params["q" .. i] = i end
      for _ = 1, 3 do setmetatable({}, grows) end
      query = params
      local fine, data, err =
        pcall(client.request, client, { path = "/open-apis/x", query = params })
      query = nil
      if fine and err.kind == "param" then
        -- The finalizer ran before they were counted.
        assert.matches("at most 1000 parameters, not 3200", err.msg, 1, true)
      elseif fine then
        -- The parameters that were read went out: the server has no such path.
        assert.same({ nil, 404 }, { data, err.http_status })
      else
        assert.matches("the parameters changed while they were read", data, 1, true)
      end
    end
    assert.equal(3, grown)
  end)

  it("is refused in client:request", function()
    local CASES_OF_REQUEST = {
      [{ path = "no-slash" }] = "path",
      [{ path = "/a?b=c" }] = "path",
      [{ path = "/a/../b" }] = "path",
      [{ path = "/a\r\nX: y" }] = "path",
      [{ path = "/a", method = "BREW" }] = "method",
      [{ path = "/a", methd = "GET" }] = "methd",
      [{ path = "/a", body = 5 }] = "body",
      [{ path = "/a", body = { print } }] = "body",
      [{ path = "/a", query = { x = {} } }] = "x",
    }
    for request, parameter in pairs(CASES_OF_REQUEST) do
      local data, err = client:request(request)
      assert.is_nil(data)
      assert.equal("param", err.kind)
      assert.equal(parameter, err.parameter)
    end
  end)
end)

describe("preview", function()
  it("shows what would be sent, without a client", function()
    assert.same({
      method = "GET",
      path = "/open-apis/hire/v1/referral_websites/job_posts/a%2Fb?user_id_type=union_id",
    }, lark.preview("hire.referral_website.job_post.get", {
      job_post_id = "a/b", user_id_type = "union_id",
    }))
    assert.equal('{"talent_id":"张\\"三"}',
      lark.preview("hire.referral.search", { talent_id = '张"三' }).body)
  end)

  it("refuses what a call refuses", function()
    local shown, err = lark.preview("hire.referral.search", {})
    assert.is_nil(shown)
    assert.equal("param", err.kind)
    shown, err = lark.preview("hire.referral.serch", {})
    assert.is_nil(shown)
    assert.matches("hire.referral.search", err.hint)
  end)

  it("shows a request, as client:request would send it", function()
    assert.same({
      method = "PUT", path = "/open-apis/x/v1/things/1?a=x%20y&b=1&b=2", body = '{"n":1}',
    }, lark.preview {
      method = "PUT", path = "/open-apis/x/v1/things/1", query = { b = { 1, 2 }, a = "x y" },
      body = { n = 1 },
    })
    assert.same({ method = "POST", path = "/a", body = "a text" },
      lark.preview { method = "POST", path = "/a", body = "a text" })
    for request, parameter in pairs {
      [{ path = "no-slash" }] = "path",
      [{ path = "/a", method = "BREW" }] = "method",
      [{ path = "/a", methd = "GET" }] = "methd",
      [{ path = "/a", query = { x = {} } }] = "x",
      [{ path = "/a", query = { x = 0 / 0 } }] = "x",
    } do
      local shown, err = lark.preview(request)
      assert.is_nil(shown)
      assert.same({ "param", parameter }, { err.kind, err.parameter })
    end
    assert.has_error(function() lark.preview({ path = "/a" }, {}) end)
  end)
end)
