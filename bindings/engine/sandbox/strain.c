// SPDX-License-Identifier: MIT

// An instruction that works on a string takes time by what is in it:
//
// - A comparison calls strcoll() for each piece between two NULs: some 14 ns a
//   byte if all are NULs, and hardly anything if none is.
// - Where a number is wanted, the blanks and the digits, hexadecimal ones too,
//   that the string begins with are read: 2 ns a byte.
// - A step of utf8.codes() skips continuation bytes: 1 ns a byte.
//
// Each new string is looked at, and a string that grows piece by piece is a new
// one each time. So as little as possible is read of it: NULs are looked for as
// memchr() does, a beginning that goes on stands for the whole, and of
// continuation bytes a run is found that is long enough to count.
#include "strain.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "heap.h"
#include "layout.h"

enum {
  READ_CHEAPER = 7,  // than a NUL
  SKIP_CHEAPER = 14, // likewise
  BEGINNING = 1024,  // bytes
  RUNS = 16,         // a run counts if it is such a part of the string
  FEW = 16           // NULs
};

static bool is_read(unsigned char byte) {
  return isxdigit(byte) || isspace(byte) || strchr("xXpP.+-", byte) != NULL;
}

// The bytes that are read where a number is wanted, at most.
static size_t count_read(const unsigned char *text, size_t length) {
  size_t most = length < BEGINNING ? length : BEGINNING;
  size_t read = 0;
  while (read < most && text[read] != 0 && is_read(text[read]))
    read++;
  return read == BEGINNING ? length : read;
}

// In words: a byte of `found` has its highest bit set for each that is 0.
static size_t count_in_words(const unsigned char *text, size_t length) {
  const uint64_t low = UINT64_MAX / 255 * 0x7f;
  size_t nuls = 0;
  uint64_t word = 0;
  for (; length >= sizeof word; length -= sizeof word, text += sizeof word) {
    memcpy(&word, text, sizeof word);
    uint64_t found = ~(((word & low) + low) | word | low);
    nuls += (size_t)__builtin_popcountl(found);
  }
  for (size_t i = 0; i < length; i++)
    nuls += text[i] == 0;
  return nuls;
}

static size_t count_nuls(const unsigned char *text, size_t length) {
  const unsigned char *end = text + length;
  size_t nuls = 0;
  for (const unsigned char *at = text; nuls < FEW; nuls++) {
    at = memchr(at, 0, (size_t)(end - at));
    if (at == NULL) return nuls;
    text = ++at;
  }
  return nuls + count_in_words(text, (size_t)(end - text));
}

static bool goes_on(unsigned char byte) {
  return (byte & 0xc0) == 0x80;
}

// The longest run of continuation bytes, or 0 if it does not count: one that
// does has a byte at one of the places.
static size_t longest_run(const unsigned char *text, size_t length) {
  size_t stride = length / RUNS + 1;
  size_t longest = 0;
  for (size_t place = 0; place < length; place += stride) {
    size_t first = place;
    size_t end = place;
    while (first > 0 && goes_on(text[first - 1]))
      first--;
    while (end < length && goes_on(text[end]))
      end++;
    if (end > place && end - first > longest) longest = end - first;
    // The next place beyond the run: no byte is read twice.
    while (place + stride < end)
      place += stride;
  }
  return longest;
}

size_t lualark_strain(const void *block, size_t bytes) {
  const unsigned char *text =
      (const unsigned char *)block + LUALARK_STRING_HEAD;
  size_t length = bytes - LUALARK_STRING_HEAD;
  size_t strain = bytes / HEAP_CHEAPER + count_nuls(text, length);
  size_t read = count_read(text, length) / READ_CHEAPER;
  size_t run = longest_run(text, length) / SKIP_CHEAPER;
  if (strain < read) strain = read;
  return strain < run ? run : strain;
}
