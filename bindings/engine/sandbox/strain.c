// SPDX-License-Identifier: MIT

// An instruction that works on a string takes time by what is in it:
//
// - A comparison calls strcoll() for each piece between two NULs: some 14 ns a
//   byte if all are NULs, and hardly anything if none is.
// - Where a number is wanted, the blanks, digits and letters that the string
//   begins with are read: 2 ns a byte.
// - A step of utf8.codes() skips continuation bytes: 1 ns a byte.
#include "strain.h"

#include <ctype.h>
#include <stdbool.h>

#include "heap.h"
#include "layout.h"

enum { READ_CHEAPER = 7, SKIP_CHEAPER = 14 }; // than a NUL

static bool is_read(unsigned char byte) {
  return isalnum(byte) || isspace(byte) || byte == '.' || byte == '+' ||
         byte == '-';
}

size_t lualark_strain(const void *block, size_t bytes) {
  const unsigned char *text =
      (const unsigned char *)block + LUALARK_STRING_HEAD;
  size_t length = bytes - LUALARK_STRING_HEAD;
  size_t nuls = 0;
  size_t read = 0;
  size_t run = 0;
  size_t longest_run = 0;
  while (read < length && is_read(text[read]))
    read++;
  for (size_t i = 0; i < length; i++) {
    nuls += text[i] == 0;
    run = (text[i] & 0xc0) == 0x80 ? run + 1 : 0;
    if (run > longest_run) longest_run = run;
  }
  size_t strain = bytes / HEAP_CHEAPER + nuls;
  if (strain < read / READ_CHEAPER) strain = read / READ_CHEAPER;
  if (strain < longest_run / SKIP_CHEAPER) strain = longest_run / SKIP_CHEAPER;
  return strain;
}
