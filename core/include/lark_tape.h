// SPDX-License-Identifier: MIT

/// Parsed JSON as simdjson leaves it. The binding turns it into tables in one
/// pass. It is not installed: other programs have lark_json.h.
///
/// simdjson writes a parsed document as a tape of 64-bit words and a buffer of
/// strings (its doc/tape.md). The top 8 bits of a word are a character that
/// says the type; the other 56 are a payload:
///
///   r        root; the value follows, at index 1
///   { [      low 32 bits: the index after its end; next 24: members, at most
///            0xFFFFFF
///   } ]      the end
///   "        offset of a string: 4 bytes of length, the bytes, a NUL
///   l u d    the next word is an int64, uint64 or double
///   t f n    true, false, null
///
/// A member of an object is its key, a string, and then its value.
#ifndef LARK_TAPE_H
#define LARK_TAPE_H

#include <string.h>

#include "lark_json.h"

#ifdef __cplusplus
extern "C" {
#endif

struct lark_document {
  const uint64_t *tape; ///< from the text that was read last
  const uint8_t *strings;
  void *parser;
  size_t capacity_bytes; ///< the longest text so far
  char *padded;          ///< a copy of a text, with room behind it; or NULL
  size_t padded_bytes;
};

static inline char lark_tape_tag(uint64_t word) {
  return (char)(word >> 56);
}

static inline uint64_t lark_tape_payload(uint64_t word) {
  return word & (UINT64_MAX >> 8);
}

/// How many members the container has that the word opens.
static inline uint32_t lark_tape_count(uint64_t word) {
  return (uint32_t)(lark_tape_payload(word) >> 32);
}

/// The string that the word stands for. From its first byte on 32 can be read:
/// simdjson keeps room for a vector behind the last string.
static inline const char *lark_tape_string(const lark_document *document,
                                           uint64_t word,
                                           size_t *length_bytes) {
  const uint8_t *entry = document->strings + lark_tape_payload(word);
  uint32_t length = 0;
  memcpy(&length, entry, sizeof length);
  *length_bytes = length;
  return (const char *)entry + sizeof length;
}

static inline double lark_tape_double(uint64_t bits) {
  double number = 0;
  memcpy(&number, &bits, sizeof number);
  return number;
}

#ifdef __cplusplus
}
#endif

#endif
