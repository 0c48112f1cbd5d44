-- SPDX-License-Identifier: MIT

-- bindings/words/zh.lua: the sentences of the binding's C, and no others.
local c_words = require "support.c_words"
local chinese = require "support.chinese"
local files = require "support.files"
local process = require "support.process"

local source = assert(os.getenv "LARK_SOURCE")
local words = dofile(source .. "/bindings/words/zh.lua")
local ALL = { source .. "/bindings/src" }
-- Rooms whose every sentence a user may see.
local SPEAKING = {
  source .. "/bindings/src/database", source .. "/bindings/src/journal",
  source .. "/bindings/src/recording",
}

-- Errors that a script raises by a wrong argument.
local RAISED = {
  ["the journal is closed"] = true, ["%s must be a text"] = true, ["not an age"] = true,
  ["not a path"] = true,
}

local function is_unsaid(text)
  return RAISED[text] or text:find "^ ?%u%u+ " -- SQL
end

describe("bindings/words/zh.lua", function()
  it("has each sentence that the code asks for", function()
    local missing, count = {}, 0
    for path in process.run { "find", ALL[1], "-name", "*.c" }.out:gmatch "[^\n]+" do
      local text = files.read(path):gsub('"%s*\n%s*"', "")
      for asked in text:gmatch 'lualark_words%(%s*"(.-)"%)' do
        count = count + 1
        if not words[asked] then missing[#missing + 1] = asked end
      end
    end
    assert.same({}, missing)
    assert.is_true(count > 10)
  end)

  it("has each sentence of the rooms whose texts users see", function()
    local missing = {}
    c_words.each_literal(SPEAKING, function(text, place)
      if c_words.is_sentence(text) and not is_unsaid(text) and not words[text] then
        missing[#missing + 1] = place .. ": " .. text
      end
    end)
    assert.same({}, missing)
  end)

  it("has none that the code does not say", function()
    assert.same({}, c_words.stale(words, ALL))
  end)

  it("is typeset as Chinese is, and keeps the formats' arguments", function()
    assert.same({}, chinese.faults(words))
  end)
end)
