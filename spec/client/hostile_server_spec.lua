-- SPDX-License-Identifier: MIT

-- A hostile server: it echoes secrets, puts control characters into tokens, and asks for
-- absurd waits.
local faults = require "support.faults"
local lark = require "lark"
local nginx = require "support.nginx"
local simulator = require "support.simulator"

local SECRET, TOKEN = simulator.app_secret, "t-0a1b2c3d4e5f60718293"
local AUTH = "/open-apis/auth/v3/tenant_access_token/internal"
local good = lark.encode { code = 0, msg = "ok", expire = 7200, tenant_access_token = TOKEN }

local answers = {}

-- A server below /NAME: its answers to calls and to token calls.
local function server(name, api, auth)
  answers["/" .. name .. "/"] = api
  answers["/" .. name .. AUTH] = auth or { body = good }
end

-- ------------------------------------------------------------------- secrets

-- Where a server can put a secret; %s stands for it.
local PLACES = {
  msg = { body = '{"code":1002002,"msg":"wrong: %s"}' },
  cut_msg = { body = '{"code":1002002,"msg":"' .. ("x"):rep(500) .. '%s"}' },
  message = { body = '{"code":1002002,"msg":"no","error":{"message":"%s"}}' },
  key = { body = '{"code":1002002,"msg":"no","error":{"%s":1}}' },
  nested = { body = '{"code":1002002,"msg":"no","error":{"details":[{"key":"k","value":"%s"}]}}' },
  field = { body = '{"code":99992402,"msg":"no","error":{"field_violations":'
    .. '[{"field":"a","value":"%s","description":"%s is wrong"}]}}' },
  scope = { body = '{"code":99991672,"msg":"no","error":{"permission_violations":'
    .. '[{"subject":"%s"}]}}' },
  help = { body = '{"code":1002002,"msg":"no","error":{"helps":[{"url":"http://x/%s"}]}}' },
  log_id = { body = '{"code":1002002,"msg":"no","error":{"log_id":"%s"}}' },
  header = { body = '{"code":1002002,"msg":"no"}', headers = { ["X-Tt-Logid"] = "%s" } },
  ok_header = { body = '{"code":0}', headers = { ["X-Request-Id"] = "%s" } },
  html = { status = 502, body = "<html>%s</html>", headers = { ["X-Tt-Logid"] = "%s" } },
  redirect = { status = 302, headers = { Location = "http://x/?a=%s" } },
  token = { body = '{"code":99991663,"msg":"%s","error":{"message":"%s"}}' },
}

local function with(answer, text)
  local function put(into) return (into:gsub("%%s", text)) end
  local headers = {}
  for name, value in pairs(answer.headers or {}) do headers[name] = put(value) end
  return { status = answer.status, body = answer.body and put(answer.body), headers = headers }
end

for place, answer in pairs(PLACES) do
  -- A secret of the call itself, and one of token calls only.
  server("token-" .. place, with(answer, "$http_authorization"))
  server("secret-" .. place, with(answer, SECRET))
  server("auth-" .. place, { body = '{"code":0}' }, with(answer, SECRET))
end

-- -------------------------------------------------------------------- tokens

local function token_answer(text)
  return { body = ('{"code":0,"msg":"ok","expire":7200,"tenant_access_token":"%s"}'):format(text) }
end

