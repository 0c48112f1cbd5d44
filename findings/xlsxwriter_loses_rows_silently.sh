#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: where libxlsxwriter has no room for its temporary file, a write or the closing of
# the workbook returns an error.
# Seen (1.1.4, memory mode "constant"): each write and workbook_close() return 0, the zip is
# sound, and the sheet's XML ends in mid-element: the rows after it are gone. A limit on the
# size of files stands for the full disk here.
# Needs gcc, unzip and libxlsxwriter-dev; a second.
set -eu
version=$(dpkg-query -W -f '${Version}' libxlsxwriter-dev)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cat >"$tmp/write.c" <<'C'
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <xlsxwriter.h>
int main(int argc, char **argv) {
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = argv[argc - 1]};
  const struct rlimit room = {200000, 200000};
  char path[4096];
  int failed = 0;
  snprintf(path, sizeof path, "%s/book.xlsx", argv[argc - 1]);
  lxw_workbook *book = workbook_new_opt(path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
  signal(SIGXFSZ, SIG_IGN); // so that writing more fails with EFBIG
  setrlimit(RLIMIT_FSIZE, &room);
  for (lxw_row_t row = 0; row < 10000; row++)
    failed += worksheet_write_string(sheet, row, 0, "a line of text", NULL) != LXW_NO_ERROR;
  printf("%d writes failed, closing returned %d", failed, workbook_close(book));
}
C
gcc -o "$tmp/write" "$tmp/write.c" $(pkg-config --cflags --libs xlsxwriter)
seen=$(timeout 30 "$tmp/write" "$tmp")
unzip -tq "$tmp/book.xlsx" >/dev/null && seen="$seen, the zip is sound"
unzip -p "$tmp/book.xlsx" xl/worksheets/sheet1.xml >"$tmp/sheet.xml"
case $(tail -c 12 "$tmp/sheet.xml") in
*"</worksheet>") seen="$seen, the sheet is whole" ;;
*) seen="$seen, the sheet ends after $(grep -o '<row ' "$tmp/sheet.xml" | wc -l) rows" ;;
esac
echo "libxlsxwriter $version"
echo "expected: an error, or 10000 rows"
echo "seen:     $seen"
case $version in 1.1.4-*) ;; *) echo "another version than 1.1.4"; exit 1 ;; esac
case $seen in
"0 writes failed, closing returned 0, the zip is sound, the sheet ends after "*) ;;
*) exit 1 ;;
esac
