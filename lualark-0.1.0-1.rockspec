-- SPDX-License-Identifier: MIT
--
-- The module `lark` and the report library: `luarocks make` in this folder. They need
-- CMake 3.25, a C++ compiler, libcurl and simdjson with their headers.
rockspec_format = "3.0"
package = "lualark"
version = "0.1.0-1"
-- Not published: `luarocks make` takes the sources that stand beside this file.
source = { url = "git+file://." }
description = {
  summary = "Scripts Feishu / Lark recruitment (Hire)",
  detailed = [[
    Every endpoint of the platform is a function that takes a table and returns tables.
    Tokens, rate limits, checks of parameters and retries are taken care of. The library
    for reports has CSV, joins, groups, tables and charts.]],
  license = "MIT",
}
supported_platforms = { "linux" }
dependencies = { "lua >= 5.4, < 5.6" }
build = {
  type = "command",
  build_command = [[
    cmake -S . -B build.luarocks -DCMAKE_BUILD_TYPE=RelWithDebInfo -DLARK_BUILD_ENGINE=OFF \
      -DLARK_BUILD_SIMULATOR=OFF -DLUA_INCLUDE_DIR="$(LUA_INCDIR)" &&
    cmake --build build.luarocks --parallel --target lark_module
  ]],
  install_command = [[
    mkdir -p "$(LIBDIR)" "$(LUADIR)" &&
    cp build.luarocks/lib/lua/5.4/lark.so "$(LIBDIR)" && cp -R scripts/lark "$(LUADIR)"
  ]],
}
