// SPDX-License-Identifier: MIT

/// The bytes of 64 that have a meaning in CSV, as the bits of a word.
#ifndef LUALARK_MARKS_H
#define LUALARK_MARKS_H

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

static inline uint64_t lualark_marks_of16(const char *bytes,
                                          __m128i separator) {
  __m128i found = _mm_loadu_si128((const __m128i *)bytes);
  __m128i quotes = _mm_cmpeq_epi8(found, _mm_set1_epi8('"'));
  __m128i lf = _mm_cmpeq_epi8(found, _mm_set1_epi8('\n'));
  __m128i cr = _mm_cmpeq_epi8(found, _mm_set1_epi8('\r'));
  __m128i any = _mm_or_si128(_mm_or_si128(quotes, lf), cr);
  any = _mm_or_si128(any, _mm_cmpeq_epi8(found, separator));
  return (uint32_t)_mm_movemask_epi8(any);
}

/// The quotes, line ends and separators among 64 bytes; the lowest bit is the
/// first byte's.
static inline uint64_t lualark_marks(const char *bytes, char separator) {
  __m128i wanted = _mm_set1_epi8(separator);
  return lualark_marks_of16(bytes, wanted) |
         lualark_marks_of16(bytes + 16, wanted) << 16 |
         lualark_marks_of16(bytes + 32, wanted) << 32 |
         lualark_marks_of16(bytes + 48, wanted) << 48;
}

#else

static inline uint64_t lualark_marks(const char *bytes, char separator) {
  uint64_t marks = 0;
  for (int i = 0; i < 64; i++) {
    char byte = bytes[i];
    uint64_t is_mark =
        byte == separator || byte == '\n' || byte == '\r' || byte == '"';
    marks |= is_mark << i;
  }
  return marks;
}

#endif

#endif
