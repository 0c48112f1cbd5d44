#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs `make demo` and `make test`, or another command, in a Debian of any release, on
# the files that git knows (tools/chroot.sh). As root. For an ARCH that the machine is not,
# tests may take five times as long, and those are left out that measure time or need what
# an emulator lacks.
#
#     tools/test-debian.sh BUILD_DIR RELEASE [ARCH [COMMAND]]
set -eu
usage='usage: tools/test-debian.sh BUILD_DIR RELEASE [ARCH [COMMAND]]'
build=${1:?$usage}
release=${2:?$usage}
machine=$(dpkg --print-architecture)
arch=${3:-$machine}
tests="make test"
# A preset's own choice of labels would go before --label-exclude.
[ "$arch" = "$machine" ] || tests="tools/install-packages.sh test && make &&
  cmake -DLARK_TEST_PATIENCE=5 build >/dev/null &&
  ctest --test-dir build --output-on-failure -j3 --label-exclude '^(timing|luas|native)\$'"
command=${4:-make demo && $tests}
source=$(cd "$(dirname "$0")/.." && pwd)
(cd "$source" && git ls-files -z | tar -c --null -T - -f -) |
  "$source/tools/chroot.sh" "$build" "$release" "$arch" "$command"
