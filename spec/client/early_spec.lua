-- SPDX-License-Identifier: MIT

-- Answers over HTTP/2 that come before the request's body was sent.
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

describe("an answer before the request's body was sent", function()
  local IDLE_S = 10

  -- Returns the data or the error, the protocols that the server spoke, and the seconds.
  local function ask(how)
    local server = raw.start("early", how, cert)
    local client <close> = assert(lark.client {
      base_url = "https://127.0.0.1:" .. server.port, ca_file = cert .. "/cert.pem",
      tenant_access_token = "t-1", limits = false, retries = 0, idle_timeout = IDLE_S,
    })
    local began_s = now_s()
    -- More than a server must take before it makes room: 65,535 bytes.
    local data, err = client:request {
      method = "GET", path = "/open-apis/test", body = { text = ("x"):rep(200000) },
    }
    return data or err, server:stop(), now_s() - began_s
  end

  it("is read at once, if it tells its length", function()
    local data, protocols, took_s = ask "told"
    assert.same({ n = 1 }, data)
    assert.same({ "h2" }, protocols)
    assert.is_true(took_s < IDLE_S / 2, "took " .. took_s)
  end)

  it("is read soon, if it does not", function()
    local err, _, took_s = ask "untold"
    assert.same({ "http", 413 }, { err.kind, err.http_status })
    assert.matches("too large", err.msg)
    assert.matches("larger than a gateway allows", err.hint)
    assert.is_true(took_s < IDLE_S / 2, "took " .. took_s)
  end)

  it("is asked for over HTTP/1.1, if the server resets its stream", function()
    local err, protocols = ask "reset"
    assert.same({ "http", 413 }, { err.kind, err.http_status })
    assert.same({ "h2", "http/1.1" }, protocols)
    assert.equal(2, err.attempts)
  end)
end)
