#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs the fuzzers for a while, each until its first finding.
#
#     tools/fuzz.sh BUILD_DIR SECONDS [SEED]
#
# One SEED makes up the same inputs each time, from the same corpus; 0, the default, is
# another one each time.
set -eu

build=${1:?usage: tools/fuzz.sh BUILD_DIR SECONDS [SEED]}
seconds=${2:?usage: tools/fuzz.sh BUILD_DIR SECONDS [SEED]}
seed=${3:-0}
cd "$build"

fuzz() { # FUZZER
  corpus=corpus/$(basename "$1")
  mkdir -p "$corpus"
  exec env ASAN_OPTIONS=detect_stack_use_after_return=0 "$1" \
    -max_total_time="$seconds" -seed="$seed" -max_len=400 -timeout=20 -rss_limit_mb=4096 \
    -print_funcs=0 -verbosity=0 "$corpus" >"$1.log" 2>&1
}

# All at once: each keeps one processor busy.
running=
trap 'for one in $running; do kill "${one##*:}" 2>/dev/null || :; done' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
for fuzzer in bin/*_fuzz; do
  echo "$fuzzer, $seconds s"
  fuzz "$fuzzer" &
  running="$running $fuzzer:$!"
done
status=0
for one in $running; do
  wait "${one##*:}" || { cat "${one%:*}.log"; status=1; }
done
[ "$status" = 0 ] || exit 1
echo "nothing found"
