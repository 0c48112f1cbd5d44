-- SPDX-License-Identifier: MIT

-- scripts/lark/words/zh.lua: each sentence that the report library says, and no other.
local chinese = require "support.chinese"
local literals = require "support.lua_literals"
local process = require "support.process"
local words = require "lark.words"

local folder = os.getenv "LARK_SOURCE" .. "/scripts/lark"
local zh = require "lark.words.zh"

-- Files with tables of sentences that other files say.
local TABLES = { ["csv/damage.lua"] = true, ["csv/date.lua"] = true, ["csv/number.lua"] = true }

-- Visits each literal of the library.
local function each_literal(visit)
  local listed = process.run { "find", folder, "-name", "*.lua", "-not", "-path", "*/words/*" }
  for path in listed.out:gmatch "[^\n]+" do
    local file, name = assert(io.open(path)), path:sub(#folder + 2)
    literals.each(file:read "a", function(text, before) visit(text, before, name) end)
    file:close()
  end
end

local function is_said(text, before, name)
  return before:find "%f[%w_]say ?%(?$" or before:find "%f[%w_]wrong%($"
    or TABLES[name] and text:find "%a%a+ %a+ %a%a" ~= nil
end

describe("lark/words/zh.lua", function()
  it("has each sentence of the library", function()
    local missing, count = {}, 0
    each_literal(function(text, before, name)
      if is_said(text, before, name) then
        count = count + 1
        if not zh[text] then missing[#missing + 1] = name .. ": " .. text end
      end
    end)
    assert.same({}, missing)
    assert.is_true(count > 100)
  end)

  it("has none that the library does not say", function()
    local there, stale = {}, {}
    each_literal(function(text) there[text] = true end)
    for english in pairs(zh) do
      if not there[english] then stale[#stale + 1] = english end
    end
    assert.same({}, stale)
  end)

  it("is typeset as Chinese is, and keeps the formats' arguments", function()
    assert.same({}, chinese.faults(zh))
  end)

  it("leaves no error in English", function()
    -- An error's text that is no argument of `say`.
    local found = {}
    each_literal(function(text, before, name)
      if before:find "error%(%(?$" and text:find "%a%a+ %a%a+" then
        found[#found + 1] = name .. ": " .. text
      end
    end)
    assert.same({}, found)
  end)
end)

describe("words.format", function()
  it("takes arguments in another order, and leaves one out", function()
    assert.equal("b of a", words.format("%2$s of %1$s", "a", "b"))
    assert.equal("007", words.format("%2$03d", "a", 7))
    assert.equal("1 2", words.format("%d %d", 1, 2))
  end)
end)
