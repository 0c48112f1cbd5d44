-- SPDX-License-Identifier: MIT
local lark = require "lark"
local process = require "support.process"

describe("lark.key", function()
  it("is a UUID of version 4, the same for the same values in any process", function()
    local key = lark.key("bonus", { id = "7", points = 5 })
    assert.matches("^%x+%-%x+%-4%x%x%x%-[89ab]%x%x%x%-%x+$", key)
    assert.equal(36, #key)
    local other = process.lua [[io.write(require "lark".key("bonus", { points = 5, id = "7" }))]]
    assert.equal(key, other.out)
    -- sha256 of ["a"], cut: keys of a later version must be these.
    assert.equal("0eb5b8d6-f81b-4677-9a8a-08567cc4fa9a", lark.key "a")
  end)

  it("differs where a value ends elsewhere, or is of another type", function()
    local CASES = {
      { "ab", "c" }, { "a", "bc" }, { "abc" }, { "a", "b", "c" }, { 1 }, { "1" }, { true },
      { "true" }, { {} }, { lark.array {} }, { { a = 1 } }, { { a = { b = 1 } } }, { "" },
    }
    local seen = {}
    for i, values in ipairs(CASES) do
      local key = lark.key(table.unpack(values))
      assert.is_nil(seen[key], i)
      seen[key] = i
    end
  end)

  it("refuses values that say nothing", function()
    assert.has_error(function() lark.key() end, "lark.key: what is the key made from?")
    assert.error_matches(function() lark.key("a", nil) end, "argument 2 is nil", 1, true)
    assert.error_matches(function() lark.key(print) end, "argument 1 is a function", 1, true)
  end)

  it("is there for sandboxed scripts", function()
    local path = os.tmpname()
    local file <close> = assert(io.open(path, "w"))
    file:write [[return require "lark".key "a"]]
    file:close()
    local ended = process.run {
      os.getenv "LARK_BUILD" .. "/bin/lualark", "run", "--sandbox", path,
    }
    os.remove(path)
    assert.equal("", ended.err)
    assert.equal(lark.key "a" .. "\n", ended.out)
  end)
end)
