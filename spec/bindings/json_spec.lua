-- SPDX-License-Identifier: MIT
local lark = require "lark"

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

  it("hands back an error for what is no JSON", function()
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
    assert.is_table(lark.decode(("["):rep(1000) .. ("]"):rep(1000)))
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
    assert.equal("{}", lark.encode {})
    assert.equal('["a","b"]', lark.encode { "a", "b" })
  end)

  it("gives back what decode read", function()
    local text = '{"a":[1,-2.5,"q\\"\\\\\\n\\u0001/",null,true,{}],"张":"三"}'
    assert.equal(text, lark.encode(lark.decode(text)))
  end)

  it("raises for what has no JSON form", function()
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

  it("marks no table that is somebody else's", function()
    assert.has_error(function() lark.array(setmetatable({}, {})) end)
    local list = lark.array { 1 }
    assert.equal(list, lark.array(list))
  end)
end)
