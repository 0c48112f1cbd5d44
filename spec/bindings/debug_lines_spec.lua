-- SPDX-License-Identifier: MIT

-- The lines on which breakpoints can stop, as a debugger reads them from a text.
local files = require "support.files"
local process = require "support.process"

local source = os.getenv "LARK_SOURCE"
local active = assert(loadfile(source .. "/bindings/engine/debug/lua/active.lua"))()

-- Other versions write functions in a form that is not read: there lines are guessed.
local exactly = _VERSION == "Lua 5.4" and it or pending

describe("the lines with code of a text", function()
  exactly("are those of all its functions", function()
    local text = table.concat({
      "-- a comment",         -- 1
      "",                     -- 2
      "local function f(n)",  -- 3
      "  local t = {",        -- 4
      "    n,",               -- 5
      "  }",                  -- 6
      "  return function()",  -- 7
      "    -- nothing",       -- 8
      "    return t",         -- 9
      "  end",                -- 10
      "end",                  -- 11
      "return f",             -- 12
    }, "\n")
    -- A function is made on its last line, and a value put into a table on the next one.
    assert.same({ 4, 6, 9, 10, 11, 12 }, active.lines(text))
  end)

  it("are found in texts of any length, and past a first line for the shell", function()
    local long = "#!/usr/bin/env lualark\nlocal n = 1\n" .. ("\n"):rep(1000) .. "n = 2\n"
      .. ("n = n + 1\n"):rep(300) .. "return n"
    local lines = active.lines(long)
    assert.same({ 2, 1003, 1004 }, { lines[1], lines[2], lines[3] })
    assert.equal(1304, lines[#lines])
  end)

  exactly("are at least those that Lua names for the main function, for every script", function()
    local listed = process.run { "find", source .. "/scripts", "-name", "*.lua" }
    for path in listed.out:gmatch "[^\n]+" do
      local text = files.read(path)
      local found = {}
      for _, line in ipairs(active.lines(text)) do found[line] = true end
      local chunk = assert(load((text:gsub("^#[^\n]*", ""))))
      for line in pairs(debug.getinfo(chunk, "L").activelines) do
        assert.is_true(found[line], path .. ":" .. line)
      end
    end
  end)

  it("are guessed where the form is not known, and unknown where the text is no Lua", function()
    local function dump() return "\27Lua\x55" end
    assert.same({ 2, 4 }, active.lines("-- one\nlocal n = 1\n\nreturn n\n", dump))
    assert.is_nil(active.lines "not Lua")
  end)
end)
