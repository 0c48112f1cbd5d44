#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs `make demo` and `make test`, or another command, in a Debian of any release, on
# the files that git knows (tools/chroot.sh). As root.
#
#     tools/test-debian.sh BUILD_DIR RELEASE [ARCH [COMMAND]]
set -eu
usage='usage: tools/test-debian.sh BUILD_DIR RELEASE [ARCH [COMMAND]]'
build=${1:?$usage}
release=${2:?$usage}
arch=${3:-$(dpkg --print-architecture)}
command=${4:-make demo && make test}
source=$(cd "$(dirname "$0")/.." && pwd)
(cd "$source" && git ls-files -z | tar -c --null -T - -f -) |
  "$source/tools/chroot.sh" "$build" "$release" "$arch" "$command"
