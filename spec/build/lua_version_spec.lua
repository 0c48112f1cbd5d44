-- SPDX-License-Identifier: MIT

-- bindings/src/lua/version.c compiles with the versions of Lua that it is written for.
local configure = require "support.configure"
local process = require "support.process"

local rooms = configure.source .. "/bindings/src/lua"

-- The machine's lua.h, with another version.
local HEADER = [[
#include_next <lua.h>
#undef LUA_VERSION_NUM
#undef LUA_VERSION_RELEASE_NUM
#define LUA_VERSION_NUM %d
#define LUA_VERSION_RELEASE_NUM %d
]]

describe("building against another Lua", function()
  local folder
  setup(function() folder = configure.folder "" end)
  teardown(function() configure.remove(folder) end)

  local function compile(version, release)
    configure.write(folder .. "/lua.h", HEADER:format(version, version * 100 + release))
    return process.run { "sh", "-c", 'exec cc -fsyntax-only -w -I"$1" -I"$2" '
      .. '$(pkg-config --cflags lua5.4) "$2/version.c"', "sh", folder, rooms }
  end

  it("ends with an error where the version was not tested", function()
    local newer = compile(506, 0)
    assert.equal(1, newer.status)
    assert.matches("this Lua was not tested: Lualark is written for Lua 5.4 and 5.5",
      newer.err, 1, true)
    local older = compile(504, 3)
    assert.equal(1, older.status)
    assert.matches("this Lua is too old: Lualark needs Lua 5.4.4 or later", older.err, 1, true)
  end)

  it("goes on where a release of 5.4 is newer than those tested", function()
    local ended = compile(504, 10)
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
  end)
end)
