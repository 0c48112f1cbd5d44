#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Builds the Debian packages into BUILD_DIR/deb, and has lintian look at them.
#
#     tools/deb.sh BUILD_DIR
#
# The sources are those that git knows; packaging/debian becomes debian/ beside them.
set -eu
build=${1:?usage: tools/deb.sh BUILD_DIR}
source=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$build/deb"
out=$(cd "$build/deb" && pwd)

rm -rf "$out/lualark" "$out"/*.*
mkdir "$out/lualark"
(cd "$source" && git ls-files -z | tar -c --null -T - -f -) | tar -x -C "$out/lualark"
cp -r "$out/lualark/packaging/debian" "$out/lualark/debian"

cd "$out/lualark"
dpkg-buildpackage --build=binary --unsigned-changes
cd "$out"
lintian --fail-on error,warning --allow-root --suppress-tags initial-upload-closes-no-bugs ./*.changes
rm -rf lualark
ls -- *.deb
