#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Installs the packages of BUILD_DIR/deb in a bare Debian of this machine's release, runs
# packaging/debian/tests/smoke there, and removes them again. As root.
#
#     tools/test-deb.sh BUILD_DIR
set -eu
build=${1:?usage: tools/test-deb.sh BUILD_DIR}
source=$(cd "$(dirname "$0")/.." && pwd)
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$build"/deb/*.deb "$source/packaging/debian/tests/smoke" "$folder"
rm -f "$folder"/*-dbgsym_*

tar -c -C "$folder" . |
  "$source/tools/chroot.sh" --fresh "$build" "$release" \
    "$(dpkg --print-architecture)" '
    names="liblark0 liblark-dev liblualark0 liblualark-dev lua-lark lualark lark-simulator"
    apt-get update -q
    # dpkg unpacks the packages without what they need; apt gets that, and sets them up.
    dpkg --install ./*.deb ||
      apt-get install -y -q --no-install-recommends --fix-broken
    for name in $names; do
      dpkg --status $name | grep -qx "Status: install ok installed"
    done
    apt-get install -y -q --no-install-recommends gcc libc6-dev lua5.4 man-db pkg-config
    ./smoke
    dpkg --purge $names
    left=$(find / -xdev -name "*lark*" -not -path "/lualark*" -not -path "/var/cache/man/*")
    [ -z "$left" ] || { echo "left behind: $left" >&2; exit 1; }
    echo "The packages work."'
