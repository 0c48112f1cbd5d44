#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: a text that libxlsxwriter writes into a cell is the text that LibreOffice shows.
# Seen (libxlsxwriter 1.1.4, LibreOffice 7.4): `_x000D_`, which notes pasted from another
# spreadsheet have, becomes a carriage return, and `_x005F_` an underscore. Spreadsheets hold
# such escapes (ECMA-376, ST_Xstring), and the library escapes control characters so, but not
# texts that look like an escape. openpyxl, which decodes no text of a cell that holds its own,
# shows `_x000D_` also where there was a carriage return.
# Needs gcc, libxlsxwriter-dev, libreoffice-calc and python3-openpyxl; 10 seconds.
set -eu
version=$(dpkg-query -W -f '${Version}' libxlsxwriter-dev)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cat >"$tmp/write.c" <<'C'
#include <xlsxwriter.h>
int main(int argc, char **argv) {
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *book = workbook_new_opt(argv[argc - 1], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
  worksheet_write_string(sheet, 0, 0, "one_x000D_", NULL);
  worksheet_write_string(sheet, 1, 0, "two_x005F_", NULL);
  worksheet_write_string(sheet, 2, 0, "three\r", NULL);
  return workbook_close(book);
}
C
gcc -o "$tmp/write" "$tmp/write.c" $(pkg-config --cflags --libs xlsxwriter)
"$tmp/write" "$tmp/texts.xlsx"
timeout 120 soffice --headless "-env:UserInstallation=file://$tmp/profile" --convert-to csv \
  --outdir "$tmp" "$tmp/texts.xlsx" >/dev/null 2>&1
seen=$(sed 's/\r/<CR>/' "$tmp/texts.csv" | tr '\n' ' ')
other=$(/usr/bin/python3 - "$tmp/texts.xlsx" <<'PYTHON'
import openpyxl, sys
print(*(row[0].value for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows()))
PYTHON
)
echo "libxlsxwriter $version"
echo "expected:    one_x000D_ two_x005F_ three<CR>"
echo "LibreOffice: $seen"
echo "openpyxl:    $other"
case $version in 1.1.4-*) ;; *) echo "another version than 1.1.4"; exit 1 ;; esac
[ "$seen" = '"one<CR>" two_ "three<CR>" ' ] && [ "$other" = "one_x000D_ two_x005F_ three_x000D_" ]
