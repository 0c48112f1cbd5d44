#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Builds lark.so for the Lua of a skynet that is built already, and runs services on it.
#
#     tools/skynet.sh SKYNET_DIR BUILD_DIR SKYNET_BUILD_DIR
set -eu
usage="usage: tools/skynet.sh SKYNET_DIR BUILD_DIR SKYNET_BUILD_DIR"
skynet=${1:?$usage}
if [ ! -x "$skynet/skynet" ] || [ ! -f "$skynet/3rd/lua/lua.h" ]; then
  echo "test-skynet: SKYNET=$skynet is no skynet that is built: build it as its README says" >&2
  exit 2
fi
SKYNET=$(cd "$skynet" && pwd)
LARK_BUILD=$(cd "${2:?$usage}" && pwd)
own=${3:?$usage}
LARK_SOURCE=$(cd "$(dirname "$0")/.." && pwd)

cmake -S "$LARK_SOURCE" -B "$own" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DLUA_INCLUDE_DIR="$SKYNET/3rd/lua" -DLARK_BUILD_ENGINE=OFF \
  -DLARK_BUILD_SIMULATOR=OFF >/dev/null
cmake --build "$own" --target lark_module
LARK_MODULE=$(cd "$own/lib/lua/5.4" && pwd)

export SKYNET LARK_BUILD LARK_MODULE LARK_SOURCE
export LUA_PATH="$LARK_SOURCE/scripts/?.lua;$LARK_SOURCE/spec/?.lua;;"
export LUA_CPATH="$LARK_BUILD/lib/lua/5.4/?.so;;"
unset LARK_APP_ID LARK_APP_SECRET LARK_BASE_URL
exec lua5.4 "$(command -v busted)" --output=TAP "$LARK_SOURCE/spec/skynet/real.lua"
