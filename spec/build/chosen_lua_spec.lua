-- SPDX-License-Identifier: MIT

-- tools/lua.cmake: a Lua that is chosen is used whole, with headers and library from one
-- place, or the configure step says why not. The Lua is a copy of the machine's own.
local configure = require "support.configure"

local PACKAGE = [[
prefix=%s
libdir=${prefix}/lib
Name: Lua
Description: Lua
Version: %s
Libs: -L${libdir} -llua
Cflags: -I${prefix}/include
]]

-- A library that says that it is a Lua, and that no shared library can take in.
local FIXED = [[
const char lua_ident[] = "$LuaVersion: Lua %s  Copyright (C) $";
extern int elsewhere;
int lua_fixed(void) { return elsewhere; }
]]

local function variable(name)
  return (configure.must { "pkg-config", "--variable", name, "lua5.4" }:gsub("\n", ""))
end

describe("a chosen Lua", function()
  local folder, project, headers, library, release

  setup(function()
    folder = configure.folder ""
    project = configure.project(folder)
    headers = configure.must { "pkg-config", "--cflags-only-I", "lua5.4" }:match "%-I(%S+)"
    library = variable "libdir" .. "/liblua5.4"
    local text = configure.must { "cat", headers .. "/lua.h" }
    release = "5.4." .. text:match 'LUA_VERSION_RELEASE%s+"(%d+)"'
  end)
  teardown(function() configure.remove(folder) end)

  -- Configures the libraries and the command alone, which takes a third of the time.
  local function lean(arguments, env)
    for _, part in ipairs { "TESTS", "BENCH", "EXAMPLES", "SIMULATOR" } do
      table.insert(arguments, ("-DLARK_BUILD_%s=OFF"):format(part))
    end
    local ended = project:start(arguments, env)
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
  end

  -- Copies the machine's headers, and its libraries with the endings.
  local function lua(...)
    local prefix = folder .. "/lua"
    configure.must { "rm", "-rf", prefix }
    configure.must { "mkdir", "-p", prefix .. "/lib" }
    configure.must { "cp", "-r", headers, prefix .. "/include" }
    for _, ending in ipairs { ... } do
      configure.must { "cp", library .. ending, prefix .. "/lib/liblua" .. ending }
    end
    return prefix, "-DLUA_INCLUDE_DIR=" .. prefix .. "/include"
  end

  -- All that is compiled or linked uses the Lua below `prefix`, and none the machine's:
  -- liblualark one library of it, and the command another.
  local function is_used_whole(prefix, engines, commands)
    local count = 0
    for line in project:commands "all":gmatch "[^\n]+" do
      assert.is_nil(line:find("liblua5.4", 1, true), line)
      assert.is_nil(line:find("-llua5.4", 1, true), line)
      assert.is_nil(line:find(headers, 1, true), line)
      if line:find " %-c .-/bindings/[^ ]+%.c'?$" and not line:find "linking%.c" then
        count = count + 1
        assert.matches(prefix .. "/include", line, 1, true)
      end
    end
    assert.is_true(count > 50, count)
    local line = project:commands "lualark_library":match "[^\n]* %-o lib/liblualark[^\n]*"
    assert.matches(prefix .. engines, line, 1, true)
    assert.matches(prefix .. commands, project:commands "lualark", 1, true)
  end

  it("is used whole", function()
    local prefix, include = lua(".a", ".so")
    local ended = project:start { include }
    assert.equal("", ended.err)
    is_used_whole(prefix, "/lib/liblua.a", "/lib/liblua.a")
  end)

  it("is used whole as the system's", function()
    local prefix, include = lua(".a", ".so")
    lean { include, "-DLARK_SYSTEM_LUA=ON" }
    is_used_whole(prefix, "/lib/liblua.so", "/lib/liblua.a")
  end)

  it("is used whole where pkg-config names it", function()
    local prefix = lua(".a", ".so")
    configure.must { "mkdir", "-p", folder .. "/packages" }
    configure.write(folder .. "/packages/lua5.4.pc", PACKAGE:format(prefix, release))
    lean({}, { PKG_CONFIG_PATH = folder .. "/packages" })
    is_used_whole(prefix, "/lib/liblua.a", "/lib/liblua.a")
  end)

  it("is used whole with LUA_LIBRARY, an archive alone", function()
    local prefix, include = lua ".a"
    configure.must { "mv", prefix .. "/lib/liblua.a", prefix .. "/another.a" }
    lean { include, "-DLUA_LIBRARY=" .. prefix .. "/another.a" }
    is_used_whole(prefix, "/another.a", "/another.a")
  end)

  it("needs no library for lark.so alone", function()
    local _, include = lua()
    local ended = project:start { include, "-DLARK_BUILD_ENGINE=OFF",
      "-DLARK_BUILD_SIMULATOR=OFF" }
    assert.equal("", ended.err)
  end)

  it("is refused where a library is missing", function()
    local prefix, include = lua()
    local its = "LUA_INCLUDE_DIR=" .. prefix .. "/include is Lua " .. release
    assert.equal(its .. ", whose library is not beside it: set LUA_LIBRARY to its liblua.a, "
      .. "or LARK_BUILD_ENGINE=OFF for lark.so alone.", project:refused { include })
    include = select(2, lua ".so")
    assert.equal(its .. ", whose liblua.a is missing, which liblualark hides in itself: "
      .. "install it, or set LARK_SYSTEM_LUA=ON.", project:refused { include })
    include = select(2, lua ".a")
    assert.equal(its .. ", whose liblua.so is missing, which LARK_SYSTEM_LUA=ON needs: set "
      .. "LUA_LIBRARY to it, or LARK_SYSTEM_LUA=OFF.",
      project:refused { include, "-DLARK_SYSTEM_LUA=ON" })
  end)

  it("is refused where its library is of another release", function()
    local prefix, include = lua(".a", ".so")
    configure.must { "sed", "-i", 's/LUA_VERSION_RELEASE.*"/LUA_VERSION_RELEASE "99"/',
      prefix .. "/include/lua.h" }
    assert.equal("LUA_INCLUDE_DIR=" .. prefix .. "/include is Lua 5.4.99, but " .. prefix
      .. "/lib/liblua.a is Lua " .. release .. ": set LUA_INCLUDE_DIR and LUA_LIBRARY to one "
      .. "Lua.", project:refused { include })
  end)

  it("is refused where its library is none", function()
    local _, include = lua()
    for _, path in ipairs { folder .. "/none.a", folder .. "/CMakeCache.txt" } do
      assert.equal("LUA_LIBRARY=" .. path .. " is not the library of a Lua.",
        project:refused { include, "-DLUA_LIBRARY=" .. path })
    end
  end)

  it("is refused where its library cannot be in a shared one", function()
    local prefix, include = lua()
    local archive = prefix .. "/lib/liblua.a"
    configure.write(folder .. "/fixed.c", FIXED:format(release))
    configure.must { "cc", "-c", "-fno-pic", "-fno-pie", "-o", folder .. "/fixed.o",
      folder .. "/fixed.c" }
    configure.must { "ar", "rcs", archive, folder .. "/fixed.o" }
    assert.equal(archive .. " does not fit into a shared library, which is to hide it: compile "
      .. "that Lua with -fPIC, or set BUILD_SHARED_LIBS=OFF.", project:refused { include })
    lean { include, "-DBUILD_SHARED_LIBS=OFF" }
  end)
end)
