#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: `awk -v id=6960663240925956660 '$1 == id'` prints the rows with that id: both sides
# come from outside as texts.
# Seen (mawk 1.3.4, gawk 5.2.1): texts from outside that look like numbers are compared as
# doubles. Ids of 19 digits that differ by less than 512 are equal, and rows of other people
# are printed; `id ""` makes it a comparison of texts. An id as the index of an array is exact.
# Needs mawk and gawk.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
printf '%s\n' 6960663240925956660,asked 6960663240925956661,another 6960663240925957000,third \
  >"$tmp/rows.csv"
id=6960663240925956660
rows() { # AWK PROGRAM
  "$1" -F, -v id=$id "$2" "$tmp/rows.csv" | cut -d, -f2 | tr '\n' ' '
}
seen=
for awk in mawk gawk; do
  seen="$seen$awk: $(rows $awk '$1 == id')/ $(rows $awk '$1 == id ""')/ "
  seen="$seen$(rows $awk 'BEGIN { wanted[id] } $1 in wanted')"
done
versions=$(dpkg-query -W -f '${Package} ${Version} ' mawk gawk)
echo "$versions: rows with \$1 == id / \$1 == id \"\" / \$1 in an array"
echo "expected: mawk: asked / asked / asked gawk: asked / asked / asked"
echo "seen:     $seen"
case $versions in
"gawk 1:5.2.1-"*" mawk 1.3.4."*) ;;
*) echo "other versions than mawk 1.3.4 and gawk 5.2.1"; exit 1 ;;
esac
all="asked another third"
[ "$seen" = "mawk: $all / asked / asked gawk: $all / asked / asked " ]
