-- SPDX-License-Identifier: MIT

-- POSTs that must not be sent twice, over connections that the server closes as it likes. The
-- server prints each body that it got whole.
local files = require "support.files"
local lark = require "lark"
local nginx = require "support.nginx"
local raw = require "support.raw"

local function now_s()
  local file <close> = assert(io.open "/proc/uptime")
  return file:read "n"
end

local cert

setup(function()
  cert = files.folder()
  nginx.certificate(cert, "127.0.0.1")
end)
teardown(function() files.remove(cert) end)

describe("a POST over https", function()
  -- Sends POSTs one after another. Returns which were done and which perhaps, the bodies that
  -- the server got, and the seconds.
  local function send(how, count)
    local server = raw.start("asked", how, cert)
    local client <close> = assert(lark.client {
      base_url = "https://127.0.0.1:" .. server.port, ca_file = cert .. "/cert.pem",
      tenant_access_token = "t-1", limits = false, retries = 1,
    })
    local done, unsure, began_s = {}, {}, now_s()
    for i = 1, count do
      local data, err = client:request {
        method = "POST", path = "/open-apis/test", body = { n = i },
      }
      local text = ('{"n":%d}'):format(i)
      if data then
        done[#done + 1] = text
      else
        assert.matches("may have been done", err.hint)
        assert.is_nil(err.http_status)
        unsure[#unsure + 1] = text
      end
    end
    return done, unsure, server:stop(), now_s() - began_s
  end

  local function texts(from, to, step)
    local list = {}
    for i = from, to, step or 1 do list[#list + 1] = ('{"n":%d}'):format(i) end
    return list
  end

  it("sends its body when the server permits it", function()
    local done, unsure, bodies = send("permits", 5)
    assert.same(texts(1, 5), done)
    assert.same({}, unsure)
    assert.same(texts(1, 5), bodies)
  end)

  it("is sent again where the server closed before it permitted the body", function()
    local done, unsure, bodies = send("closes-before", 10)
    assert.same(texts(1, 10), done)
    assert.same({}, unsure)
    assert.same(texts(1, 10), bodies)
  end)

  it("is sent once, and perhaps done, where the server closed after the body", function()
    local done, unsure, bodies = send("closes-after", 6)
    assert.same(texts(1, 5, 2), done)
    assert.same(texts(2, 6, 2), unsure)
    assert.same(texts(1, 6), bodies)
  end)

  it("waits once for a server that does not know the question", function()
    local done, _, bodies, took_s = send("ignores", 6)
    assert.same(texts(1, 6), done)
    assert.same(texts(1, 6), bodies)
    assert.is_true(took_s < 5, "took " .. took_s)
  end)

  it("is sent again without the question to a server that refuses it", function()
    local done, _, bodies = send("refuses", 3)
    assert.same(texts(1, 3), done)
    assert.same(texts(1, 3), bodies)
  end)
end)

describe("POSTs through nginx", function()
  local upstream, front

  -- nginx closes a connection after ten requests, over HTTP/2 with a GOAWAY.
  setup(function()
    upstream = nginx.answering { ["/"] = { body = '{"code":0,"data":{}}' } }
    front = nginx.start(upstream.url, nil, "keepalive_requests 10;")
  end)
  teardown(function()
    front:stop()
    upstream:stop()
  end)

  it("are all done, and none twice", function()
    local client <close> = assert(lark.client {
      base_url = front.url, ca_file = front.ca_file, tenant_access_token = "t-1",
      limits = false,
    })
    lark.run(function()
      for worker = 1, 20 do
        lark.spawn(function()
          for i = 1, 15 do
            assert(client:request {
              method = "POST", path = ("/posts/%d/%d"):format(worker, i), body = { n = i },
            })
          end
        end)
      end
    end)
    local seen, count = {}, 0
    for _, line in ipairs(upstream:lines()) do
      local path = line:match "^POST (/posts/%S+)"
      if path then
        assert.is_nil(seen[path], path)
        seen[path], count = true, count + 1
      end
    end
    assert.equal(300, count)
  end)
end)

describe("calls that may be repeated", function()
  it("share two connections, more than the server's limit of streams at once", function()
    local upstream = nginx.answering { ["/"] = { body = '{"code":0,"data":{}}' } }
    local front = nginx.start(upstream.url, nil, "http2_max_concurrent_streams 100;")
    local client <close> = assert(lark.client {
      base_url = front.url, ca_file = front.ca_file, tenant_access_token = "t-1",
      limits = false,
    })
    for _ = 1, 2 do
      lark.run(function()
        for i = 1, 200 do
          lark.spawn(function()
            assert(client:request { method = "GET", path = "/n/" .. i })
          end)
        end
      end)
    end
    upstream:lines() -- all requests are in the logs
    local connections, count = {}, 0
    for _, served in ipairs(front:served()) do
      if served[1] == "HTTP/2.0" and not connections[served[2]] then
        connections[served[2]], count = true, count + 1
      end
    end
    -- The first is curl's, which waited for nginx to start.
    assert.is_true(count <= 3, count .. " connections")
    front:stop()
    upstream:stop()
  end)
end)
