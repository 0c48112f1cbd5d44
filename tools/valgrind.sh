#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs the specs of the bindings, the C tests and a serial soak under valgrind.
# Fails at the first error or definite leak. Leaves out the tests that measure: how
# fast hostile scripts are stopped (make asan runs it), and instruction counts; and
# preempt_test, because valgrind 3.19 ends a program whose stack must grow to deliver a
# signal.
#
#     tools/valgrind.sh BUILD_DIR
set -eu
build=$(cd "${1:?usage: tools/valgrind.sh BUILD_DIR}" && pwd)
source=$(cd "$(dirname "$0")/.." && pwd)
export LARK_BUILD="$build" LARK_SOURCE="$source"
export LUA_PATH="$source/scripts/?.lua;$source/spec/?.lua;;"
export LUA_CPATH="$build/lib/lua/5.4/?.so;;"
export LARK_TEST_PATIENCE=50 # a program takes so many times as long
unset LARK_APP_ID LARK_APP_SECRET LARK_BASE_URL

check() {
  valgrind -q --error-exitcode=9 --leak-check=full \
    --errors-for-leak-kinds=definite "$@"
}

for test in "$build"/spec/*_test; do
  case $(basename "$test") in hostile_hostile_test | engine_preempt_test) continue ;; esac
  echo "valgrind: $(basename "$test")"
  check "$test" || [ $? = 77 ] # 77: skipped
done
for spec in "$source"/spec/bindings/*_spec.lua; do
  case $(basename "$spec") in cost_spec.lua | growth_spec.lua) continue ;; esac
  echo "valgrind: $(basename "$spec")"
  check lua5.4 "$(command -v busted)" --output=TAP "$spec"
done
echo "valgrind: soak"
check lua5.4 "$source/spec/soak/soak.lua" --serial --calls 300
