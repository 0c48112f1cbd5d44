-- SPDX-License-Identifier: MIT

-- bindings/words/zh.lua: the sentences of the binding's C, and no others.
local chinese = require "support.chinese"
local files = require "support.files"
local literals = require "support.literals"
local process = require "support.process"

local source = assert(os.getenv "LARK_SOURCE")
local words = dofile(source .. "/bindings/words/zh.lua")

local function unescape(text) return (text:gsub('\\"', '"'):gsub("\\n", "\n")) end

-- Visits each C file of the binding.
local function each_file(visit)
  local listed = process.run { "find", source .. "/bindings/src", "-name", "*.c" }
  for path in listed.out:gmatch "[^\n]+" do visit(files.read(path)) end
end

describe("bindings/words/zh.lua", function()
  it("has each sentence that the code asks for", function()
    local missing, count = {}, 0
    each_file(function(text)
      for asked in text:gsub('"%s*\n%s*"', ""):gmatch 'lualark_words%(%s*"(.-)"%)' do
        count = count + 1
        if not words[unescape(asked)] then missing[#missing + 1] = asked end
      end
    end)
    assert.same({}, missing)
    assert.is_true(count > 10)
  end)

  it("has none that the code does not say", function()
    local said, stale = {}, {}
    each_file(function(text)
      for _, literal in ipairs(literals.of(text)) do said[unescape(literal)] = true end
    end)
    for english in pairs(words) do
      if not said[english] then stale[#stale + 1] = english end
    end
    assert.same({}, stale)
  end)

  it("is typeset as Chinese is, and keeps the formats' arguments", function()
    assert.same({}, chinese.faults(words))
  end)
end)
