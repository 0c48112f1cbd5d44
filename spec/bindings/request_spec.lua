-- SPDX-License-Identifier: MIT

-- client:request{...}: what goes out, what comes back, and the budgets that it keeps.
local lark = require "lark"
local nginx = require "support.nginx"
local simulator = require "support.simulator"

describe("client:request", function()
  local front, client

  setup(function()
    front = nginx.answering({
      ["/ok"] = { body = '{"code":0,"data":{"a":1}}' },
      ["/csv"] = { body = "id,name\n1,x", type = "text/csv" },
      ["/binary"] = { body = "a\255b\1", type = "application/octet-stream" },
      ["/empty"] = { body = "", type = "text/plain" },
      ["/html"] = { body = "<html><title>Sign in</title></html>", type = "text/html" },
      ["/shy"] = { body = '{"code":0,"data":{"a":2}}', type = "text/plain" },
      ["/vendor"] = { body = '{"code":0,"data":{"a":3}}', type = "application/vnd.x+json" },
      ["/error"] = { status = 500, body = "no", type = "text/plain" },
      ["/open-apis/"] = { body = "id", type = "text/csv" },
      ["/problem"] = { body = '{"code":1002002,"msg":"no"}' },
      ["/nothing"] = { status = 204, body = "" },
    }, "$request_method $request_uri [$http_x_one] [$content_type] [$http_accept] "
      .. "[$http_authorization] $content_length")
    client = assert(lark.client {
      base_url = front.url, tenant_access_token = "t-1", retries = 0,
    })
  end)
  teardown(function()
    client:close()
    front:stop()
  end)

  local function last()
    local lines = front:lines()
    return lines[#lines]
  end

  it("repeats the name of a list, and writes whole floats as integers", function()
    assert(client:request { path = "/ok", query = {
      ids = { "a", "b c" }, at = 1700000000000.0, most = 1e15, half = 0.5, none = lark.array {},
      flags = { true, 2.0 }, deep = -0.0,
    } })
    assert.matches("/ok?at=1700000000000&deep=0&flags=true&flags=2&half=0.5&ids=a&ids=b%20c"
      .. "&most=1000000000000000 ", last(), 1, true)
  end)

  it("refuses other tables in a query", function()
    for _, value in ipairs { { { 1 } }, { a = 1 }, { lark.null }, lark.null, { { a = 1 } } } do
      local data, err = client:request { path = "/ok", query = { x = value } }
      assert.is_nil(data)
      assert.same({ "param", "x" }, { err.kind, err.parameter })
    end
  end)

  it("sends headers, but none of the client's own", function()
    assert(client:request { path = "/ok", headers = { ["X-One"] = "two", Accept = "text/csv" } })
    assert.matches("[two] [-] [text/csv] [Bearer t-1]", last(), 1, true)
    for name, value in pairs {
      Authorization = "Bearer x", authorization = "x", Host = "x", ["Content-Length"] = "1",
      ["Transfer-Encoding"] = "chunked", ["X\r\nY"] = "x", ["X Y"] = "x", [""] = "x",
      ["X-Bad"] = "a\r\nAuthorization: b", ["Content-Type"] = "",
    } do
      local data, err = client:request { path = "/ok", headers = { [name] = value } }
      assert.is_nil(data)
      assert.same({ "param", "headers" }, { err.kind, err.parameter }, name)
    end
    for _, headers in ipairs { "x", { 1 }, { X = 1 }, { X = "a\0b" } } do
      local _, err = client:request { path = "/ok", headers = headers }
      assert.equal("param", err.kind)
    end
  end)

  it("sends a string as it is, and a table as JSON with whole floats as integers", function()
    assert(client:request { method = "POST", path = "/ok", body = "text" })
    assert.matches("POST /ok [-] [text/plain; charset=utf-8]", last(), 1, true)
    assert(client:request {
      method = "POST", path = "/ok", body = "a,b", headers = { ["content-type"] = "text/csv" },
    })
    assert.matches("POST /ok [-] [text/csv]", last(), 1, true)
    assert.matches(" 3$", last())
    assert(client:request {
      method = "POST", path = "/ok", body = { at = 1700000000000.0, list = { 1.0, 0.5 } },
      headers = { ["X-One"] = "1" },
    })
    assert.matches("[1] [application/json; charset=utf-8]", last(), 1, true)
    assert.matches(" " .. #'{"at":1700000000000,"list":[1,0.5]}' .. "$", last())
  end)

  it("returns an answer that is neither JSON nor HTML as a string", function()
    assert.equal("id,name\n1,x", client:request { path = "/csv" })
    assert.equal("a\255b\1", client:request { path = "/binary" })
    assert.equal("", client:request { path = "/empty" })
    assert.equal(2, client:request { path = "/shy" }.a)
    assert.equal(3, client:request { path = "/vendor" }.a)
    for _, path in ipairs { "/html", "/error" } do
      local text, err = client:request { path = path }
      assert.is_nil(text)
      assert.is_string(err.kind)
    end
    local got
    client:start({ path = "/csv" }, nil, function(data) got = data end)
    while client:stats().pending > 0 do client:wait(1000) end
    assert.equal("id,name\n1,x", got)
    -- The catalog's endpoints are JSON, whatever the server calls it.
    local data, err = client.hire.referral.search { talent_id = "1" }
    assert.is_nil(data)
    assert.equal("decode", err.kind)
  end)

  it("takes 204 for an answer without data", function()
    assert.same({}, client:request { method = "DELETE", path = "/nothing" })
  end)

  it("names method and path in an error", function()
    local _, err = client:request { method = "POST", path = "/problem/x", query = { a = 1 } }
    assert.equal("POST /problem/x", err.endpoint)
    assert.matches("^POST /problem/x: no", tostring(err))
  end)
end)

describe("the budget of client:request", function()
  local sim
  before_each(function() sim = simulator.start() end)
  after_each(function() sim:stop() end)

  -- Asks `count` times at once, by several ids where the path has one.
  local function ask(client, count, request)
    local rows = {}
    for i = 1, count do rows[i] = i end
    local started = os.time()
    local _, errors = lark.map(rows, function() return client:request(request) end,
      { concurrency = count })
    return errors, os.time() - started
  end

  it("is the catalog's where method and path are an endpoint's", function()
    local client <close> = sim:client()
    local errors = ask(client, 120, {
      path = "/open-apis/hire/v1/referrals/get_by_application",
      query = { application_id = "6134134355464633" },
    })
    assert.equal(0, errors.n, tostring(errors[1]))
    assert.equal(0, client:stats().limited)
    assert.is_true(client:stats().limit_waits > 0)
  end)

  it("is shared with the endpoint itself", function()
    local client <close> = sim:client()
    local rows = {}
    for i = 1, 120 do rows[i] = i end
    local _, errors = lark.map(rows, function(i)
      if i % 2 == 0 then
        return client.hire.referral.get_by_application { application_id = "6134134355464633" }
      end
      return client:request {
        path = "/open-apis/hire/v1/referrals/get_by_application",
        query = { application_id = "6134134355464633" },
      }
    end, { concurrency = 120 })
    assert.equal(0, errors.n, tostring(errors[1]))
    assert.equal(0, client:stats().limited)
  end)

  it("may be the caller's", function()
    local client <close> = sim:client()
    local errors, seconds = ask(client, 9, { path = "/open-apis/nowhere/1", limits = "4/s" })
    assert.equal(9, errors.n)
    assert.is_true(seconds >= 1)
    assert.is_true(client:stats().limit_waits > 0)
    for _, limits in ipairs { 5, "x", {}, { "1/h" }, true } do
      local data, err = client:request { path = "/open-apis/x", limits = limits }
      assert.is_nil(data)
      assert.same({ "param", "limits" }, { err.kind, err.parameter })
    end
  end)

  it("is kept for a path that is used after a thousand others", function()
    local client <close> = assert(lark.client {
      base_url = sim.url, app_id = sim.app_id, app_secret = sim.app_secret, retries = 0,
      deadline = 5,
    })
    local paths = {}
    for i = 1, 1000 do paths[i] = "/open-apis/nowhere/" .. ("x"):rep(i % 50) .. "/n" .. i // 50 end
    lark.map(paths, function(path) return client:request { path = path } end)
    local rare = { path = "/open-apis/nowhere/rare", limits = "1/min" }
    client:request(rare)
    local _, err = client:request(rare)
    assert.equal("timeout", err.kind)
    assert.matches("waiting for the rate limit", tostring(err))
  end)

  it("is none with limits = false", function()
    local client <close> = sim:client()
    ask(client, 120, {
      path = "/open-apis/hire/v1/referrals/get_by_application", limits = false,
      query = { application_id = "6134134355464633" },
    })
    assert.is_true(client:stats().limited > 0)
  end)
end)
