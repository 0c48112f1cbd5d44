#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs the long soak tests; see spec/README.md.
#
#     tools/soak.sh BUILD_DIR [OPTION...]
set -eu
LARK_BUILD=$(cd "${1:?usage: tools/soak.sh BUILD_DIR [OPTION...]}" && pwd)
shift
cd "$(dirname "$0")/../spec"
LARK_SOURCE=$(cd .. && pwd)
export LARK_BUILD LARK_SOURCE
export LUA_PATH="./?.lua;;" LUA_CPATH="$LARK_BUILD/lib/lua/5.4/?.so;;"
# The user's server and credentials are not used.
unset LARK_APP_ID LARK_APP_SECRET LARK_BASE_URL

lua5.4 soak/soak.lua "$@"
lua5.4 soak/tokens.lua
lua5.4 soak/wire.lua
