-- SPDX-License-Identifier: MIT

-- Answers that arrive whole, but with a value that JSON or Lua cannot hold: asked for
-- once; an error that names the value, or, for a lenient client, the rest of the answer.
local lark = require "lark"
local nginx = require "support.nginx"
local simulator = require "support.simulator"

local REPLACED = "\xEF\xBF\xBD"
local NAME = "/open-apis/hire/v1/odd"

-- The body, what the error says, the data that a lenient client reads, and the places.
local CASES = {
  surrogate = {
    [[{"code":0,"data":{"items":[{"id":"1"},{"id":"2","name":"cut \ud83d"}]}}]],
    "data.items[1].name holds an unpaired surrogate",
    { items = { { id = "1" }, { id = "2", name = "cut " .. REPLACED } } },
    "data.items[1].name",
  },
  character = {
    '{"code":0,"data":{"name":"\xE5\xBC\xA0\xE4\xB8"}}',
    "data.name holds text that is not UTF-8", { name = "张" .. REPLACED }, "data.name",
  },
  bytes = {
    '{"code":0,"data":{"a":"\xFF\xC0\xAF","b":"\xED\xA0\x80","c":"\xF4\x90\x80\x80"}}',
    "data.a holds text that is not UTF-8",
    { a = REPLACED:rep(3), b = REPLACED:rep(3), c = REPLACED:rep(4) }, "data.a, data.b, data.c",
  },
  integer = {
    [[{"code":0,"data":{"total":18446744073709551616,"low":-9223372036854775809,"n":7}}]],
    "data.total is an integer out of range",
    { total = "18446744073709551616", low = "-9223372036854775809", n = 7 },
    "data.total, data.low",
  },
  unsigned = {
    [[{"code":0,"data":{"id":9223372036854775808}}]],
    "data.id is an integer out of range", { id = "9223372036854775808" }, "data.id",
  },
  float = {
    [[{"code":0,"data":{"list":[1,1e400,-2.5E+999]}}]],
    "data.list[1] is a number out of range", { list = { 1, "1e400", "-2.5E+999" } },
    "data.list[1], data.list[2]",
  },
  mark = {
    '\xEF\xBB\xBF{"code":0,"data":{"a":1}}', "it begins with a byte order mark", { a = 1 }, "",
  },
  nul = {
    '{"code":0,"data":{"a":"x\1y"}}', "data.a holds a control character", { a = "x\1y" },
    "data.a",
  },
  escape = {
    [[{"code":0,"data":{"a":"\x41"}}]], "data.a holds a wrong escape", { a = REPLACED .. "x41" },
    "data.a",
  },
}

