-- SPDX-License-Identifier: MIT

-- The manual pages: they say what --help says, and man has no complaint.
local installed = require "support.installed"
local process = require "support.process"

local build = os.getenv "LARK_BUILD"

-- Wide, so that no line of the page is broken where a test looks.
local WIDE = { MANWIDTH = "500", MANPAGER = "cat", LC_ALL = "C.UTF-8", MAN_KEEP_FORMATTING = false }

describe("the manual page", function()
  local place
  setup(function() place = installed.new() end)
  teardown(function() place:remove() end)

  local function page(name, env)
    local path = ("%s/share/man/man1/%s.1"):format(place.prefix, name)
    local ended = process.run({ "man", "--warnings", "-E", "UTF-8", "-l", path },
      { env = env or WIDE })
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    return ended.out
  end

  local function help(program, ...)
    local ended = process.run { build .. "/bin/" .. program, ... }
    assert.equal(0, ended.status)
    return ended.out
  end

  local function squeeze(text) return (text:gsub("%s+", " ")) end

  -- Each option of a help with its text must stand in a part of a page.
  local function has_options(shown, text)
    local count = 0
    for option, first in text:gmatch "\n  (%-%-[%a-]+ ?[^%s]*)  +(%S[^\n]*)" do
      count = count + 1
      local at = shown:find(squeeze(option .. " " .. first), 1, true)
      assert.is_truthy(at, option .. " is missing")
    end
    return count
  end

  it("has every command of lualark with every option", function()
    local whole = page "lualark"
    local commands = 0
    for command in help("lualark", "--help"):gmatch "\n  (%l+) " do
      if command ~= "lualark" then
        commands = commands + 1
        local part = whole:match("\n   lualark " .. command .. "(.-)\n ? ? ?%S")
        part = squeeze(assert(part, command .. " has no part"))
        local text = help("lualark", command, "--help")
        if text:find "\n  %-%-" then assert.is_true(has_options(part, text) > 0) end
        local usage = squeeze(text:match "^Usage: lualark %l+ ?([^\n]*)")
        assert.is_truthy(part:find(usage, 1, true), usage)
      end
    end
    assert.is_true(commands >= 6)
  end)

  it("has every option of lark-simulator", function()
    local text = help("lark-simulator", "--help")
    assert.is_true(has_options(squeeze(page "lark-simulator"), text) >= 13)
  end)

  it("is complete on a terminal of 80 columns", function()
    local narrow = { MANWIDTH = "80", MANPAGER = "cat", LC_ALL = "C.UTF-8" }
    for _, name in ipairs { "lualark", "lark-simulator" } do
      assert.matches("EXIT STATUS", page(name, narrow), 1, true)
    end
  end)

  it("names the version, and no day", function()
    local version = help("lualark", "--version"):match "(%S+)\n"
    for _, name in ipairs { "lualark", "lark-simulator" } do
      assert.is_truthy(page(name):find(name .. " " .. version, 1, true))
      assert.is_nil(page(name):find(os.date "%Y" .. "-", 1, true))
    end
  end)
end)
