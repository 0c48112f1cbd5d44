-- SPDX-License-Identifier: MIT

-- bindings/linking/: what the libraries show to the programs that link them.
local process = require "support.process"

local build = os.getenv "LARK_BUILD"
local libraries = { build .. "/lib/liblualark.so" }
-- There is no static one for programs that are sanitized.
if not os.getenv "LARK_CFLAGS" then
  libraries[2] = build .. "/spec/linking/liblualark_static.a"
end

-- The functions that lualark.h and the headers beside it declare.
local function declared()
  local names = {}
  local folder = os.getenv "LARK_SOURCE" .. "/bindings/include"
  local listed = process.run { "find", folder, "-name", "*.h" }
  for path in listed.out:gmatch "[^\n]+" do
    local file <close> = assert(io.open(path))
    for name in file:read("a"):gmatch "\nLARK_API[^;]-([%w_]+)%(" do names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

describe("liblualark", function()
  it("shows what its headers declare, and nothing of its Lua", function()
    for _, library in ipairs(libraries) do
      local kind = library:find "%.so$" and "-D" or "-g"
      local listed = process.run { "nm", kind, "--defined-only", library }
      assert.equal(0, listed.status, listed.err)
      local shown = {}
      for name in listed.out:gmatch "%x+ [^A ] ([^\n@]+)" do shown[#shown + 1] = name end
      table.sort(shown)
      assert.same(declared(), shown)
    end
  end)

  it("needs no Lua of the system", function()
    for _, library in ipairs(libraries) do
      local wanted = process.run { "nm", "--undefined-only", library }
      assert.equal(0, wanted.status, wanted.err)
      assert.not_matches("[ \n]lua_%w+\n", wanted.out)
      assert.not_matches("[ \n]luaL_%w+\n", wanted.out)
    end
    assert.not_matches("liblua5", process.run { "readelf", "-d", libraries[1] }.out)
  end)
end)
