// SPDX-License-Identifier: MIT

// The strain of a string is never less than a slow count of all its bytes
// tells, and reads little of strings that grow piece by piece.
#include "check.h"
#include "heap.h"
#include "layout.h"
#include "strain.h"

#include <ctype.h>
#include <stdlib.h>

static uint64_t state = 88172645463325252U;

static uint32_t below(uint32_t most) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 11) % most;
}

static size_t slow(const unsigned char *text, size_t length) {
  enum { READ_CHEAPER = 7, SKIP_CHEAPER = 14 };
  size_t nuls = 0;
  size_t read = 0;
  size_t run = 0;
  size_t longest = 0;
  while (read < length && (isxdigit(text[read]) || isspace(text[read]) ||
                           text[read] == '.' || text[read] == 'x'))
    read++;
  for (size_t i = 0; i < length; i++) {
    nuls += text[i] == 0;
    run = (text[i] & 0xc0) == 0x80 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  size_t strain = (length + LUALARK_STRING_HEAD) / HEAP_CHEAPER + nuls;
  if (strain < read / READ_CHEAPER) strain = read / READ_CHEAPER;
  return strain < longest / SKIP_CHEAPER ? longest / SKIP_CHEAPER : strain;
}

static size_t strain_of(const unsigned char *text, size_t length) {
  unsigned char *block = malloc(LUALARK_STRING_HEAD + length);
  memcpy(block + LUALARK_STRING_HEAD, text, length);
  size_t strain = lualark_strain(block, LUALARK_STRING_HEAD + length);
  free(block);
  return strain;
}

// Pieces of one byte each.
static size_t fill(unsigned char *text, size_t length) {
  static const unsigned char kinds[] = {0, 0x80, 0xbf, '7', 'a', ' ', 'z'};
  for (size_t at = 0; at < length;) {
    unsigned char byte = kinds[below(sizeof kinds)];
    for (uint32_t left = 1 + below(below(3) ? 20 : 2000);
         left > 0 && at < length; left--)
      text[at++] = byte;
  }
  return length;
}

static void it_is_never_too_little(void) {
  static unsigned char text[20000];
  for (int i = 0; i < 3000; i++) {
    size_t length = fill(text, 300 + below(sizeof text - 300));
    size_t least = slow(text, length);
    size_t strain = strain_of(text, length);
    CHECK(strain >= least);
    if (strain < least) printf("%zu of %zu, %zu\n", strain, least, length);
  }
}

static void it_is_little_for_text(void) {
  enum { LENGTH = 1 << 20 };
  unsigned char *text = malloc(LENGTH);
  for (size_t i = 0; i < LENGTH; i++)
    text[i] = (unsigned char)"growing piece by piece"[i % 22];
  CHECK(strain_of(text, LENGTH) <= LENGTH / HEAP_CHEAPER + 1);
  memset(text, 0, LENGTH);
  CHECK(strain_of(text, LENGTH) >= LENGTH);
  memset(text, '1', LENGTH);
  CHECK(strain_of(text, LENGTH) >= LENGTH / 7);
  memset(text, 0x80, LENGTH);
  CHECK(strain_of(text, LENGTH) >= LENGTH / 14);
  free(text);
}

int main(void) {
  it_is_never_too_little();
  it_is_little_for_text();
  return check_failures();
}
