-- SPDX-License-Identifier: MIT

-- How other projects take this one in. Everything happens as an ordinary user with
-- umask 077, in a path with a space and Chinese characters, from sources that cannot be
-- written.
local configure = require "support.configure"
local process = require "support.process"

local HOST = [[
#include <lualark.h>
#include <stdio.h>

static void report(void *user, lualark_engine *engine, const lualark_end *end) {
  (void)user, (void)engine;
  printf("%s\n", end->result);
}

int main(void) {
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.exit = report;
  lualark_engine *engine;
  if (lualark_open(&options, &engine) != LARK_OK) return 1;
  lualark_start(engine, &(lualark_program){.text = "return 6 * 7"}, NULL);
  lualark_step(engine, 1000000);
  lualark_close(engine);
  return 0;
}
]]

local CLIENT = [[
#include <lark.h>
#include <stdio.h>
int main(void) { return puts(lark_strerror(LARK_OK)) < 0; }
]]

-- A project in C alone.
local PROJECT = [[
cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES C)
%s
add_executable(host host.c)
target_link_libraries(host PRIVATE %s)
]]

-- As root the user `nobody` does what an ordinary user does.
local AS_USER = [[
  umask 077
  cd "$1" && shift
  [ "$(id -u)" = 0 ] || exec timeout 900 "$@"
  exec timeout 900 setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
]]

describe("a project of others", function()
  local top, folder

  -- process.run gives a program a minute, which a build on a busy machine exceeds.
  local function run(...)
    local line = process.environment { HOME = folder, MAKEFLAGS = false } .. " "
      .. process.command { "sh", "-c", AS_USER, "sh", folder, ... } .. " 2>&1"
    local pipe = assert(io.popen(line))
    local out = pipe:read "a"
    assert.is_true(pipe:close(), out)
    return out
  end

  local function project(name, how, target, text)
    run("mkdir", name)
    configure.write(folder .. "/" .. name .. "/CMakeLists.txt", PROJECT:format(how, target))
    configure.write(folder .. "/" .. name .. "/host.c", text)
    configure.must { "chmod", "-R", "a+rX", folder .. "/" .. name }
  end

  local function build(name, ...)
    run("cmake", "-G", "Ninja", "-S", name, "-B", name .. "/build", "-DCMAKE_C_FLAGS=-O0",
      "-DCMAKE_CXX_FLAGS=-O0", "-DCMAKE_PREFIX_PATH=" .. folder .. "/prefix dir")
    run("cmake", "--build", name .. "/build", ...)
    return run(name .. "/build/host")
  end

  setup(function()
    top = configure.folder ""
    folder = top .. "/源 码"
    configure.must { "mkdir", "-p", folder .. "/lark src" }
    for _, name in ipairs { "CMakeLists.txt", "tools", "core", "bindings" } do
      configure.must { "cp", "-r", configure.source .. "/" .. name, folder .. "/lark src" }
    end
    configure.must { "chmod", "-R", "a-w,a+rX", folder .. "/lark src" }
    configure.must { "chmod", "a+rx", top }
    configure.must { "chmod", "a+rwx", folder }
  end)
  teardown(function()
    configure.must { "chmod", "-R", "u+w", folder .. "/lark src" }
    configure.remove(top)
  end)

  it("takes it in by add_subdirectory, static", function()
    project("added", 'set(BUILD_SHARED_LIBS OFF)\nadd_subdirectory("../lark src" lark)',
      "lark::lualark", HOST)
    assert.equal("42\n", build "added")
    assert.equal("", run("find", "added/build", "-name", "liblua*.so*"))
  end)

  it("links what that installs: find_package, pkg-config --static", function()
    run("cmake", "--install", "added/build", "--prefix", folder .. "/prefix dir")
    project("found", "find_package(lualark REQUIRED)", "lark::lualark", HOST)
    assert.equal("42\n", build "found")
    project("core", "find_package(lark REQUIRED)", "lark::lark", CLIENT)
    assert.equal("done\n", build "core")
    run("sh", "-c", [[
      export PKG_CONFIG_PATH="$PWD/prefix dir/lib/pkgconfig"
      eval "cc found/host.c -o static $(pkg-config --static --cflags --libs lualark)"
    ]])
    assert.equal("42\n", run "./static")
  end)

  it("can be read by others once it is installed", function()
    assert.equal("", run("find", "prefix dir", "!", "-perm", "-a=r", "-o", "-type", "d",
      "!", "-perm", "-a=rx"))
  end)

  it("takes it in by FetchContent, shared by default", function()
    project("fetched", "include(FetchContent)\n"
      .. 'FetchContent_Declare(lark SOURCE_DIR "${CMAKE_CURRENT_SOURCE_DIR}/../lark src")\n'
      .. "FetchContent_MakeAvailable(lark)", "lark::lark", CLIENT)
    assert.equal("done\n", build("fetched", "--target", "host"))
    assert.matches("/liblark%.so", run("find", "fetched/build", "-name", "liblark.so"))
  end)
end)
