-- SPDX-License-Identifier: MIT

-- Answers of something before the platform: each says what it is, and what to do.
local lark = require "lark"
local nginx = require "support.nginx"

local TOKEN = "t-0123456789abcdef"

local function page(title)
  return ("<html><head><TITLE id=1>%s</TITLE></head></html>"):format(title)
end

-- An answer, and words of the message and of the hint.
local CASES = {
  portal = { { status = 301, body = "", headers = { Location = "https://sso.example/login" } },
    "HTTP 301", "leads to a sign-in page, https://sso.example/login" },
  moved = { { status = 301, body = "", headers = { Location = "https://open.feishu.cn/x" } },
    "HTTP 301", "set base_url to https://open.feishu.cn/x" },
  captive = { { body = page "Guest portal: log in" }, 'its title is "Guest portal: log in"',
    "wants you to sign in first" },
  other = { { body = page "Welcome  to\n nginx" }, 'its title is "Welcome to nginx"',
    "Check that base_url is the platform's own" },
  s400 = { { status = 400, body = page "400 Bad Request" }, 'its title is "400 Bad Request"',
    "does not understand the request" },
  https = { { status = 400, body = page "400 The plain HTTP request was sent to HTTPS port" },
    "HTTPS port", "use https in base_url" },
  s401 = { { status = 401, body = page "Authorization Required" }, "Authorization Required",
    "credentials of its own" },
  s403 = { { status = 403, body = page "Access &amp; denied" }, 'its title is "Access & denied"',
    "gateway or firewall refuses" },
  s407 = { { status = 407, body = "" }, "refuses the user or the password (HTTP 407)",
    "user and password in https_proxy" },
  s413 = { { status = 413, body = "" }, "HTTP 413", "send less at once" },
  s426 = { { status = 426, body = "" }, "HTTP 426", "use https in base_url" },
  s431 = { { status = 431, body = "" }, "HTTP 431", "headers are larger" },
  control = { { status = 403, body = page "a\27[31mred\7" }, 'its title is "a[31mred"', "" },
  long = { { status = 403, body = page(("张"):rep(200)) }, 'its title is "张', "" },
  secret = { { status = 403, body = page "$http_authorization" }, "****", "" },
  damaged = { { status = 403, body = "<title>a\xFFb</title>" }, "HTTP 403", "" },
  open = { { status = 403, body = "<title>never ends" }, "HTTP 403, and no answer", "" },
}

describe("a page", function()
  local front
  local answers = {}
  for name, case in pairs(CASES) do answers["/" .. name .. "/"] = case[1] end
  setup(function() front = nginx.answering(answers) end)
  teardown(function() front:stop() end)

  local function ask(name)
    local client <close> = assert(lark.client {
      base_url = front.url .. "/" .. name, tenant_access_token = TOKEN, retries = 0,
    })
    return select(2, client:request { path = "/x" })
  end

  for name, case in pairs(CASES) do
    it("says what it is, and what to do: " .. name, function()
      local err = ask(name)
      assert.matches(case[2], err.msg, 1, true)
      assert.matches(case[3], err.hint, 1, true)
      local whole = tostring(err)
      assert.is_nil(whole:find(TOKEN:sub(3, 12), 1, true))
      assert.is_nil(whole:find "%c")
      assert.is_not_nil(utf8.len(whole))
      assert.is_nil(whole:find("  ", 1, true), whole)
      assert.is_true(#err.msg < 300)
    end)
  end

  it("is final where a proxy asks for a password", function()
    local err = ask "s407"
    assert.same({ "config", false, 1 }, { err.kind, err.retryable, err.attempts })
  end)
end)

describe("a hint", function()
  it("reads well, whatever the platform adds to it", function()
    local answers = {
      ["/list/"] = { body = '{"code":99992402,"msg":"no","error":{"field_violations":'
        .. '[{"field":"page_size","description":"the max is 20"}]}}' },
      ["/alone/"] = { body = '{"code":1,"msg":"no","error":{"field_violations":[{"field":"a"}]}}' },
      ["/help/"] = { body = '{"code":1,"msg":"no","error":{"helps":[{"url":"https://x/y"}]}}' },
      ["/both/"] = { body = '{"code":1,"msg":"no","error":{"field_violations":[{"field":"a"}],'
        .. '"helps":[{"url":"https://x/y"}]}}' },
    }
    local front = nginx.answering(answers)
    local hints = {}
    for path in pairs(answers) do
      local client <close> = assert(lark.client {
        base_url = front.url .. path, tenant_access_token = TOKEN, retries = 0,
      })
      local _, err = client:request { path = "/x" }
      hints[path] = err.hint
      assert.is_nil(tostring(err):find("  ", 1, true))
      assert.is_nil(err.hint:find("%) *$") and not err.hint:find("(", 1, true) or nil, err.hint)
      assert.is_nil(err.hint:find "^%s" or err.hint:find "%s$")
    end
    front:stop()
    assert.matches("(page_size: the max is 20)", hints["/list/"], 1, true)
    assert.equal("a", hints["/alone/"])
    assert.equal("https://x/y", hints["/help/"])
    assert.equal("a. See https://x/y", hints["/both/"])
  end)
end)
