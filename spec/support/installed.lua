-- SPDX-License-Identifier: MIT

--- The view of a program outside of this tree: an installed prefix, a compiler and
--- pkg-config.
local process = require "support.process"

local M = {}
M.__index = M

local build = assert(os.getenv "LARK_BUILD", "LARK_BUILD names the build folder")

-- LARK_CFLAGS has the flags that a program needs to link a sanitized library.
local COMPILE = [[
  source=$1 program=$2 prefix=$3 packages=$4
  PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name lark.pc)") || exit
  export PKG_CONFIG_PATH
  shift 4
  compiler=cc
  case $source in *.cpp) compiler="c++ -std=c++17" ;; esac
  exec $compiler -Wall -Wextra -Werror $LARK_CFLAGS "$@" "$source" -o "$program" \
    $(pkg-config --cflags --libs $packages) \
    -Wl,-rpath,"$(pkg-config --variable=libdir lark)"
]]

--- Installs into a folder of its own.
function M.new()
  local prefix = os.tmpname()
  os.remove(prefix)
  local ended = process.run { "cmake", "--install", build, "--prefix", prefix }
  assert(ended.status == 0, ended.err)
  return setmetatable({ prefix = prefix }, M)
end

--- Compiles a C file and returns the program's path.
--- @param source string
--- @param packages string  for pkg-config, such as "lualark libuv"
--- @param ... string       further options of the compiler
function M:compile(source, packages, ...)
  local program = self.prefix .. "/" .. source:match "([^/]+)%.c%w*$"
  local ended = process.run {
    "sh", "-c", COMPILE, "sh", source, program, self.prefix, packages, ...,
  }
  assert(ended.status == 0 and ended.err == "", ended.err)
  return program
end

--- Compiles the text of a C program, or one in C++, and returns its path.
function M:compile_text(text, packages, ...)
  local path = self.prefix .. "/program" .. (text:find "#include <%w+%.hpp>" and ".cpp" or ".c")
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
  return self:compile(path, packages, ...)
end

function M:remove() process.run { "rm", "-rf", self.prefix } end

return M
