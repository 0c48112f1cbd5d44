#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Removes the files of the last installation, below DESTDIR if that is set, and the
# folders that then are empty and are ours alone.
#
#     tools/uninstall.sh MANIFEST
set -eu
manifest=${1:?usage: tools/uninstall.sh MANIFEST}
[ -e "$manifest" ] || {
  echo "uninstall: $manifest is missing: nothing was installed from here" >&2
  exit 1
}

# The last line has no newline.
while IFS= read -r file || [ -n "$file" ]; do
  file=${DESTDIR-}$file
  rm -f "$file"
  folder=${file%/*}
  while case $folder in */lark | */lualark | */lark/* | */lualark/*) ;; *) false ;; esac do
    rmdir "$folder" 2>/dev/null || break
    folder=${folder%/*}
  done
done < "$manifest"
