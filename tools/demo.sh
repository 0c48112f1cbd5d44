#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs the referral report against a simulator and prints it.
#
#     tools/demo.sh BUILD_DIR
set -eu

build=${1:?usage: tools/demo.sh BUILD_DIR}
[ -x "$build/bin/lark-simulator" ] || { echo "demo: build first: make" >&2; exit 1; }
source=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$build/demo"
port_file=$build/demo/port
rm -f "$port_file"

"$build/bin/lark-simulator" --port-file "$port_file" >/dev/null &
simulator=$!
trap 'kill $simulator 2>/dev/null; wait $simulator 2>/dev/null || true' EXIT
# A shell that a signal ends does not run its EXIT trap.
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM

# The file appears as a whole when the simulator listens.
tries=0
while [ ! -s "$port_file" ]; do
  tries=$((tries + 1))
  [ $tries -le 200 ] || { echo "demo: the simulator did not start" >&2; exit 1; }
  sleep 0.05
done

export LARK_BASE_URL="http://127.0.0.1:$(cat "$port_file")"
export LARK_APP_ID=cli_simulator LARK_APP_SECRET=simulator-secret
report=$source/scripts/referral_report.lua

"$build/bin/lualark" run "$report"
"$build/bin/lualark" run --format html \
  --output "$build/demo/referral_report.html" "$report"
echo
echo "The same report as a page: $build/demo/referral_report.html"
