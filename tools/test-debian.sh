#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs `make demo` and `make test`, or another command, in a Debian of any release, on
# the files that git knows (tools/chroot.sh). As root. For an ARCH that the machine is not,
# the tests that measure time are left out.
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
  ctest --test-dir build --output-on-failure -j3 --label-exclude '^(timing|luas)\$'"
command=${4:-make demo && $tests}
source=$(cd "$(dirname "$0")/.." && pwd)
(cd "$source" && git ls-files -z | tar -c --null -T - -f -) |
  "$source/tools/chroot.sh" "$build" "$release" "$arch" "$command"
