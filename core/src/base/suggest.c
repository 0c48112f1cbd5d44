// SPDX-License-Identifier: MIT
#include "suggest.h"

#include "lark.h"

// Levenshtein's distance, a column at a time: bit i of `up` and `down` says
// that the distance rises or falls by one from row i to the next (Myers, 1999).
// `a` is at most LARK_SUGGEST_LONGEST long.
static size_t edits(const char *a, size_t a_length, const char *b,
                    size_t b_length) {
  uint64_t places[256] = {0};
  for (size_t i = 0; i < a_length; i++)
    places[(unsigned char)a[i]] |= UINT64_C(1) << i;

  uint64_t up = ~UINT64_C(0), down = 0;
  uint64_t last = UINT64_C(1) << (a_length - 1);
  size_t distance = a_length;
  for (size_t j = 0; j < b_length; j++) {
    uint64_t equal = places[(unsigned char)b[j]];
    uint64_t same = (((equal & up) + up) ^ up) | equal | down;
    uint64_t right_up = down | ~(same | up), right_down = up & same;
    distance += (right_up & last) != 0;
    distance -= (right_down & last) != 0;
    right_up = right_up << 1 | 1;
    up = right_down << 1 | ~((equal | down) | right_up);
    down = right_up & (equal | down);
  }
  return distance;
}

static size_t apart(size_t a, size_t b) {
  return a < b ? b - a : a - b;
}

uint32_t lark_suggest_letters(const char *text) {
  uint32_t letters = 0;
  for (; *text != '\0'; text++)
    letters |= UINT32_C(1) << (*text & 31);
  return letters;
}

static uint32_t count_of(uint32_t letters) {
  uint32_t count = 0;
  for (; letters != 0; letters &= letters - 1)
    count++;
  return count;
}

// An edit brings or takes one letter at most.
uint32_t lark_suggest_least(uint32_t letters, uint32_t others) {
  uint32_t missing = count_of(letters & ~others);
  uint32_t added = count_of(others & ~letters);
  return missing > added ? missing : added;
}

// A longer text is like no name, and may be very long.
static size_t length_of(const char *wanted) {
  size_t most = LARK_SUGGEST_LONGEST + 1;
  const char *end = memchr(wanted, '\0', most);
  return end != NULL ? (size_t)(end - wanted) : most;
}

lark_suggestion lark_suggest_for(const char *wanted) {
  return (lark_suggestion){wanted, NULL, length_of(wanted) / 3 + 1};
}

bool lark_suggest_try(lark_suggestion *best, const char *name) {
  size_t wanted_length = length_of(best->wanted);
  size_t length = strlen(name);
  if (wanted_length > LARK_SUGGEST_LONGEST || length > LARK_SUGGEST_LONGEST)
    return false;
  if (apart(wanted_length, length) >= best->distance) return false;

  size_t distance = wanted_length > 0
                        ? edits(best->wanted, wanted_length, name, length)
                        : length;
  if (distance >= best->distance) return false;
  best->distance = distance;
  best->name = name;
  return true;
}

static bool ends_a_part(char byte) {
  return byte == '\0' || byte == '_' || byte == '.';
}

bool lark_suggest_part(lark_suggestion *best, const char *name) {
  enum { SHORTEST = 3 };
  size_t wanted = length_of(best->wanted);
  if (wanted < SHORTEST || wanted > LARK_SUGGEST_LONGEST) return false;
  for (const char *at = strstr(name, best->wanted); at != NULL;
       at = strstr(at + 1, best->wanted)) {
    if ((at > name && !ends_a_part(at[-1])) || !ends_a_part(at[wanted]))
      continue;
    if (best->name != NULL && strlen(best->name) <= strlen(name)) return false;
    best->name = name;
    return true;
  }
  return false;
}

const char *lark_suggest(const char *wanted, const char *const *names,
                         size_t count) {
  lark_suggestion best = lark_suggest_for(wanted);
  for (size_t i = 0; i < count; i++)
    lark_suggest_try(&best, names[i]);
  for (size_t i = 0, near = best.name != NULL; i < count && !near; i++)
    lark_suggest_part(&best, names[i]);
  return best.name;
}
