#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs engines on several threads, and the engine's C tests, under
# ThreadSanitizer. Fails at the first report.
#
#     tools/tsan.sh BUILD_DIR TSAN_BUILD_DIR
#
# Neither the simulator (from BUILD_DIR) nor libcurl nor simdjson is instrumented.
# They need no suppression: no two threads share a client, and the sanitizer sees
# where the threads of libcurl's name lookups start and end.
set -eu
build=${1:?usage: tools/tsan.sh BUILD_DIR TSAN_BUILD_DIR}
tsan=${2:?usage: tools/tsan.sh BUILD_DIR TSAN_BUILD_DIR}
tmp=$(mktemp -d)
simulator=
trap '[ -z "$simulator" ] || kill "$simulator"; rm -rf "$tmp"' EXIT
# A shell that a signal ends does not run its EXIT trap.
trap 'exit 130' HUP INT PIPE TERM
export TSAN_OPTIONS="halt_on_error=1 exitcode=66 ${TSAN_OPTIONS:-}"

# Turns address randomisation off: some kernels spread addresses further than the
# sanitizer supports. Where turning it off is forbidden, it is rarely needed.
fixed=
if setarch -R true 2>/dev/null; then fixed="setarch -R"; fi

"$build/bin/lark-simulator" --port-file "$tmp/port" --latency 5 \
  --limits off >/dev/null &
simulator=$!
tries=0
while [ ! -s "$tmp/port" ]; do
  tries=$((tries + 1))
  [ $tries -le 200 ] || { echo "tsan: the simulator did not start" >&2; exit 1; }
  sleep 0.05
done
LARK_BASE_URL="http://127.0.0.1:$(cat "$tmp/port")"
LARK_APP_ID=cli_simulator LARK_APP_SECRET=simulator-secret
export LARK_BASE_URL LARK_APP_ID LARK_APP_SECRET

echo "tsan: threads_host"
$fixed "$tsan/bin/examples/threads_host"
echo "tsan: workers_host"
$fixed "$tsan/bin/examples/workers_host"
# The other tests compare functions with Lua's, use no threads and take long.
for name in border engine post sandbox stubborn; do
  echo "tsan: engine_${name}_test"
  $fixed "$tsan/spec/engine_${name}_test"
done
