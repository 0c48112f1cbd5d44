#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Builds the rock with luarocks, installs it into BUILD_DIR/rock, and requires what it
# has from there.
#
#     tools/test-rock.sh BUILD_DIR
set -eu
build=${1:?usage: tools/test-rock.sh BUILD_DIR}
source=$(cd "$(dirname "$0")/.." && pwd)
rm -rf "$build/rock"
mkdir -p "$build/rock/source"
rock=$(cd "$build/rock" && pwd)
(cd "$source" && git ls-files -z | tar -c --null -T - -f -) | tar -x -C "$rock/source"

cd "$rock/source"
luarocks --lua-version 5.4 --tree "$rock/tree" make
cd "$rock"
eval "$(luarocks --lua-version 5.4 --tree "$rock/tree" path)"
lua5.4 -e '
  local lark = require "lark"
  local found = assert(package.searchpath("lark", package.cpath))
  assert(found:find("/rock/tree/", 1, true), found)
  assert(package.searchpath("lark.report", package.path):find("/rock/tree/", 1, true))
  require "lark.report"
  assert(#lark.endpoints() > 100)
  print("The rock works: lark " .. lark.version)'
luarocks --lua-version 5.4 --tree "$rock/tree" remove lualark
rm -rf "$rock"
