#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Makes ten million calls and starts a million scripts over an hour, against the simulator,
# and checks that nothing grows: see spec/README.md.
#
#     tools/soak-long.sh BUILD_DIR [SECONDS [CALLS [SCRIPTS]]]
set -eu
build=$(cd "${1:?usage: tools/soak-long.sh BUILD_DIR [SECONDS [CALLS [SCRIPTS]]]}" && pwd)
folder=$(mktemp -d)
"$build/bin/lark-simulator" --limits off --port-file "$folder/port" >"$folder/out" &
simulator=$!
trap 'kill "$simulator" 2>/dev/null || :; rm -rf "$folder"' EXIT INT TERM
waited=0
while [ ! -s "$folder/port" ]; do
  waited=$((waited + 1))
  [ "$waited" -le 600 ] || { echo "soak-long: the simulator does not start" >&2; exit 1; }
  sleep 0.1
done
# The allocator's caches of freed blocks fill up slowly, and count as memory in use.
export GLIBC_TUNABLES=glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0
env -u LARK_APP_ID -u LARK_APP_SECRET -u LARK_BASE_URL -u LARK_STORE \
  "$build/bench/bench_soak" "http://127.0.0.1:$(cat "$folder/port")" "${2:-3600}" \
  "${3:-10000000}" "${4:-1000000}"
