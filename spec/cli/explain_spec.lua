-- SPDX-License-Identifier: MIT

-- lualark explain, as a user types it.
local lark = require "lark"
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

describe("lualark explain", function()
  it("says what a code means and what to do, offline", function()
    local ended = process.run { lualark, "explain", "1002102", "99991400" }
    assert.equal(0, ended.status)
    assert.matches("1002102  the talent does not exist", ended.out, 1, true)
    assert.matches("documented for hire.application.create", ended.out, 1, true)
    assert.matches("hire.external_application.list", ended.out, 1, true)
    assert.matches("holds the endpoint", ended.out, 1, true)
  end)

  it("knows the codes within a range", function()
    assert.equal("api", lark.explain(99992360).kind)
    assert.is_nil(lark.explain(99992350))
    assert.is_nil(lark.explain(0))
  end)

  it("knows every code that an endpoint documents", function()
    for _, name in ipairs(lark.endpoints()) do
      for _, code in ipairs(lark.schema(name).errors) do
        assert.is_table(lark.explain(code), name .. ": " .. code)
      end
    end
  end)

  it("names the first of many endpoints", function()
    local ended = process.run { lualark, "explain", "1002001" }
    assert.matches("documented for hire.advertisement.publish, [^\n]+ and %d+ more\n", ended.out)
  end)

  it("says what every code means and what to do, in both languages", function()
    for code = 1000001, 1002999 do
      local known = lark.explain(code)
      for _, text in ipairs(known and { "meaning", "hint" } or {}) do
        local both = assert(known[text .. "_in"], code)
        assert.matches("%a%a", both.en)
        assert.matches("[\228-\233][\128-\191]", both.zh)
      end
    end
  end)

  it("says that a code is unknown, or is none", function()
    assert.equal(1, process.run({ lualark, "explain", "7" }).status)
    assert.equal(2, process.run({ lualark, "explain", "x" }).status)
    assert.equal(2, process.run({ lualark, "explain" }).status)
  end)
end)
