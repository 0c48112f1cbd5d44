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

  it("names what exists, in hints and meanings", function()
    local exists = {}
    for _, name in ipairs(lark.endpoints()) do
      exists[name] = true
      local function note(fields)
        for _, field in ipairs(fields or {}) do
          exists[field.name] = true
          local inner = field
          while inner.item or inner.values do inner = inner.item or inner.values end
          note(inner.fields)
        end
      end
      note(lark.schema(name).params)
      note(lark.schema(name).returns)
    end
    local wrong = {}
    for code = 1000001, 1002999 do
      local known = lark.explain(code)
      for _, text in pairs(known and known.hint_in or {}) do
        for name in text:gmatch "hire%.[%w_.]*[%w_]" do
          if not exists[name] then wrong[#wrong + 1] = code .. ": " .. name end
        end
        for name in text:gmatch "%f[%w_][%l_]+_[%l_]+%f[^%w_]" do
          local known_word = exists[name] or text:find("." .. name, 1, true) or name == "_id_type"
          if not known_word then wrong[#wrong + 1] = code .. ": " .. name end
        end
      end
    end
    assert.same({}, wrong)
  end)

  it("has no half-width punctuation in Chinese", function()
    local HAN = "[\228-\233][\128-\191][\128-\191]"
    local wrong = {}
    local function check(code)
      local known = lark.explain(code)
      for _, text in ipairs(known and { "meaning_in", "hint_in" } or {}) do
        local zh = known[text] and known[text].zh or ""
        if zh:find(HAN .. "[,;:!?]") or zh:find("[,;!?]" .. HAN) then
          wrong[#wrong + 1] = code .. ": " .. zh
        end
      end
    end
    for code = 1000001, 1002999 do check(code) end
    for code = 99991000, 99999999 do check(code) end
    for code = 10000, 29999 do check(code) end
    assert.same({}, wrong)
  end)

  it("says that a code is unknown, or is none", function()
    assert.equal(1, process.run({ lualark, "explain", "7" }).status)
    assert.equal(2, process.run({ lualark, "explain", "x" }).status)
    assert.equal(2, process.run({ lualark, "explain" }).status)
  end)
end)
