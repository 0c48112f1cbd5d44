-- SPDX-License-Identifier: MIT

-- tools/need.cmake and tools/options.cmake: what is missing or does not fit ends the
-- configure step with one sentence that names it.
local configure = require "support.configure"

-- A folder of pkg-config's files, as on this machine, but one: gone or of a version.
local PACKAGES = [[
  mkdir -p "$1" && cd "$1" && rm -f ./*
  IFS=:
  for folder in $(pkg-config --variable pc_path pkg-config); do
    for file in "$folder"/*.pc; do [ ! -e "$file" ] || ln -sf "$file" .; done
  done
  file=$(readlink "$2.pc") && rm "$2.pc"
  [ -z "$3" ] || sed "s/^Version:.*/Version: $3/" "$file" > "$2.pc"
]]

describe("configuring", function()
  local folder, project
  setup(function()
    folder = configure.folder ""
    project = configure.project(folder)
  end)
  teardown(function() configure.remove(folder) end)

  local function refused(arguments, env) return project:refused(arguments, env) end

  local function without(package, version)
    configure.must { "sh", "-c", PACKAGES, "sh", folder .. "/packages", package, version or "" }
    return refused({}, { PKG_CONFIG_LIBDIR = folder .. "/packages", PKG_CONFIG_PATH = false })
  end

  it("names a package that is missing", function()
    local missing = {
      libcurl = "pkg-config does not find libcurl>=7.88, which the client needs: "
        .. "install libcurl4-openssl-dev.",
      simdjson = "pkg-config does not find simdjson, which the client needs: "
        .. "install libsimdjson-dev.",
      ["lua5.4"] = "pkg-config does not find lua5.4>=5.4.4, which the binding needs: "
        .. "install liblua5.4-dev.",
      libedit = "pkg-config does not find libedit, which the command needs: "
        .. "install libedit-dev.",
      libmicrohttpd = "pkg-config does not find libmicrohttpd, which lark-simulator needs: "
        .. "install libmicrohttpd-dev.",
    }
    for package, expected in pairs(missing) do assert.equal(expected, without(package)) end
  end)

  it("names a package that is too old", function()
    assert.equal("pkg-config does not find sqlite3>=3.35, which the command needs: "
      .. "install libsqlite3-dev.", without("sqlite3", "3.34.1"))
  end)

  it("names a program that is missing", function()
    assert.equal("The program lua5.4 is missing, which this build needs: install lua5.4.",
      refused { "-DCMAKE_IGNORE_PATH=/usr/bin;/bin;/usr/local/bin",
        "-DPKG_CONFIG_EXECUTABLE=/usr/bin/pkg-config" })
  end)

  it("names a Lua that does not fit", function()
    local old = folder .. "/old"
    assert.equal("LUA_INCLUDE_DIR=" .. old .. " has no lua.h.",
      refused { "-DLUA_INCLUDE_DIR=" .. old })
    configure.must { "mkdir", old }
    for version, text in pairs {
      ["5.1"] = '#define LUA_VERSION\t"Lua 5.1"\n#define LUA_VERSION_NUM\t501\n',
      ["5.3"] = '#define LUA_VERSION_MAJOR\t"5"\n#define LUA_VERSION_MINOR\t"3"\n',
      ["5.6"] = "#define LUA_VERSION_MAJOR_N\t5\n#define LUA_VERSION_MINOR_N\t6\n",
    } do
      configure.write(old .. "/lua.h", text)
      assert.equal("LUA_INCLUDE_DIR=" .. old .. " is Lua " .. version
        .. ": lark.so needs Lua 5.4 or 5.5.", refused { "-DLUA_INCLUDE_DIR=" .. old })
    end
  end)

  it("names an option that is wrong", function()
    assert.equal("There is no option LARK_BUILD_CLII; docs/embedding.md lists them.",
      refused { "-DLARK_BUILD_CLII=OFF" })
    assert.equal("LARK_BUILD_CLI=ON needs LARK_BUILD_ENGINE=ON: set both, or neither.",
      refused { "-DLARK_BUILD_ENGINE=OFF", "-DLARK_BUILD_CLI=ON" })
    assert.equal("LARK_BUILD_TESTS=ON needs LARK_BUILD_SIMULATOR=ON: set both, or neither.",
      refused { "-DLARK_BUILD_SIMULATOR=OFF", "-DLARK_BUILD_TESTS=ON" })
    assert.equal("SANITIZE=adress is not a list of address, leak, thread and undefined, "
      .. "with commas between them.", refused { "-DSANITIZE=adress" })
    assert.equal("FUZZ=ON needs clang: set -DCMAKE_C_COMPILER=clang "
      .. "-DCMAKE_CXX_COMPILER=clang++.", refused { "-DFUZZ=ON" })
  end)

  it("refuses the engine on a machine of 32 bits", function()
    assert.equal("The engine needs a machine of 64 bits: for the core and lark.so alone, "
      .. "set -DLARK_BUILD_ENGINE=OFF.", project.narrow)
  end)

  it("honours the flags of the environment, CPPFLAGS too", function()
    configure.must { "rm", "-rf", project.build }
    local ended = project:configure({}, {
      CPPFLAGS = '"-DFROM_CPPFLAGS=1 + 1" -Wdate-time', CFLAGS = "-DFROM_CFLAGS",
      CXXFLAGS = "-DFROM_CXXFLAGS", LDFLAGS = "-Wl,-z,now",
    })
    assert.equal(0, ended.status)
    local count = 0
    for line in project:commands("all"):gmatch "[^\n]+" do
      -- A path with a space is quoted.
      local c, cc = line:find "%.c'?$" ~= nil, line:find "%.cc'?$" ~= nil
      if line:find " %-c " and (c or cc) then
        count = count + 1
        assert.matches('"-DFROM_CPPFLAGS=1 + 1" -Wdate-time', line, 1, true)
        assert.matches(c and "-DFROM_CFLAGS" or "-DFROM_CXXFLAGS", line, 1, true)
      elseif line:find " %-o bin/l" or line:find " %-shared " then
        assert.matches("-Wl,-z,now", line, 1, true)
      end
    end
    assert.is_true(count > 200, count)
  end)

  it("links the system's libraries where no part is to be static", function()
    assert.equal(0, project:start({ "-DLARK_STATIC_PARTS=OFF" }).status)
    local line = project:commands("lualark"):match "[^\n]* %-o bin/lualark [^\n]*"
    for _, name in ipairs { "sqlite3", "edit", "lua5.4" } do
      assert.matches("lib" .. name .. ".so", line, 1, true)
    end
    assert.is_nil(line:find("%.a%f[%s]"))
  end)

  it("builds lualark listen without libmicrohttpd and libwslay, and says so", function()
    configure.must { "sh", "-c", PACKAGES, "sh", folder .. "/packages", "libmicrohttpd", "" }
    local ended = project:start({ "-DLARK_LISTEN=OFF", "-DLARK_BUILD_SIMULATOR=OFF",
      "-DLARK_BUILD_EXAMPLES=OFF", "-DLARK_BUILD_BENCH=OFF" },
      { PKG_CONFIG_LIBDIR = folder .. "/packages", PKG_CONFIG_PATH = false })
    assert.equal(0, ended.status, ended.err)
    assert.matches("No webhook in lualark listen: install libmicrohttpd-dev for it.", ended.out,
      1, true)
    local commands = project:commands "lualark"
    -- The files that say it is not there are built in place of the others.
    assert.matches("/cli/src/listen/absent.c", commands, 1, true)
    assert.is_nil(commands:find("/cli/src/listen/webhook_server.c", 1, true))
    assert.matches("/core/src/listen/absent.c", commands, 1, true)
    assert.is_nil(commands:find("/core/src/listen/websocket.c", 1, true))
  end)

  it("needs no more than what is built needs", function()
    configure.must { "sh", "-c", PACKAGES, "sh", folder .. "/packages", "sqlite3", "" }
    configure.must { "sh", "-c", 'cd "$1" && rm libedit.pc libmicrohttpd.pc jansson.pc', "sh",
      folder .. "/packages" }
    local ended = project:start({ "-DLARK_BUILD_CLI=OFF", "-DLARK_BUILD_SIMULATOR=OFF",
      "-DLARK_BUILD_EXAMPLES=OFF", "-DLARK_BUILD_BENCH=OFF" },
      { PKG_CONFIG_LIBDIR = folder .. "/packages" })
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
  end)
end)
