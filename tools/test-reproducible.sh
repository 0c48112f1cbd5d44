#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Builds and installs the files that git knows twice, in folders of different lengths and
# with different settings of the user, and fails unless all installed files are the same.
#
#     tools/test-reproducible.sh BUILD_DIR
set -eu
build=${1:?usage: tools/test-reproducible.sh BUILD_DIR}
source=$(cd "$(dirname "$0")/.." && pwd)
rm -rf "$build/reproducible"
mkdir -p "$build/reproducible"
top=$(cd "$build/reproducible" && pwd)

build_in() { # FOLDER RESULT
  mkdir -p "$1/source"
  (cd "$source" && git ls-files -z | tar -c --null -T - -f -) | tar -x -C "$1/source"
  cmake -S "$1/source" -B "$1/build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DLARK_BUILD_TESTS=OFF -DLARK_BUILD_BENCH=OFF > "$1.log"
  cmake --build "$1/build" >> "$1.log"
  DESTDIR="$2" cmake --install "$1/build" --prefix /usr >> "$1.log"
}

build_in "$top/a" "$top/one"
(
  umask 077
  export TZ=Asia/Shanghai LANG=zh_CN.UTF-8 LC_ALL= USER=someone HOME=/nonexistent
  build_in "$top/another folder" "$top/two"
)
diff -r "$top/one" "$top/two"
echo "Both builds installed the same $(find "$top/one" -type f | wc -l) files."
rm -rf "$top"