local BAD_TOKENS = {
  crlf = [[t-1\r\nX-Injected: yes]], lf = [[t-1\nX-Injected: yes]], cr = [[t-1\rX-Injected: yes]],
  nul = [[t-1\u0000\r\nX-Injected: yes]], only_nul = [[\u0000]], escape = [[t-1\u001b[2J]],
  delete = [[t-1\u007f]], empty = "",
}
for name, text in pairs(BAD_TOKENS) do
  server("bad-" .. name, { body = '{"code":0,"data":{}}' }, token_answer(text))
end

-- --------------------------------------------------------------------- waits

local RESET, AFTER = "X-Ogw-Ratelimit-Reset", "Retry-After"
local limited = '{"code":99991400,"msg":"too many"}'
local LONG = { "601", "86401", "4294967296", "4294967297", "18446744073709551617",
  "999999999999999999999999999999", "1000000.5" }
local NONE = { "-1", "-99999999999", "soon", "0", "Wed, 21 Oct 1998 07:28:00 GMT", "0x7fffffff" }
server("date-after", { status = 503, body = "<html>",
  headers = { [AFTER] = "Wed, 21 Oct 2099 07:28:00 GMT" } })
for kind, values in pairs { long = LONG, none = NONE } do
  for i, value in ipairs(values) do
    server(kind .. "-reset-" .. i, { status = 429, body = limited, headers = { [RESET] = value } })
    server(kind .. "-after-" .. i, { status = 503, body = "<html>", headers = { [AFTER] = value } })
    server(kind .. "-auth-" .. i, { body = '{"code":0}' },
      { status = 429, body = limited, headers = { [RESET] = value } })
  end
end

-- ---------------------------------------------------------------------- specs

describe("a hostile server", function()
  local front
  setup(function() front = nginx.answering(answers) end)
  teardown(function() front:stop() end)

  local function open(name, options)
    options = options or {}
    options.base_url = front.url .. "/" .. name
    return faults.watched(simulator, options)
  end

  -- All text that a program sees of a call and its attempts, token calls included.
  local function shown(name)
    local text = {}
    local client <close> = simulator:client {
      base_url = front.url .. "/" .. name, retries = 0,
      log = function(entry) text[#text + 1] = lark.encode(entry) end,
    }
    local _, err = faults.write(client)
    text[#text + 1] = tostring(err)
    for key, value in pairs(err or {}) do text[#text + 1] = lark.encode { key, value } end
    return table.concat(text, "\n")
  end

  for place in pairs(PLACES) do
    it("puts no secret into errors and logs: " .. place, function()
      for _, what in ipairs { "token-", "secret-", "auth-" } do
        local text = shown(what .. place)
        for _, secret in ipairs { SECRET, TOKEN } do
          -- Neither is the larger part of one.
          assert.is_nil(text:find(secret:sub(1, 10), 1, true), what .. text)
        end
        -- The secret was in the answer. (For a token that comes again the error is ours.)
        if what ~= "auth-" and place ~= "token" then assert.matches("****", text, 1, true) end
      end
    end)
  end

  for name in pairs(BAD_TOKENS) do
    it("injects no header with a token: " .. name, function()
      local client <close> = open("bad-" .. name)
      local data, err = faults.read(client)
      assert.is_nil(data)
      assert.same({ "decode", 0, false }, { err.kind, err.attempts, err.retryable })
      assert.matches("no token", err.msg)
      assert.matches("base_url", err.hint)
      local sent = {}
      for _, line in ipairs(front:lines()) do
        if line:find("/bad-" .. name .. "/", 1, true) then sent[#sent + 1] = line end
      end
      assert.same({ ("POST /bad-%s%s [-] [-]"):format(name, AUTH) }, sent)
    end)
  end

  local function refused(name, options)
    local client <close>, log = open(name, options)
    local data, err = faults.read(client)
    assert.is_nil(data)
    return err, log
  end

  for i, value in ipairs(LONG) do
    it("is not waited for as long as it asks: " .. value .. " s", function()
      local err = refused("long-reset-" .. i, { retries = 3 })
      assert.same({ "rate_limit", 99991400, 1, true },
        { err.kind, err.code, err.attempts, err.retryable })
      err = refused("long-after-" .. i, { retries = 3 })
      assert.same({ "http", 503, 1, true },
        { err.kind, err.http_status, err.attempts, err.retryable })
      err = refused("long-auth-" .. i, { retries = 3 })
      assert.same({ "rate_limit", 99991400, 0, true },
        { err.kind, err.code, err.attempts, err.retryable })
    end)
  end

  it("is not waited for until a date far away", function()
    local err = refused("date-after", { retries = 3 })
    assert.same({ "http", 503, 1, true },
      { err.kind, err.http_status, err.attempts, err.retryable })
  end)

  -- All at once, since they take time.
  local function each(values, check)
    local _, errors = lark.map(values, function(_, i)
      check(i)
      return true
    end)
    for i in ipairs(values) do
      if errors[i] then error(errors[i], 0) end
    end
  end

  it("that asks for a longer wait is waited for until the deadline", function()
    each(LONG, function(i)
      for _, kind in ipairs { "long-reset-", "long-after-" } do
        local err, log = refused(kind .. i, { retries = 3, deadline = 0.1 })
        assert.same({ "timeout", 1, true }, { err.kind, err.attempts, err.retryable })
        assert.matches("deadline", err.msg)
        assert.equal(1, #log)
      end
    end)
  end)

  it("that names no time gets some", function()
    each(NONE, function(i)
      local err, log = refused("none-reset-" .. i, { retries = 0, deadline = 0.25 })
      assert.equal("timeout", err.kind)
      assert.same({ "1 hold", "2 hold" }, { log[1], log[2] })
      err, log = refused("none-after-" .. i)
      assert.same({ "http", 503, 2 }, { err.kind, err.http_status, err.attempts })
      assert.same({ "1 repeat", "2 failed" }, log)
    end)
  end)

  it("that answers token calls forever does not stop a deadline", function()
    local err = refused("none-auth-1", { deadline = 0.05 })
    assert.same({ "timeout", 0 }, { err.kind, err.attempts })
    assert.matches("a token", err.msg)
  end)
end)
