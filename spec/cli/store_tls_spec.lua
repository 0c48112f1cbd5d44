-- SPDX-License-Identifier: MIT

-- A store behind TLS (rediss://), with a real Redis server and certificates of our own.
local files = require "support.files"
local nginx = require "support.nginx"
local process = require "support.process"
local redis = require "support.redis"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

local available, why = redis.available()
if available and os.getenv "LARK_HAS_REDIS_TLS" ~= "1" then
  describe("a store behind TLS", function()
    it("is refused where hiredis has none, with what to do", function()
      local ended = process.run { lualark, "store", "status", "--store", "rediss://127.0.0.1" }
      assert.equal(3, ended.status)
      assert.matches("this build does not speak TLS to a store", ended.err, 1, true)
      assert.matches("through a tunnel that encrypts", ended.err, 1, true)
    end)
  end)
  return
elseif not available then
  describe("a store behind TLS", function()
    it("needs a Redis server", function() pending(why) end)
  end)
  return
end

describe("a store behind TLS", function()
  local sim, server, folder, port, ca

  setup(function()
    sim = simulator.start()
    folder = files.folder()
    port, ca = nginx.free_port(), folder .. "/cert.pem"
    nginx.certificate(folder, "127.0.0.1")
    server = redis.start("--tls-port", tostring(port), "--tls-cert-file", ca, "--tls-key-file",
      folder .. "/key.pem", "--tls-ca-cert-file", ca, "--tls-auth-clients", "no")
  end)
  teardown(function()
    sim:stop()
    server:stop()
    process.run { "rm", "-r", folder }
  end)

  local function url(host, query)
    return ("rediss://%s:%d/2%s"):format(host, port, query or "")
  end

  local function call(store, env)
    return process.run({ lualark, "call", "hire.referral.search", "talent_id=1", "--verbose",
      "--store", store }, { env = sim:env(env) })
  end

  local function status(store, env)
    return process.run({ lualark, "store", "status", "--store", store }, { env = sim:env(env) })
  end

  -- How many keys the database of these tests has.
  local function keys()
    return tonumber(server:say("-n", "2", "DBSIZE").out:match "%d+")
  end

  it("is used where its certificate is trusted: by ca_file, by SSL_CERT_FILE", function()
    for store, env in pairs {
      [url("127.0.0.1", "?ca_file=" .. ca)] = {}, [url "127.0.0.1"] = { SSL_CERT_FILE = ca },
    } do
      server:say "FLUSHALL"
      local ended = call(store, env)
      assert.equal(0, ended.status)
      assert.is_nil(ended.err:match "is away")
      assert.is_true(keys() > 0)
      ended = status(store, env)
      assert.equal("", ended.err)
      assert.equal(0, ended.status)
    end
  end)

  it("is away where it is not who it should be, and no call fails for it", function()
    server:say "FLUSHALL"
    for _, store in ipairs {
      url "127.0.0.1", -- not trusted
      url("localhost", "?ca_file=" .. ca), -- another name than the certificate's
    } do
      local ended = call(store)
      assert.equal(0, ended.status)
      assert.matches("is away %(.-certificate verify failed", ended.err)
      ended = status(store)
      assert.equal(4, ended.status)
      assert.matches("certificate verify failed", ended.err, 1, true)
    end
    assert.equal(0, keys())
  end)

  it("is away where the server speaks no TLS, or only TLS", function()
    local plain = nginx.free_port()
    local other = redis.start("--port", tostring(plain))
    local ended = call(("rediss://127.0.0.1:%d?ca_file=%s"):format(plain, ca))
    other:stop()
    assert.equal(0, ended.status)
    assert.matches("is away", ended.err, 1, true)
    ended = call(("redis://127.0.0.1:%d"):format(port))
    assert.equal(0, ended.status)
    assert.matches("is away", ended.err, 1, true)
  end)

  it("is refused where its certificates cannot be read", function()
    local ended = call(url("127.0.0.1", "?ca_file=" .. folder .. "/none.pem"))
    assert.equal(3, ended.status)
    assert.matches("the certificates in " .. folder .. "/none.pem cannot be read", ended.err, 1,
      true)
    assert.matches("ca_file names a file of certificates in PEM", ended.err, 1, true)
  end)
end)
