#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs our tests on the Luas of several Debian releases (spec/luas/CMakeLists.txt).
#
#     tools/test-luas.sh BUILD_DIR
set -eu
build=${1:?usage: tools/test-luas.sh BUILD_DIR}
status=0
tools/lua-releases.sh "$build" || status=$?
if [ "$status" = 3 ] && [ -z "${CI:-}" ]; then
  echo "test-luas: the Debian archive cannot be reached; nothing was tested" >&2
  exit 0
fi
[ "$status" = 0 ] || exit "$status"
cmake -S . -B "$build" -DLUAS=ON >"$build/configure.log" 2>&1 || {
  cat "$build/configure.log"
  exit 1
}
cmake --build "$build" --target luas
ctest --test-dir "$build" -L '^luas$' -j"$(nproc)" --output-on-failure