describe("an odd value", function()
  local front, answers = nil, {}

  for name, case in pairs(CASES) do
    answers["/" .. name .. NAME] = { body = case[1] }
  end
  answers["/minus-zero" .. NAME] = { body = '{"code":-0,"data":{"a":-0,"b":["-0",-0],"c":-0.0}}' }
  answers["/code" .. NAME] = { body = '{"code":"0","data":{"a":1}}' }
  answers["/refusal" .. NAME] = { body = '{"code":"1002002","msg":"system error"}' }
  answers["/fraction" .. NAME] = { body = '{"code":0.0,"data":{"a":1}}' }
  answers["/half" .. NAME] = { body = '{"code":0.5,"data":{"a":1}}' }
  answers["/secret" .. NAME] = { body = '{"code":0,"data":{"$http_authorization":"\\ud800"}}' }
  for name, expire in pairs { text = '"7200"', fraction = "7200.0" } do
    answers["/expire-" .. name .. "/open-apis/auth/v3/tenant_access_token/internal"] =
      { body = ('{"code":0,"tenant_access_token":"t-1","expire":%s}'):format(expire) }
    answers["/expire-" .. name .. NAME] = { body = '{"code":0,"data":{"a":1}}' }
  end

  setup(function() front = nginx.answering(answers) end)
  teardown(function() front:stop() end)

  -- Calls once; returns data and error, the log entries and the statistics.
  local function call(name, options)
    local entries = {}
    local all = {
      base_url = front.url .. "/" .. name, tenant_access_token = "t-0123456789abcdef",
      log = function(entry) entries[#entries + 1] = entry end,
    }
    for key, value in pairs(options or {}) do all[key] = value or nil end
    local client <close> = assert(lark.client(all))
    local data, err = client:request { path = NAME }
    return data, err, entries, client:stats()
  end

  for name, case in pairs(CASES) do
    local _, words, data, places = table.unpack(case)
    it("is an error that names it, and is asked for once: " .. name, function()
      local none, err, entries, stats = call(name)
      assert.is_nil(none)
      assert.same({ "decode", false, 1 }, { err.kind, err.retryable, err.attempts })
      assert.equal("the answer cannot be read: " .. words, err.msg)
      assert.matches("lenient = true", err.hint, 1, true)
      assert.same({ 1, 0 }, { #entries, stats.mended })
    end)

    it("is read by a lenient client, which tells where it was: " .. name, function()
      local found, err, entries, stats = call(name, { lenient = true })
      assert.is_nil(err)
      assert.equal(lark.encode(data), lark.encode(found))
      assert.equal(places ~= "" and places or nil, entries[1].mended)
      assert.is_true(stats.mended >= 1)
      assert.same({ "GET " .. NAME .. ": " .. places }, { table.unpack(stats.mended_at) })
    end)
  end

  it("-0 keeps its sign, for every client", function()
    for _, lenient in ipairs { true, false } do
      local data = assert(call("minus-zero", { lenient = lenient }))
      assert.equal(-math.huge, 1 / data.a)
      assert.equal("-0", data.b[1])
      assert.equal(-math.huge, 1 / data.b[2])
      assert.equal(-math.huge, 1 / data.c)
    end
  end)

  it("in `code` is read where its meaning is beyond doubt", function()
    assert.equal(1, assert(call "code").a)
    assert.equal(1, assert(call "fraction").a)
    local _, err = call("refusal", { retries = 0 })
    assert.same({ 1002002, "system error" }, { err.code, err.msg })
    _, err = call("half", { retries = 0 })
    assert.equal("decode", err.kind)
  end)

  it("in `expire` is read where its meaning is beyond doubt", function()
    for _, name in ipairs { "text", "fraction" } do
      local data, err = call("expire-" .. name, {
        tenant_access_token = false, app_id = simulator.app_id, app_secret = simulator.app_secret,
      })
      assert.is_nil(err)
      assert.equal(1, data.a)
    end
  end)

  it("in a member that is named like a secret does not show it", function()
    for _, lenient in ipairs { true, false } do
      local _, err, entries, stats = call("secret", { lenient = lenient })
      local shown = tostring(err) .. lark.encode(entries) .. lark.encode(stats)
      assert.is_nil(shown:find("0123456789", 1, true), shown)
      assert.matches("****", shown, 1, true)
    end
  end)
end)

describe("lark.decode", function()
  it("names what is odd", function()
    for _, case in pairs(CASES) do
      local value, err = lark.decode(case[1])
      assert.is_nil(value)
      assert.same({ "decode", case[2] }, { err.kind, err.msg })
    end
  end)

  it("reads it with lenient = true", function()
    for _, case in pairs(CASES) do
      local value = assert(lark.decode(case[1], { lenient = true }))
      assert.equal(lark.encode(case[3]), lark.encode(value.data))
    end
  end)

  it("refuses what is no JSON, lenient or not", function()
    for _, text in ipairs {
      "", "<html>", '{"a":1', '{"a":"x', "[1] 2", "[1,]", "{1:2}", "[01]", "[1.]", "[-]", "[+1]",
      "[1e]", "nul", "[NaN]", '{"a" 1}', '{"a":1 "b":2}', "]", ("["):rep(5000) .. ("]"):rep(5000),
    } do
      assert.is_nil((lark.decode(text)), text)
      local value, err = lark.decode(text, { lenient = true })
      assert.is_nil(value, text)
      assert.equal("decode", err.kind)
    end
  end)

  it("keeps the sign of -0", function()
    for _, text in ipairs { "-0", "[-0]", '{"a":-0}', "[1,\n-0 ]", '["-0",-0]' } do
      assert.matches("-0.0", lark.encode(lark.decode(text)), 1, true)
    end
    assert.equal('["a -0, b"]', lark.encode(lark.decode '["a -0, b"]'))
    assert.equal('["2020-01-02",-0.5]', lark.encode(lark.decode '["2020-01-02",-0.5]'))
  end)

  it("agrees with the parser about random texts", function()
    -- Each text is one that the parser reads, with a few bytes changed.
    local seed = '{"a":[1,-2.5e3,"x\\u00e9\\ud83d\\ude00",{"b":null,"c":[true,false]}],"d":"张三"}'
    math.randomseed(7)
    for _ = 1, 20000 do
      local bytes = { seed:byte(1, -1) }
      for _ = 1, math.random(3) do bytes[math.random(#bytes)] = math.random(0, 255) end
      local text = string.char(table.unpack(bytes))
      local plain = lark.decode(text)
      local lenient = lark.decode(text, { lenient = true })
      if plain ~= nil then
        assert.equal(lark.encode(plain), lark.encode(lenient))
      elseif lenient ~= nil then
        -- It must be readable once it is written again.
        assert.equal(lark.encode(lenient), lark.encode(lark.decode(lark.encode(lenient))))
      end
    end
  end)
end)
