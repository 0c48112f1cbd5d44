-- SPDX-License-Identifier: MIT

-- lark.events.receive: requests as the platform sends them, and all that others may send.
local chinese = require "support.chinese"
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local webhook = require "support.webhook"

local KEY, TOKEN, NOW = webhook.KEY, webhook.TOKEN, webhook.NOW

-- Receives a body with its signature; `more` replaces options.
local function receive(body, more)
  local request = {
    body = body, headers = webhook.headers(body), encrypt_key = KEY, verification_token = TOKEN,
    now = NOW,
  }
  for name, value in pairs(more or {}) do request[name] = value or nil end
  return lark.events.receive(request)
end

describe("lark.events.receive", function()
  it("reads an encrypted and signed event", function()
    local received, err = receive(webhook.encrypted(webhook.event()))
    assert.is_nil(err)
    assert.equal("event", received.kind)
    assert.equal(200, received.status)
    assert.equal("{}", received.answer)
    assert.same({
      event_id = "5e3702a84e847582be8db7fb73283c02", create_time = 1615813148349,
      event_type = "hire.application.stage_changed_v1", app_id = "cli_9dbb2dd6f5e0d104",
      tenant_key = "2d3aa0bc8d8f575d",
    }, received.header)
    assert.same({ application_id = "6920000000000000001", origin_stage_id = "1",
      target_stage_id = "2", update_time = 1615813148340 }, received.event)
    assert.equal("integer", math.type(received.event.update_time))
  end)

  it("reads the older form, whose time is in seconds", function()
    local received = assert(receive(webhook.encrypted(webhook.old_event())))
    assert.same({ event_id = "41b5f371157e3d5341b38b20396e77e3", event_type = "app_ticket",
      app_id = "cli_9dbb2dd6f5e0d104", create_time = 1502199207717 }, received.header)
    assert.equal("made-up ticket", received.event.app_ticket)
  end)

  it("reads a plain event by its token where there is no key", function()
    local plain = { encrypt_key = false, headers = false }
    for _, body in ipairs { webhook.event(), webhook.old_event() } do
      assert.equal("event", assert(receive(body, plain)).kind)
    end
  end)

  it("answers the check of the address, encrypted or not, without a signature", function()
    local received = assert(receive(webhook.encrypted(webhook.challenge()), { headers = false }))
    assert.equal("challenge", received.kind)
    assert.equal('{"challenge":"ajls384kdjx98XX"}', received.answer)
    assert.equal(200, received.status)
    assert.is_nil(received.event)
    received = assert(receive(webhook.challenge(), { encrypt_key = false, headers = false }))
    assert.equal('{"challenge":"ajls384kdjx98XX"}', received.answer)
  end)

  it("needs no token where there is a key", function()
    assert.equal("event", assert(receive(webhook.encrypted(webhook.event "other"),
      { verification_token = false })).kind)
  end)

  it("signs the bytes as they came: other spacing does not fit", function()
    local body = webhook.encrypted(webhook.event())
    assert.is_truthy(receive(body))
    local _, err = receive((body:gsub(":", ": ")), { headers = webhook.headers(body) })
    assert.matches("X-Lark-Signature does not fit", err.msg, 1, true)
    local spaced = body:gsub(":", ": ")
    assert.is_truthy(receive(spaced))
  end)

  it("takes requests within the window, either way, in seconds or milliseconds", function()
    local body = webhook.encrypted(webhook.event())
    for _, case in ipairs {
      { NOW - 300, true }, { NOW - 302 }, { NOW + 300, true }, { NOW + 302 },
      { NOW * 1000, true }, { (NOW - 302) * 1000 },
    } do
      local received, err = receive(body, { headers = webhook.headers(body, { sent = case[1] }) })
      assert.equal(case[2] or false, received ~= nil, tostring(err))
    end
    assert.is_truthy(receive(body,
      { headers = webhook.headers(body, { sent = NOW - 900 }), window = 900 }))
    assert.is_nil((lark.events.receive { body = body, headers = webhook.headers(body),
      encrypt_key = KEY })) -- the present is long after
  end)

  it("keeps duplicate names' last value, and takes lists of a header's values", function()
    local body = webhook.encrypted(webhook.event())
    local headers = {}
    for name, value in pairs(webhook.headers(body)) do headers[name] = { value, "another" } end
    assert.is_truthy(receive(body, { headers = headers }))
  end)

  it("hands what it received to a handler", function()
    local id
    lark.events.on("*", function(event, header) id = event.application_id .. header.event_id end)
    finally(function() lark.events.on("*", nil) end)
    assert.is_true(lark.events.handle(receive(webhook.encrypted(webhook.event()))))
    assert.equal("69200000000000000015e3702a84e847582be8db7fb73283c02", id)
  end)
end)

