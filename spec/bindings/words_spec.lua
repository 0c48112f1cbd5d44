-- SPDX-License-Identifier: MIT

-- bindings/words/zh.lua: the sentences of the binding's C, and no others.
local c_words = require "support.c_words"
local chinese = require "support.chinese"
local files = require "support.files"
local lua_literals = require "support.lua_literals"
local process = require "support.process"

local source = assert(os.getenv "LARK_SOURCE")
local words = dofile(source .. "/bindings/words/zh.lua")
local ALL = { source .. "/bindings/src" }

-- Sentences that stay English: of a wrong program, of stock Lua, of logs.
local RAISED = {
  ["the journal is closed"] = true, ["%s must be a text"] = true, ["not an age"] = true,
  ["not a path"] = true, ["the inbox is closed"] = true, ["not enough memory"] = true,
  ["cannot resume a coroutine that waits for an answer"] = true,
  ["cannot resume dead coroutine"] = true, ["too many arguments to resume"] = true,
  ["too many coroutines inside each other"] = true,
  ["what is waited for can never come: the tasks wait for each other"] = true,
  -- task:status()
  ["waits for %s"] = true, ["sleeps for another %.1f s"] = true, ["waits for task %llu"] = true,
  ["listens for events"] = true,
  -- what an engine's host reads
  ["reading CSV"] = true, ["the text is longer than 4 GiB"] = true,
}

-- Functions that raise an error of a wrong program.
local RAISERS = { "luaL_error", "luaL_argerror", "luaL_argcheck", "luaL_checkstack" }

-- The text of a file without what it raises, unless that is looked up.
local function without_raised(text)
  for _, raiser in ipairs(RAISERS) do
    text = text:gsub("%f[%w_]" .. raiser .. "%b()", function(call)
      return not call:find("lualark_words", 1, true) and "" or nil
    end)
  end
  return (text:gsub("#error[^\n]*", ""))
end

local function is_unsaid(text, place)
  local is_sql = text:find "^ ?%u%u+ " or place:find "_statements%.c$"
  return RAISED[text] or is_sql
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

  it("has each sentence that is not raised", function()
    local missing = {}
    c_words.each_literal(ALL, function(text, place)
      if c_words.is_sentence(text) and not is_unsaid(text, place) and not words[text] then
        missing[#missing + 1] = place .. ": " .. text
      end
    end, without_raised)
    assert.same({}, missing)
  end)

  -- Calls `visit` with each text of the parts written in Lua.
  local function each_of_lua(visit)
    for path in process.run { "ls", source .. "/bindings/lua" }.out:gmatch "[^\n]+" do
      lua_literals.each(files.read(source .. "/bindings/lua/" .. path), visit)
    end
  end

  it("has each sentence of the parts in Lua that is not raised", function()
    local missing = {}
    each_of_lua(function(text)
      local is_raised = text:find "^lark%.[%l%.]+: " or text:find "^client:%l+: "
      if c_words.is_sentence(text) and not is_raised and not words[text] then
        missing[#missing + 1] = text
      end
    end)
    assert.same({}, missing)
  end)

  it("has none that the code does not say", function()
    local also = {}
    each_of_lua(function(text) also[text] = true end)
    assert.same({}, c_words.stale(words, ALL, also))
  end)

  it("is typeset as Chinese is, and keeps the formats' arguments", function()
    assert.same({}, chinese.faults(words))
  end)
end)
