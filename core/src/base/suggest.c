// SPDX-License-Identifier: MIT
#include "suggest.h"

#include "lark.h"

enum { LONGEST = 63 };

static size_t smaller(size_t a, size_t b) {
  return a < b ? a : b;
}

// Computes Levenshtein's distance row by row. Both are at most LONGEST long.
static size_t edits(const char *a, size_t a_length, const char *b,
                    size_t b_length) {
  size_t row[LONGEST + 1];
  for (size_t j = 0; j <= b_length; j++)
    row[j] = j;

  for (size_t i = 1; i <= a_length; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b_length; j++) {
      size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = smaller(replaced, smaller(row[j], row[j - 1]) + 1);
    }
  }
  return row[b_length];
}

lark_suggestion lark_suggest_for(const char *wanted) {
  return (lark_suggestion){wanted, NULL, strlen(wanted) / 3 + 1};
}

bool lark_suggest_try(lark_suggestion *best, const char *name) {
  size_t wanted_length = strlen(best->wanted);
  size_t length = strlen(name);
  if (wanted_length > LONGEST || length > LONGEST) return false;

  size_t distance = edits(best->wanted, wanted_length, name, length);
  if (distance >= best->distance) return false;
  best->distance = distance;
  best->name = name;
  return true;
}

const char *lark_suggest(const char *wanted, const char *const *names,
                         size_t count) {
  lark_suggestion best = lark_suggest_for(wanted);
  for (size_t i = 0; i < count; i++)
    lark_suggest_try(&best, names[i]);
  return best.name;
}
