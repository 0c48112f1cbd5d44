// SPDX-License-Identifier: MIT
#include "pattern.h"

bool lark_pattern_read(const char *text, size_t length_bytes, int64_t *out) {
  bool negative = length_bytes > 0 && text[0] == '-';
  size_t i = negative ? 1 : 0;
  int64_t value = 0;
  if (i == length_bytes) return false;
  for (; i < length_bytes; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    if (__builtin_mul_overflow(value, 10, &value)) return false;
    if (__builtin_sub_overflow(value, text[i] - '0', &value)) return false;
  }
  // Counted downwards, since there is one more negative number.
  *out = value;
  return negative || !__builtin_sub_overflow(0, value, out);
}

// The bounds of the number that a run of this letter stands for.
static bool within(char letter, int number) {
  if (letter == 'M') return number >= 1 && number <= 12;
  if (letter == 'D') return number >= 1 && number <= 31;
  return true;
}

static bool is_run(char letter) {
  return letter == 'Y' || letter == 'M' || letter == 'D';
}

// Reads as many digits as there are letters; returns the text behind them, or
// NULL.
static const char *read_run(const char **format, const char *text,
                            const char *end) {
  char letter = **format;
  int number = 0;
  for (; **format == letter; ++*format, text++) {
    if (text == end || *text < '0' || *text > '9') return NULL;
    number = number * 10 + (*text - '0');
  }
  return within(letter, number) ? text : NULL;
}

bool lark_pattern_fits(const char *format, const char *text,
                       size_t length_bytes) {
  const char *end = text + length_bytes;
  int64_t ignored = 0;
  if (strcmp(format, LARK_PATTERN_DIGITS) == 0)
    return lark_pattern_read(text, length_bytes, &ignored);

  while (*format != '\0') {
    if (is_run(*format)) {
      text = read_run(&format, text, end);
      if (text == NULL) return false;
      continue;
    }
    while (text < end && *text == ' ' && *format != '-')
      text++;
    if (text == end || *text != *format) return false;
    text++;
    format++;
  }
  return text == end;
}
