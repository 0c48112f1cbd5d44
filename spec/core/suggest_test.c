// SPDX-License-Identifier: MIT

// The distance that suggestions go by, against the textbook's way to find it.
#include "check.h"
#include "suggest.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 63, ROUNDS = 20000 };

static size_t smaller(size_t a, size_t b) {
  return a < b ? a : b;
}

static size_t distance(const char *a, const char *b) {
  size_t row[LONGEST + 1];
  for (size_t j = 0; j <= strlen(b); j++)
    row[j] = j;
  for (size_t i = 1; i <= strlen(a); i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= strlen(b); j++) {
      size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = smaller(replaced, smaller(row[j], row[j - 1]) + 1);
    }
  }
  return row[strlen(b)];
}

static uint32_t state = 1;

static uint32_t below(uint32_t count) {
  state = state * 1664525 + 1013904223;
  return (state >> 8) % count;
}

static void draw(char *word) {
  size_t length = below(LONGEST + 1);
  for (size_t i = 0; i < length; i++)
    word[i] = (char)('a' + below(3));
  word[length] = '\0';
}

static void takes_what_is_near_enough(void) {
  for (int round = 0; round < ROUNDS; round++) {
    char wanted[LONGEST + 1], name[LONGEST + 1];
    draw(wanted);
    draw(name);
    lark_suggestion best = lark_suggest_for(wanted);
    size_t limit = best.distance;
    bool near = distance(wanted, name) < limit;
    CHECK(lark_suggest_try(&best, name) == near);
    if (near) CHECK(best.distance == distance(wanted, name));
  }
}

static void keeps_the_nearest(void) {
  const char *const names[] = {"hire.job.list", "hire.job.get",
                               "hire.note.get"};
  lark_suggestion best = lark_suggest_for("hire.job.gett");
  for (size_t i = 0; i < 3; i++)
    lark_suggest_try(&best, names[i]);
  CHECK(best.name != NULL && strcmp(best.name, "hire.job.get") == 0);
}

int main(void) {
  takes_what_is_near_enough();
  keeps_the_nearest();
  return check_failures();
}
