-- SPDX-License-Identifier: MIT

-- lark.so as a file that a stock Lua loads.
local lark = require "lark"
local process = require "support.process"

local module = assert(package.searchpath("lark", package.cpath))

describe("lark.so", function()
  it("leaves Lua to the program that loads it", function()
    local needed = process.run { "readelf", "-d", module }
    assert.equal(0, needed.status)
    assert.matches("libcurl", needed.out)
    assert.not_matches("liblua", needed.out)
  end)

  it("is one module, however it is opened", function()
    local open = assert(package.loadlib(module, "luaopen_lark"))
    assert.equal(lark, open())
  end)

  it("patches nothing in a stock Lua", function()
    local loaded = process.lua [[
      local resume, wrap, print_before = coroutine.resume, coroutine.wrap, print
      local names = {}
      for name in pairs(_G) do names[name] = true end
      require "lark"
      assert(resume == coroutine.resume and wrap == coroutine.wrap and print == print_before)
      for name in pairs(_G) do assert(names[name], name) end
    ]]
    assert.equal("", loaded.err)
  end)

  it("stays loaded where its library must: lookups may outlast it", function()
    for _, library in ipairs { os.getenv "LARK_BUILD" .. "/lib/liblark.so", module } do
      local flags = process.run { "readelf", "-d", library }
      assert.matches("NODELETE", flags.out)
    end
  end)

  it("keeps its own liblark to itself: a host may have another", function()
    local shown = process.run { "nm", "-D", "--defined-only", module }.out
    assert.matches("luaopen_lark", shown)
    for symbol in shown:gmatch "%S+ %S+ (%S+)" do assert.matches("^luaopen_", symbol) end
  end)

  it("tells which libraries carry the requests", function()
    assert.matches("^libcurl/%d", lark.transport())
  end)

  it("tells its version", function()
    assert.matches("^%d+%.%d+%.%d+$", lark.version)
  end)
end)
