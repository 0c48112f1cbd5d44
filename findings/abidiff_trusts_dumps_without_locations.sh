#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: abidiff --headers-dir2 leaves out types that no public header defines, and reports
# all others. Seen (libabigail 2.2.0): if the old side is a dump made with --no-show-locs,
# it takes every type of that side for private, filters every change of a struct, and exits
# with 0: a check that cannot fail. A dump of the new side, compared without --headers-dir2,
# shows the change.
# Needs gcc and abigail-tools.
set -eu
version=$(abidiff --version)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
mkdir include
library() { # NAME MEMBERS
  echo "typedef struct pair { $2 } pair; int take(const pair *p);" >include/pair.h
  printf '#include "pair.h"\nint take(const pair *p) { return p->one; }\n' >pair.c
  gcc -g -shared -fPIC -Iinclude pair.c -o "$1.so"
  abidw --no-show-locs --headers-dir include --out-file "$1.abi" "$1.so"
}
library old 'int one;'
library new 'int one; int two;'
found() { abidiff "$@" | sed -n 's/.*summary: 0 Removed, \([0-9]\) Changed.* functions\?$/\1/p'; }
with=$(found --headers-dir2 include old.abi new.so || :)
without=$(found old.abi new.abi || :)
echo "$version"
echo "expected: one function changed with --headers-dir2, and one without"
echo "seen:     $with with, $without without"
case $version in *2.2.0*) ;; *) echo "another version than 2.2.0"; exit 1 ;; esac
[ "$with $without" = "0 1" ]
