#!/bin/sh
# SPDX-License-Identifier: MIT
#
# clang-format, clang-tidy and luacheck over everything that git knows.
#
#     tools/lint.sh BUILD_DIR
set -eu
build=$1
cd "$(dirname "$0")/.."

echo "clang-format"
git ls-files '*.c' '*.h' '*.cc' | xargs clang-format --dry-run --Werror

echo "luacheck"
luacheck --quiet $(git ls-files '*.lua')

echo "clang-tidy"
git ls-files 'core/*.c' 'bindings/*.c' 'cli/*.c' 'simulator/src/*.c' 'bench/*.c' |
  xargs -P "$(nproc)" -n 8 clang-tidy --quiet -p "$build" 2>"$build/lint.log" ||
  { cat "$build/lint.log" >&2; exit 1; }
