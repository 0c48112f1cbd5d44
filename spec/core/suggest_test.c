// SPDX-License-Identifier: MIT

// The distance that suggestions go by, against the textbook's way to find it.
#include "check.h"
#include "lark.h"
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
    CHECK(lark_suggest_least(lark_suggest_letters(wanted),
                             lark_suggest_letters(name)) <=
          distance(wanted, name));
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

// Spoils the names of all endpoints in four ways, each at many places: what is
// suggested is as near as the nearest of all names.
static void check_typo(const char *typo) {
  size_t nearest = SIZE_MAX;
  if (lark_endpoint_find(typo) != NULL) return;
  for (size_t i = 0; i < lark_endpoint_count(); i++) {
    size_t edits = distance(typo, lark_endpoint_name_at(i));
    if (edits < nearest) nearest = edits;
  }
  const lark_endpoint *found = lark_endpoint_suggest(typo);
  CHECK(found != NULL);
  if (found == NULL) return;
  size_t edits = distance(typo, found->name);
  for (size_t i = 0; i < found->alias_count; i++)
    edits = smaller(edits, distance(typo, found->aliases[i]));
  CHECK(edits <= nearest);
}

static void suggests_the_nearest_endpoint(void) {
  for (size_t i = 0; i < lark_endpoint_count(); i++) {
    const char *name = lark_endpoint_name_at(i);
    size_t length = strlen(name);
    char typo[LONGEST + 2];
    if (length > LONGEST) continue;
    for (size_t at = i % 5; at + 1 < length; at += 5) {
      strcpy(typo, name); // one left out
      memmove(typo + at, typo + at + 1, length - at);
      check_typo(typo);
      strcpy(typo, name); // another one
      typo[at] = 'x';
      check_typo(typo);
      strcpy(typo, name); // two in the wrong order
      typo[at] = name[at + 1];
      typo[at + 1] = name[at];
      check_typo(typo);
      if (length == LONGEST) continue;
      memcpy(typo, name, at + 1); // one twice
      strcpy(typo + at + 1, name + at);
      check_typo(typo);
    }
  }
}

int main(void) {
  suggests_the_nearest_endpoint();
  takes_what_is_near_enough();
  keeps_the_nearest();
  return check_failures();
}
