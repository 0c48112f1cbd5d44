#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs each fuzzer for a while, and stops at the first finding.
#
#     tools/fuzz.sh BUILD_DIR SECONDS
set -eu

build=${1:?usage: tools/fuzz.sh BUILD_DIR SECONDS}
seconds=${2:?usage: tools/fuzz.sh BUILD_DIR SECONDS}
cd "$build"
for fuzzer in bin/*_fuzz; do
  echo "$fuzzer, $seconds s"
  corpus=corpus/$(basename "$fuzzer")
  mkdir -p "$corpus"
  ASAN_OPTIONS=detect_stack_use_after_return=0 "$fuzzer" \
    -max_total_time="$seconds" -max_len=400 -timeout=20 -rss_limit_mb=4096 \
    -print_funcs=0 -verbosity=0 "$corpus"
done
echo "nothing found"
