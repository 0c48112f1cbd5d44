-- SPDX-License-Identifier: MIT
local lark = require "lark"
local process = require "support.process"

-- Says when the collector finds a dropped object: while a large text becomes tables, or before
-- the next one does.
local COLLECTED = [[
  local lark = require "lark"
  local text = "[" .. ('{"id":"1","tags":[1,2]},'):rep(2000) .. "{}]"
  local found
  local function drop() setmetatable({}, { __gc = function() found = true end }) end
  collectgarbage "incremental"
  lark.decode "[]"
  for _ = 1, 2 do
    collectgarbage()
    found = false
    drop()
    %s
    local list = lark.decode(text)
    local during = found
    for _ = 1, 10 do lark.decode "[]" end
    io.write(#list, " ", tostring(during), " ", tostring(found), "\n")
  end
]]

describe("decode", function()
  it("keeps integers exact and tells floats apart", function()
    local value = lark.decode "[9007199254740993, -9223372036854775808, 100, 100.0, 1e2]"
    assert.equal(9007199254740993, value[1])
    assert.equal(math.mininteger, value[2])
    assert.equal("integer", math.type(value[3]))
    assert.equal("float", math.type(value[4]))
    assert.equal("float", math.type(value[5]))
  end)

  it("has a null that is a value", function()
    local value = lark.decode '{"a":null,"b":[null,1]}'
    assert.equal(lark.null, value.a)
    assert.equal(2, #value.b)
    assert.equal(lark.null, lark.decode "null")
  end)

  it("lets the last of duplicate keys win, and takes NUL for data", function()
    assert.same({ a = 2 }, lark.decode '{"a":1,"a":2}')
    assert.same({ "a\0b" }, lark.decode '["a\\u0000b"]')
  end)

  it("returns an error for text that is not JSON", function()
    local CASES = {
      "", "{", "[1,]", "nul", "[1]x", "<html></html>", '["\xff"]', '["a\nb"]', '["\\ud800"]',
      "[9223372036854775808]", "[1e999]", ("["):rep(200000), ("["):rep(2000) .. ("]"):rep(2000),
      '["a\0b"]', "\0",
    }
    for _, text in ipairs(CASES) do
      local value, err = lark.decode(text)
      assert.is_nil(value)
      assert.equal("decode", err.kind)
    end
  end)

  it("reads documents as deep as it promises", function()
    local value = lark.decode(('{"a":['):rep(500) .. "7" .. ("]}"):rep(500))
    for _ = 1, 500 do value = value.a[1] end
    assert.equal(7, value)
  end)

  it("tells keys apart, however many there are and however alike", function()
    local keys = { "", "\0", "a\0b", "a\0c", ("k"):rep(23), ("k"):rep(24), ("k"):rep(300) }
    for i = 1, 3000 do
      keys[#keys + 1] = ("k%dx%de"):format(i % 7, i) -- ends, middle and length are alike
      keys[#keys + 1] = ("键%d"):format(i)
    end
    local parts = {}
    for i, key in ipairs(keys) do parts[i] = ("{%s:%d}"):format(lark.encode(key), i) end
    local text = "[" .. table.concat(parts, ",") .. "]"
    for _ = 1, 3 do -- what was learned must not lie the next time
      local list = assert(lark.decode(text))
      for i, key in ipairs(keys) do assert.equal(i, list[i][key]) end
    end
  end)

  -- Strings that repeat are remembered, by what their words tell.
  it("tells strings apart that differ in one byte, however often each comes", function()
    math.randomseed(20261121)
    local strings = {}
    for length = 0, 45 do
      local base = ("0123456789"):rep(5):sub(1, length)
      strings[#strings + 1] = base
      for at = 1, length do
        strings[#strings + 1] = base:sub(1, at - 1) .. "\0" .. base:sub(at + 1)
      end
    end
    for _ = 1, 400 do
      local picked, from = {}, math.random(#strings)
      for i = 1, 40 do -- near ones, many of them twice
        local text = strings[(from + math.random(30)) % #strings + 1]
        picked[i] = { [text] = text }
      end
      local read = lark.decode(lark.encode(picked))
      for i, want in ipairs(picked) do
        local text = next(want)
        assert.equal(text, read[i][text])
      end
    end
  end)

  it("reads texts of all sizes one after the other", function()
    for _, size in ipairs { 1, 100, 100000, 3, 200000, 0, 70000, 10 } do
      local text = ("x"):rep(size)
      assert.same({ text, text }, { table.unpack(lark.decode(lark.encode { text, text })) })
      assert.is_nil(lark.decode(lark.encode { text } .. ","))
    end
  end)

  it("reads large texts, and refuses them where they break off", function()
    local item = '{"id":"%d","name":"' .. ("n"):rep(80) .. '","tags":[1,2.5,null]}'
    local items = {}
    for i = 1, 30000 do items[i] = item:format(i) end
    local text = "[" .. table.concat(items, ",") .. "]"
    for _ = 1, 2 do
      local list = lark.decode(text)
      assert.equal(30000, #list)
      for i = 1, 30000, 997 do
        assert.same({ id = tostring(i), name = ("n"):rep(80), tags = { 1, 2.5, lark.null } },
          list[i])
      end
      assert.is_nil((lark.decode(text:sub(1, -2))))
    end
    assert.same({ 1 }, lark.decode "[1]")
  end)

  it("takes little memory where texts are small", function()
    local script = [[
      local lark = require "lark"
      collectgarbage()
      local before_kib = collectgarbage "count"
      for _ = 1, 1000 do lark.decode '{"code":0,"data":{"items":[{"id":"1"}]}}' end
      collectgarbage()
      io.write(collectgarbage "count" - before_kib)
    ]]
    local ended = process.lua(script)
    assert.equal(0, ended.status, ended.err)
    assert.is_true(tonumber(ended.out) < 4, ended.out .. " KiB")
  end)

  if _VERSION == "Lua 5.4" then
    it("lets the collector wait while a large text becomes tables", function()
      assert.equal(("2001 false true\n"):rep(2), process.lua(COLLECTED:format "").out)
    end)

    it("leaves a collector alone that the script stopped", function()
      local stopped = COLLECTED:format [[collectgarbage "stop"]]
      assert.equal(("2001 false false\n"):rep(2), process.lua(stopped).out)
    end)
  end

  it("reads on after an error", function()
    assert.is_nil(lark.decode "[1")
    assert.same({ 1 }, lark.decode "[1]")
    assert.is_nil(lark.decode "[2")
    assert.same({ { b = {} } }, lark.decode '[{"b":{}}]')
  end)
end)

describe("encode", function()
  it("writes integers and floats exactly, keys in order", function()
    assert.equal('{"a":9007199254740993,"b":0.1,"c":1.0,"d":-5}',
      lark.encode { b = 0.1, a = 9007199254740993, d = -5, c = 1.0 })
  end)

  it("keeps arrays arrays, empty ones too", function()
    local value = lark.decode '{"list":[],"object":{},"one":[1]}'
    assert.equal('{"list":[],"object":{},"one":[1]}', lark.encode(value))
    table.remove(value.one)
    assert.equal('{"list":[],"object":{},"one":[]}', lark.encode(value))
    assert.equal("[]", lark.encode(lark.array {}))
    -- As other libraries mark them.
    assert.equal("[]", lark.encode(setmetatable({}, { __jsontype = "array" })))
    assert.equal("{}", lark.encode(setmetatable({}, { __jsontype = "object" })))
    assert.equal("{}", lark.encode {})
    assert.equal('["a","b"]', lark.encode { "a", "b" })
  end)

  it("writes the text that decode read", function()
    local text = '{"a":[1,-2.5,"q\\"\\\\\\n\\u0001/",null,true,{}],"张":"三"}'
    assert.equal(text, lark.encode(lark.decode(text)))
  end)

  it("raises for values that have no JSON form", function()
    local loop = {}
    loop[1] = loop
    local CASES = {
      [print] = "a function", [io.stdout] = "userdata",
      [math.huge] = "no JSON form", ["\xff"] = "UTF%-8", [loop] = "holds itself",
      [{ 1, x = 2 }] = "neither a list nor an object",
      [{ [1] = 1, [3] = 3 }] = "neither a list nor an object",
      [lark.array { x = 1 }] = "holes or keys",
      [lark.array { 1, nil, 3 }] = "holes or keys",
    }
    for value, message in pairs(CASES) do
      assert.error_matches(function() lark.encode(value) end, message)
    end
    assert.error_matches(function() lark.encode(0 / 0) end, "no JSON form")
  end)

  it("says what is wrong with a large table as with a small one", function()
    local mixed = { x = 1 }
    for i = 1, 5000 do mixed[i] = i end
    assert.error_matches(function() lark.encode(mixed) end, "neither a list nor an object")
    assert.error_matches(function() lark.encode { a = mixed } end, "it has a number key")
    assert.error_matches(function() lark.encode { [true] = 1 } end, "it has a boolean key")
  end)

  it("orders the keys of an object, however many", function()
    for _, count in ipairs { 1, 16, 17, 64, 65, 500 } do
      local object, parts = {}, {}
      for i = 1, count do
        object[("key %05d"):format(i)] = i
        parts[i] = ('"key %05d":%d'):format(i, i)
      end
      assert.equal("{" .. table.concat(parts, ",") .. "}", lark.encode(object))
    end
    assert.equal('{"":1,"a":2,"a\\u0000":3,"aaaaaaaa":4,"aaaaaaaab":5,"é":6}', lark.encode {
      a = 2, [""] = 1, ["é"] = 6, aaaaaaaab = 5, ["a\0"] = 3, aaaaaaaa = 4,
    })
  end)

  it("writes long strings whole, in a value and in a key", function()
    for _, part in ipairs { "x", "é", "张", "𝄞", '"', "a\n张" } do
      local long = ("y"):rep(7) .. part:rep(20000)
      local value = { [long] = { long, long } }
      assert.same(value, lark.decode(lark.encode(value)))
    end
    assert.has_error(function() lark.encode(("x"):rep(40000) .. "\xe5\xbc") end)
  end)

  it("writes as deep as it promises, and on after an error", function()
    local function nested(levels)
      local value = {}
      for _ = 2, levels do value = { value } end
      return value
    end
    assert.equal(2000, #lark.encode(nested(1000)))
    assert.error_matches(function() lark.encode(nested(1001)) end, "deeper than 1000")
    assert.equal('{"a":[1]}', lark.encode { a = { 1 } })
  end)

  it("writes numbers in their shortest form", function()
    local CASES = {
      { -3.0, "-3.0" }, { 999999999999999.0, "999999999999999.0" }, { 1e15, "1e+15" },
      { 0.1, "0.1" }, { 1 / 3, "0.3333333333333333" }, { 1e300, "1e+300" },
      { math.maxinteger, "9223372036854775807" }, { math.mininteger, "-9223372036854775808" },
    }
    for _, case in ipairs(CASES) do assert.equal(case[2], lark.encode(case[1])) end
    assert.equal("0.0", lark.encode(0.0))
    assert.equal("-0.0", lark.encode(-0.0))
  end)

  it("marks no table that has a metatable of its own", function()
    assert.has_error(function() lark.array(setmetatable({}, {})) end)
    local list = lark.array { 1 }
    assert.equal(list, lark.array(list))
  end)
end)
