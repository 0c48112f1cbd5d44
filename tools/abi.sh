#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Compares the binary interface of the libraries with the dumps in packaging/abi, or
# writes these.
#
#     tools/abi.sh check|record BUILD_DIR [DUMPS]
#
# Exits with 77 where nothing can be compared: abidw writes another format than the dumps
# have (3.0, in sid), or the libraries are for machines of another kind.
set -eu
usage='usage: tools/abi.sh check|record BUILD_DIR [DUMPS]'
what=${1:?$usage}
build=${2:?$usage}
source=$(cd "$(dirname "$0")/.." && pwd)
dumps=${3:-$source/packaging/abi}

dump() { # LIBRARY HEADERS FILE
  abidw --exported-interfaces-only --drop-private-types --headers-dir "$2" \
    --no-corpus-path --no-comp-dir-path --no-show-locs \
    --out-file "$3" "$build/lib/$1.so"
}

record() { # LIBRARY HEADERS
  dump "$1" "$2" "$dumps/$1.abi"
}

format_of() { # DUMP
  sed -n "s/.*<abi-corpus version='\([0-9]*\)\..*architecture='\([^']*\)'.*/\1 \2/p" "$1" |
    head -1
}

# Compares two dumps: findings/abidiff_trusts_dumps_without_locations.sh says why.
check() { # LIBRARY HEADERS
  now=$(mktemp)
  dump "$1" "$2" "$now"
  if [ "$(format_of "$now")" != "$(format_of "$dumps/$1.abi")" ]; then
    rm -f "$now"
    echo "abi: nothing was compared: this abidw writes another format than $1.abi has, or" \
      "that is of another kind of machine" >&2
    exit 77
  fi
  same=yes
  abidiff --suppressions "$source/packaging/abi/grown.ini" --no-added-syms \
    "$dumps/$1.abi" "$now" || same=
  rm -f "$now"
  [ -z "$same" ] || return 0
  echo "abi: programs that were linked with $1 before may not work with this one." >&2
  echo "abi: packaging/abi/README.md says what to do; before a release, make abi." >&2
  return 1
}

case $what in
check | record) ;;
*) echo "$usage" >&2 && exit 2 ;;
esac
wrong=
"$what" liblark "$source/core/include" || wrong=1
"$what" liblualark "$source/bindings/include" || wrong=1
exit "${wrong:-0}"
