// SPDX-License-Identifier: MIT

/// Writing strings and integers of JSON where there is room for them.
#ifndef LARK_QUOTE_H
#define LARK_QUOTE_H

#include <stdbool.h>
#include <string.h>

#include "lark_json.h"

enum {
  LARK_QUOTE_LONGEST = 6, ///< bytes that a byte of a string becomes at most
  LARK_QUOTE_SPARE = 8,   ///< bytes behind a string that may change, too
  LARK_QUOTE_LENGTH = 7,  ///< where a form has its length
  LARK_DIGITS_ROOM = 20   ///< bytes that an integer takes at most
};

/// The form of each byte in a JSON string, of up to six bytes.
extern const unsigned char lark_quote_forms[256][8];

/// Makes room for `more` bytes behind a text. False, with `failed` set, where
/// memory lacks.
bool lark_text_reserve(lark_text *text, size_t more);

/// Writes an integer at `to`, where all LARK_DIGITS_ROOM bytes may change, and
/// returns where it ends.
char *lark_digits_put(char *to, int64_t value);

/// Writes bytes one by one, escaped where they must be. Quotes come at random,
/// so there is no branch for them.
static inline char *lark_quote_put_each(char *to, const char *from,
                                        size_t count) {
  for (size_t i = 0; i < count; i++) {
    const unsigned char *form = lark_quote_forms[(unsigned char)from[i]];
    memcpy(to, form, sizeof lark_quote_forms[0]);
    to += form[LARK_QUOTE_LENGTH];
  }
  return to;
}

/// Marks the bytes of a word that a JSON string cannot hold as they are, by
/// their high bits. The lowest mark is right; those above it may be wrong.
static inline uint64_t lark_quote_find(uint64_t word) {
  const uint64_t ones = UINT64_MAX / 255;
  uint64_t quotes = word ^ ones * '"';
  uint64_t backslashes = word ^ ones * '\\';
  return (((word - ones * 0x20) & ~word) | ((quotes - ones) & ~quotes) |
          ((backslashes - ones) & ~backslashes)) &
         ones * 0x80;
}

/// Writes up to 3 bytes, and adds them to `*all`. Two and more are looked at as
/// two pairs, which may overlap.
static inline char *lark_quote_put_three(char *to, const char *from,
                                         size_t count, uint64_t *all) {
  uint16_t first = 0;
  uint16_t last = 0;
  if (count < sizeof first) {
    if (count > 0) *all |= (unsigned char)*from;
    return lark_quote_put_each(to, from, count);
  }
  memcpy(&first, from, sizeof first);
  memcpy(&last, from + count - sizeof last, sizeof last);
  uint64_t both = first | (uint64_t)last << 16;
  *all |= both;
  // Zeros above would be marked.
  if ((uint32_t)lark_quote_find(both) != 0)
    return lark_quote_put_each(to, from, count);
  memcpy(to, &first, sizeof first);
  memcpy(to + count - sizeof last, &last, sizeof last);
  return to + count;
}

/// Writes up to 7 bytes, and adds them to `*all`. Four and more are looked at
/// as two halves of a word, which may overlap.
static inline char *lark_quote_put_few(char *to, const char *from, size_t count,
                                       uint64_t *all) {
  uint32_t first = 0;
  uint32_t last = 0;
  if (count < sizeof first) return lark_quote_put_three(to, from, count, all);
  memcpy(&first, from, sizeof first);
  memcpy(&last, from + count - sizeof last, sizeof last);
  uint64_t both = first | (uint64_t)last << 32;
  *all |= both;
  if (lark_quote_find(both) != 0) return lark_quote_put_each(to, from, count);
  memcpy(to, &first, sizeof first);
  memcpy(to + count - sizeof last, &last, sizeof last);
  return to + count;
}

/// Writes bytes of a string where there is room for the longest form of each
/// and LARK_QUOTE_SPARE bytes more, and returns where they end. `*all` gets all
/// of them, or-ed into its eight bytes: a high bit says that some are not
/// ASCII.
static inline char *lark_quote_put(char *to, const char *from, size_t count,
                                   uint64_t *all) {
  uint64_t word = 0;
  size_t at = 0;
  if (count < sizeof word) return lark_quote_put_few(to, from, count, all);
  for (; count - at >= sizeof word; at += sizeof word) {
    memcpy(&word, from + at, sizeof word);
    *all |= word;
    if (lark_quote_find(word) != 0) {
      to = lark_quote_put_each(to, from + at, sizeof word);
      continue;
    }
    memcpy(to, &word, sizeof word);
    to += sizeof word;
  }
  // The rest is the end of the last word, which writes what was written before
  // it once more.
  memcpy(&word, from + count - sizeof word, sizeof word);
  *all |= word;
  if (lark_quote_find(word) != 0)
    return lark_quote_put_each(to, from + at, count - at);
  to += count - at;
  memcpy(to - sizeof word, &word, sizeof word);
  return to;
}

#endif
