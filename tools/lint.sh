#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Checks all files in git: clang-format, luacheck, sh -n, rooms, the binary interface and
# clang-tidy. Uses the tools of Debian 12: other versions format differently.
#
#     tools/lint.sh BUILD_DIR
set -eu
build=${1:?usage: tools/lint.sh BUILD_DIR}
cd "$(dirname "$0")/.."

jobs=$(nproc)

echo "clang-format"
git ls-files '*.c' '*.h' '*.cc' '*.cpp' '*.hpp' |
  xargs -P "$jobs" -n 100 clang-format --dry-run --Werror

echo "luacheck"
git ls-files '*.lua' | xargs -P "$jobs" -n 200 luacheck --quiet --no-color

echo "sh"
git ls-files '*.sh' | xargs -n 1 sh -n

echo "rooms"
lua5.4 tools/rooms.lua .

echo "abi"
tools/abi.sh check "$build" || [ $? = 77 ]

# Files that are not built here may lack their headers: tls.c on Debian 12. The largest come
# first, so that no processor is left with one at the end.
echo "clang-tidy"
sed -n "s|^ *\"file\": \"$PWD/\(.*\)\",*\$|\1|p" "$build/compile_commands.json" |
  sort -u >"$build/built"
git ls-files 'core/*.c' 'bindings/*.c' 'cli/*.c' 'simulator/src/*.c' 'bench/*.c' \
  'examples/*.c' | grep -Fxf "$build/built" | xargs ls -S |
  xargs -P "$jobs" -n 4 clang-tidy --quiet -p "$build" 2>"$build/lint.log" ||
  { grep -v 'warnings\? generated' "$build/lint.log" >&2 || :; exit 1; }
