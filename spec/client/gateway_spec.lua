-- SPDX-License-Identifier: MIT

-- Answers of gateways, without the platform's envelope, and bytes that are no answer.
local files = require "support.files"
local lark = require "lark"
local nginx = require "support.nginx"
local raw = require "support.raw"

local function client_of(server, options)
  local all = { base_url = server.url, tenant_access_token = "t-1", limits = false }
  for name, value in pairs(options or {}) do all[name] = value end
  return assert(lark.client(all))
end

local function get(client)
  return client:request { method = "GET", path = "/open-apis/test" }
end

local function post(client)
  return client:request { method = "POST", path = "/open-apis/test", body = { n = 1 } }
end

describe("bytes behind an answer", function()
  it("do not fail the next call, whatever its method", function()
    local server = raw.start "stray"
    local client <close> = client_of(server, { retries = 0 })
    for i = 1, 6 do
      assert(i % 2 == 0 and get(client) or post(client))
      os.execute "sleep 0.2" -- the bytes have come
    end
    server:stop()
  end)
end)

-- Releases of libcurl count differently: core/src/wire/head.h.
describe("client:stats().sent_bytes", function()
  local BODIES = { {}, { n = 1 }, { text = ("x"):rep(60000) }, { text = ("x"):rep(200000) } }
  local cert

  setup(function()
    cert = files.folder()
    nginx.certificate(cert, "127.0.0.1")
  end)
  teardown(function() files.remove(cert) end)

  -- The difference that a call made, and the bytes that the server got.
  local function sent(client, call)
    local before = client:stats().sent_bytes
    local data = assert(call(client))
    return client:stats().sent_bytes - before, data.n
  end

  local function request(method, body)
    return function(client)
      return client:request { method = method, path = "/open-apis/test", body = body }
    end
  end

  local function upload(size)
    return function(client)
      return client.hire.attachment.create {
        content = { bytes = ("x"):rep(size), name = "a" } }
    end
  end

  local function same(client, call)
    local told, got = sent(client, call)
    assert.equal(got, told)
  end

  it("is what the server gets, with any body", function()
    local server = raw.start "counted"
    local client <close> = client_of(server)
    same(client, request "GET")
    for _, body in ipairs(BODIES) do same(client, request("POST", body)) end
    for _, size in ipairs { 1, 10, 200000 } do same(client, upload(size)) end
    server:stop()
  end)

  local function over_tls(server)
    return client_of(server, {
      base_url = "https://127.0.0.1:" .. server.port, ca_file = cert .. "/cert.pem" })
  end

  it("is what the server gets, where it permits the body", function()
    local server = raw.start("counted", cert)
    local client <close> = over_tls(server)
    for _ = 1, 2 do
      for _, body in ipairs(BODIES) do same(client, request("POST", body)) end
    end
    for _, size in ipairs { 1, 10, 200000 } do same(client, upload(size)) end
    server:stop()
  end)

  -- The server has no text of the head: a request without a body has one of nearly its length.
  it("is a head and the body over HTTP/2", function()
    local server = raw.start("counted", cert)
    local client <close> = over_tls(server)
    local head = sent(client, request "GET")
    for _, body in ipairs(BODIES) do
      local told, got = sent(client, request("GET", body))
      local lines = ("Content-Type: application/json; charset=utf-8\r\n" ..
        "Content-Length: %d\r\n"):format(got)
      assert.equal(head + #lines + got, told)
    end
    server:stop()
  end)
end)

describe("Retry-After", function()
  -- Milliseconds from the refusal to the next request, as the server saw them.
  local function pause(...)
    local server = raw.start("statuses", ...)
    local client <close> = client_of(server)
    assert(get(client))
    local times = server:stop()
    assert.equal(2, #times)
    return times[2] - times[1]
  end

  it("is a number of seconds", function()
    assert.is_true(pause "429 Retry-After: 2" >= 1990)
  end)

  it("is a date, told by the server's own clock", function()
    assert.is_true(pause "429 Retry-After: DATE+2" >= 1990)
    assert.is_true(pause "503 Retry-After: DATE+2" >= 1990)
  end)

  it("in the past asks for nothing", function()
    assert.is_true(pause "503 Retry-After: DATE+0" < 1500)
  end)
end)

describe("a gateway's answer", function()
  local function refused(status, call)
    local server = raw.start("statuses", status)
    local client <close> = client_of(server, { retries = 0, deadline = 1 })
    local data, err = (call or get)(client)
    return data, err, server:stop()
  end

  it("429 is a rate limit, and the error says how long was asked for", function()
    local server = raw.start("statuses", "429 Retry-After: 700")
    local client <close> = client_of(server)
    local _, err = get(client)
    assert.same({ "rate_limit", 429, true }, { err.kind, err.http_status, err.retryable })
    assert.matches("700 s", err.hint)
    server:stop()
  end)

  it("429 holds all requests of the same method and path", function()
    local AT_ONCE = 8
    local server = raw.start("limited", "1")
    local client <close> = assert(lark.client {
      base_url = server.url, tenant_access_token = "t-1", max_in_flight = AT_ONCE, retries = 0 })
    local rows = {}
    for i = 1, 200 do rows[i] = i end
    local _, errors = lark.map(rows, function() return get(client) end, { concurrency = 200 })
    assert.equal(0, errors.n, tostring(errors[1]))
    local turned_away, done = 0, 0
    for _, status in ipairs(server:stop()) do
      if status == "429" then turned_away = turned_away + 1 else done = done + 1 end
    end
    assert.equal(200, done)
    -- Those on their way when the first refusal came.
    assert.is_true(turned_away <= AT_ONCE, turned_away .. " were refused")
  end)

  it("511 names the network's login", function()
    local _, err = refused "511"
    assert.same({ "http", false }, { err.kind, err.retryable })
    assert.matches("browser", err.hint)
  end)

  it("408 is repeated for what may be repeated, and only for that", function()
    local server = raw.start("statuses", "408")
    local client <close> = client_of(server)
    assert(get(client))
    server:stop()
    local _, err, times = refused("408", post)
    assert.equal("http", err.kind)
    assert.matches("may have been done", err.hint)
    assert.equal(1, #times)
  end)

  it("421 and 425 say that nothing was done: a POST goes out again", function()
    for _, status in ipairs { "421", "425" } do
      local server = raw.start("statuses", status)
      local client <close> = client_of(server)
      assert(post(client))
      assert.equal(2, #server:stop())
    end
  end)
end)
