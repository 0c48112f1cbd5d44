// SPDX-License-Identifier: MIT

/// CHECK(condition): if it does not hold, prints the line and the condition.
/// The test fails at its end: `return check_failures();`.
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int check_failed = 0;

#define CHECK(condition) check(!!(condition), #condition, __FILE__, __LINE__)

static inline void check(int holds, const char *what, const char *file,
                         int line) {
  if (holds) return;
  fprintf(stderr, "%s:%d: %s does not hold\n", file, line, what);
  check_failed++;
}

static inline int check_failures(void) {
  return check_failed > 0;
}

#endif