-- Requests that are refused: the body and options, then kind and words of the error.
local function refusals()
  local good = webhook.encrypted(webhook.event())
  local bytes = webhook.encrypt(webhook.event())
  local function as_body(raw) return ('{"encrypt":"%s"}'):format(raw) end
  local text = webhook.base64(bytes)
  local block = ("x"):rep(16)
  local plain = { encrypt_key = false, headers = false }
  local function forged(of) -- the right text, under other headers
    local headers = webhook.headers(good)
    for name, value in pairs(of) do headers[name] = value or nil end
    return { headers = headers }
  end
  return {
    { "a wrong signature", good, forged { ["X-Lark-Signature"] = ("0"):rep(64) }, "auth",
      "X-Lark-Signature does not fit" },
    { "a short signature", good, forged { ["X-Lark-Signature"] = "0" }, "auth", "does not fit" },
    { "another nonce", good, forged { ["X-LARK-Request-Nonce"] = "x" }, "auth", "does not fit" },
    { "another time", good, forged { ["x-lark-request-timestamp"] = tostring(NOW + 1) }, "auth",
      "does not fit" },
    { "no signature", good, forged { ["X-Lark-Signature"] = false }, "auth",
      "X-Lark-Signature is missing" },
    { "no headers", good, { headers = false }, "auth", "X-Lark-Request-Timestamp is missing" },
    { "an old request", good, { now = NOW + 301 }, "auth", "signed 301 s ago" },
    { "one from the future", good, { now = NOW - 3600 }, "auth", "signed 3600 s from now" },
    { "a time that is none", good, { headers = webhook.headers(good, { sent = "yesterday" }) },
      "auth", "X-Lark-Request-Timestamp is no time" },
    { "a wrong token", webhook.encrypted(webhook.event "f0rged"), {}, "auth",
      "not verification_token" },
    { "a wrong token without a key", webhook.event "f0rged", plain, "auth",
      "not verification_token" },
    { "no token", '{"header":{"event_id":"1","event_type":"t"},"event":{}}', plain, "auth",
      "not verification_token" },
    { "a token that is no text",
      '{"header":{"event_id":"1","event_type":"t","token":1},"event":{}}',
      plain, "auth", "not verification_token" },
    { "a challenge with a wrong token", webhook.encrypted(webhook.challenge "f0rged"), {}, "auth",
      "not verification_token" },
    { "another key", webhook.encrypted(webhook.event(), { key = "other" }), {}, "auth",
      "cannot be decrypted" },
    { "a plain body although there is a key", webhook.event(), {}, "auth", "is not encrypted" },
    { "a plain challenge although there is a key", webhook.challenge(), {}, "auth",
      "is not encrypted" },
    { "an encrypted body without a key", good, plain, "config", "no encrypt_key is given" },
    { "nothing to check by", webhook.event(), { encrypt_key = false, verification_token = false },
      "config", "neither encrypt_key nor verification_token" },
    { "cut base64", as_body(text:sub(1, -2)), {}, "decode", "cut or damaged" },
    { "base64 without its last block",
      as_body(text:sub(1, 64)), {}, "auth", "cannot be decrypted" },
    { "base64 that is no whole block", as_body(webhook.base64(bytes:sub(1, 40))), {}, "decode",
      "cut or damaged" },
    { "base64 of an IV alone", as_body(webhook.base64(bytes:sub(1, 16))), {}, "decode",
      "cut or damaged" },
    { "base64 with blanks", as_body(" " .. text:sub(2)), {}, "decode", "cut or damaged" },
    { "base64 with = inside", as_body("QUJD=UJD" .. text), {}, "decode", "cut or damaged" },
    { "base64 with bits left over", as_body(webhook.base64(bytes:sub(1, 31)):gsub(".=$", "9=")), {},
      "decode", "cut or damaged" },
    { "no base64", as_body "***", {}, "decode", "cut or damaged" },
    { "an empty text", as_body "", {}, "decode", "cut or damaged" },
    { "a wrong padding",
      webhook.encrypted(("{}" .. (" "):rep(14)) .. block, { padded = false }), {},
      "auth", "cannot be decrypted" },
    { "a padding of 0", webhook.encrypted("{}" .. (" "):rep(13) .. "\0", { padded = false }), {},
      "auth", "cannot be decrypted" },
    { "a padding of 17", webhook.encrypted(("\17"):rep(32), { padded = false }), {}, "auth",
      "cannot be decrypted" },
    { "JSON whose padding is missing", webhook.encrypted("{}" .. (" "):rep(14), { padded = false }),
      {}, "auth", "cannot be decrypted" },
    { "an encrypted text that is no JSON", webhook.encrypted "not JSON", {}, "auth",
      "cannot be decrypted" },
    { "no JSON", "GET / HTTP/1.1", {}, "decode", "no JSON object" },
    { "no body", "", {}, "decode", "no JSON object" },
    { "a list", "[]", plain, "decode", "no JSON object" },
    { "JSON that is cut", good:sub(1, -2), {}, "decode", "no JSON object" },
    { "bytes that are no text", "\255\254\0", {}, "decode", "no JSON object" },
    { "deep JSON", ("["):rep(200000), {}, "decode", "no JSON object" },
    { "10 MB", (" "):rep(10000000), {}, "limit", "10000000 bytes" },
    { "more than is allowed", good, { max_body_bytes = 100 }, "limit", "and 100 are allowed" },
    { "no event", webhook.encrypted(('{"token":"%s"}'):format(TOKEN)), {}, "decode",
      "it is no event" },
    { "an object of somebody's", '{"hello":"world"}', plain, "decode", "it is no event" },
    { "an event without an id",
      webhook.encrypted((webhook.event():gsub('"event_id":"%w+"', '"event_id":""'))), {}, "decode",
      "it is no event" },
    { "an event without a body",
      webhook.encrypted((webhook.event():gsub('"event":{.*}}', '"event":"no"}'))), {}, "decode",
      "it is no event" },
    { "a challenge that is long",
      webhook.encrypted((webhook.challenge():gsub("ajls", ("a"):rep(300)))),
      {}, "decode", "no short text" },
    { "a challenge that is not plain",
      webhook.encrypted((webhook.challenge():gsub("ajls", "é"))), {},
      "decode", "no short text" },
    { "a challenge that is empty",
      webhook.encrypted((webhook.challenge():gsub("ajls384kdjx98XX", ""))),
      {}, "decode", "no short text" },
  }
end

describe("lark.events.receive refuses", function()
  for _, case in ipairs(refusals()) do
    local what, body, more, kind, words = table.unpack(case)
    it(what .. ": one answer, and a line for the log", function()
      local received, err = receive(body, more)
      assert.is_nil(received)
      assert.equal(kind, err.kind)
      assert.matches(words, err.msg, 1, true)
      assert.equal(401, err.status)
      assert.equal("{}", err.answer)
      local line = tostring(err)
      assert.not_matches("\n", line)
      for _, secret in ipairs { KEY, TOKEN, "f0rged", "6920000000000000001", "made-up ticket" } do
        assert.not_matches(secret, line, 1, true)
      end
    end)
  end

  it("in Chinese, too", function()
    finally(function() lark.set_language "en" end)
    lark.set_language "zh"
    for _, case in ipairs(refusals()) do
      local _, err = receive(case[2], case[3])
      assert.matches("[\xE4-\xE9][\x80-\xBF][\x80-\xBF]", err.msg)
      if err.hint then assert.matches("[\xE4-\xE9][\x80-\xBF][\x80-\xBF]", err.hint) end
      assert.is_nil(chinese.fault(err.msg))
    end
  end)

  it("arguments that make no sense", function()
    for name, case in pairs {
      encrypt_key = { encrypt_key = 1 }, verification_token = { verification_token = {} },
      now = { now = "later" }, window = { window = -1 }, headers = { headers = "x" },
      body = { body = {} }, token = { token = TOKEN },
    } do
      local request = { body = "{}", verification_token = TOKEN }
      for key, value in pairs(case) do request[key] = value end
      local received, err = lark.events.receive(request)
      assert.is_nil(received)
      assert.equal("param", err.kind)
      assert.equal(name, err.parameter)
    end
    assert.has_error(function() lark.events.receive() end)
  end)

  it("what takes more memory than a sandboxed script may have", function()
    local text = [[
      local lark = require "lark"
      lark.events.on("*", function(event) lark.sleep(0) print(event.talent_id) end)
      local function receive(body)
        return lark.events.receive { body = body, verification_token = "made-up" }
      end
      assert(lark.events.handle(receive('{"header":{"event_id":"e1","token":"made-up",'
        .. '"event_type":"hire.talent.deleted_v1"},"event":{"talent_id":"693"}}')))
      print(select(2, receive(("x"):rep(524000))).kind)]]
    files.with(text, function(path)
      local function run(memory)
        return process.run { os.getenv "LARK_BUILD" .. "/bin/lualark", "run", "--sandbox",
          "--memory", memory, path }
      end
      assert.equal("693\ndecode\n", run("64M").out)
      local ended = run "8M"
      assert.equal(5, ended.status)
      assert.matches("used up its 8388608 bytes of memory", ended.err, 1, true)
    end)
  end)

  it("keeps no memory of what it refused", function()
    local body = webhook.encrypted(webhook.event())
    local headers = webhook.headers(body, { key = "other" })
    local large = (" "):rep(1000000) .. body
    local function round()
      for _ = 1, 50 do
        assert.is_nil((receive(body, { headers = headers })))
        assert.is_nil((receive(large, { headers = headers })))
      end
      collectgarbage()
      local pages = io.open("/proc/self/statm"):read "a":match "^%d+ (%d+)"
      return tonumber(pages)
    end
    round()
    local before = round()
    assert.is_true(round() - before < 1024, "grows")
  end)
end)
