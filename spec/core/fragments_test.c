// SPDX-License-Identifier: MIT

// Events that come in parts.
#include "fragments.h"

#include <stdio.h>
#include <stdlib.h>

#include "check.h"

enum { SECOND_US = 1000000, PLENTY = 1 << 20 };
static const lark_allocator usual = {NULL, NULL};

static lark_fragment part_of(const char *id, int64_t sum, int64_t seq,
                             const char *payload) {
  return (lark_fragment){lark_span_of(id), sum, seq, lark_span_of(payload)};
}

static const char *refusal;

static lark_joined add(lark_fragments *fragments, lark_fragment part,
                       uint64_t now_us, lark_text *whole) {
  lark_joined joined =
      lark_fragments_add(fragments, &part, now_us, whole, &refusal);
  if (joined != LARK_JOINED_REFUSED) refusal = "";
  return joined;
}

static bool holds(const lark_text *text, const char *expected) {
  return lark_span_is((lark_span){text->bytes, text->length_bytes}, expected);
}

// Each order of the parts of two messages that come mixed.
static void joins_in_any_order(void) {
  static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                  {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  static const char *const texts[] = {"one", "", "three"};
  for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
    lark_fragments fragments;
    lark_text whole = {0}, other = {0};
    lark_fragments_init(&fragments, &usual, PLENTY);
    for (int j = 0; j < 3; j++) {
      int seq = orders[i][j];
      bool is_last = j == 2;
      CHECK(add(&fragments, part_of("m", 3, seq, texts[seq]), 1, &whole) ==
            (is_last ? LARK_JOINED_WHOLE : LARK_JOINED_NONE));
      CHECK(add(&fragments, part_of("n", 3, 2 - seq, texts[seq]), 1, &other) ==
            (is_last ? LARK_JOINED_WHOLE : LARK_JOINED_NONE));
    }
    CHECK(holds(&whole, "onethree"));
    CHECK(holds(&other, "threeone"));
    CHECK(fragments.held_bytes == 0 && fragments.pending.count == 0);
    lark_text_clear(&whole);
    lark_text_clear(&other);
  }
}

static void takes_the_first_of_two_equal_parts(void) {
  lark_fragments fragments;
  lark_text whole = {0};
  lark_fragments_init(&fragments, &usual, PLENTY);
  CHECK(add(&fragments, part_of("m", 2, 0, "a"), 1, &whole) == 0);
  CHECK(add(&fragments, part_of("m", 2, 0, "b"), 1, &whole) == 0);
  CHECK(add(&fragments, part_of("m", 2, 1, "c"), 1, &whole) ==
        LARK_JOINED_WHOLE);
  CHECK(holds(&whole, "ac"));
  lark_text_clear(&whole);
}

static void refuses_wrong_numbers(void) {
  lark_fragments fragments;
  lark_text whole = {0};
  lark_fragments_init(&fragments, &usual, PLENTY);
  static const struct {
    int64_t sum, seq;
    const char *why;
  } wrong[] = {{0, 0, "its sum is not positive"},
               {-1, 0, "its sum is not positive"},
               {2, 2, "its seq is outside"},
               {2, -1, "its seq is outside"},
               {LARK_FRAGMENTS_MOST_PARTS + 1, 0, "it has too many parts"}};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    CHECK(add(&fragments, part_of("m", wrong[i].sum, wrong[i].seq, "x"), 1,
              &whole) == LARK_JOINED_REFUSED);
    CHECK(strcmp(refusal, wrong[i].why) == 0);
  }
  CHECK(add(&fragments, part_of("", 2, 0, "x"), 1, &whole) ==
        LARK_JOINED_REFUSED);
  // What was there stays.
  CHECK(add(&fragments, part_of("m", 2, 0, "a"), 1, &whole) == 0);
  CHECK(add(&fragments, part_of("m", 3, 1, "x"), 1, &whole) ==
        LARK_JOINED_REFUSED);
  CHECK(strcmp(refusal, "its sum has changed") == 0);
  CHECK(add(&fragments, part_of("m", 2, 1, "b"), 1, &whole) ==
        LARK_JOINED_WHOLE);
  CHECK(holds(&whole, "ab"));
  lark_text_clear(&whole);
}

static void bounds_its_memory(void) {
  lark_fragments fragments;
  lark_text whole = {0};
  char id[16];
  lark_fragments_init(&fragments, &usual, 100000);
  for (int i = 0; i < LARK_FRAGMENTS_MOST_PENDING; i++) {
    snprintf(id, sizeof id, "m%d", i);
    CHECK(add(&fragments, part_of(id, 2, 0, "x"), 1, &whole) == 0);
  }
  CHECK(add(&fragments, part_of("more", 2, 0, "x"), 1, &whole) ==
        LARK_JOINED_REFUSED);
  CHECK(strcmp(refusal, "too many messages lack parts") == 0);
  lark_fragments_clear(&fragments);
  CHECK(fragments.held_bytes == 0);

  // The list of so many parts alone is more.
  CHECK(add(&fragments, part_of("m", LARK_FRAGMENTS_MOST_PARTS, 0, "x"), 1,
            &whole) == 0);
  lark_fragments_clear(&fragments);
  lark_fragments_init(&fragments, &usual, 1000);
  CHECK(add(&fragments, part_of("m", LARK_FRAGMENTS_MOST_PARTS, 0, "x"), 1,
            &whole) == LARK_JOINED_REFUSED);
  static char large[900];
  memset(large, 'x', sizeof large - 1);
  CHECK(add(&fragments, part_of("m", 2, 0, "x"), 1, &whole) == 0);
  CHECK(add(&fragments, part_of("m", 2, 1, large), 1, &whole) ==
        LARK_JOINED_REFUSED);
  CHECK(strcmp(refusal, "the parts take too much memory") == 0);
  CHECK(add(&fragments, part_of("m", 2, 1, "y"), 1, &whole) ==
        LARK_JOINED_WHOLE);
  CHECK(holds(&whole, "xy"));
  CHECK(fragments.held_bytes == 0);
  lark_text_clear(&whole);
}

static void drops_what_is_old(void) {
  lark_fragments fragments;
  lark_text whole = {0};
  lark_dropped dropped;
  lark_fragments_init(&fragments, &usual, PLENTY);
  CHECK(lark_fragments_due_us(&fragments) == UINT64_MAX);
  CHECK(!lark_fragments_expire(&fragments, 1, &dropped));
  add(&fragments, part_of("a b\n", 3, 0, "x"), SECOND_US, &whole);
  add(&fragments, part_of("n", 2, 0, "x"), 3 * SECOND_US, &whole);
  add(&fragments, part_of("a b\n", 3, 1, "x"), 9 * SECOND_US, &whole);
  CHECK(lark_fragments_due_us(&fragments) == 11 * SECOND_US);
  CHECK(!lark_fragments_expire(&fragments, 11 * SECOND_US - 1, &dropped));
  CHECK(lark_fragments_expire(&fragments, 11 * SECOND_US, &dropped));
  CHECK(strcmp(dropped.id, "a?b?") == 0);
  CHECK(dropped.have == 2 && dropped.sum == 3);
  CHECK(!lark_fragments_expire(&fragments, 11 * SECOND_US, &dropped));
  CHECK(lark_fragments_due_us(&fragments) == 13 * SECOND_US);
  lark_fragments_clear(&fragments);
  lark_text_clear(&whole);
}

typedef struct scarce {
  long left; // allocations until one fails
  size_t held_bytes;
} scarce;

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  scarce *memory = user;
  if (new_bytes > 0 && memory->left-- == 0) return NULL;
  memory->held_bytes += new_bytes - old_bytes;
  if (new_bytes > 0) return realloc(block, new_bytes);
  free(block);
  return NULL;
}

// Each allocation in turn fails: the part is refused, and nothing is left.
static void survives_lack_of_memory(void) {
  bool is_whole = false;
  for (long fails_at = 0; !is_whole; fails_at++) {
    scarce memory = {.left = fails_at};
    const lark_allocator allocator = {resize, &memory};
    lark_fragments fragments;
    lark_text whole;
    lark_text_init(&whole, &allocator);
    lark_fragments_init(&fragments, &allocator, PLENTY);
    lark_joined one = add(&fragments, part_of("m", 2, 0, "a"), 1, &whole);
    lark_joined two = add(&fragments, part_of("m", 2, 1, "b"), 1, &whole);
    is_whole = two == LARK_JOINED_WHOLE;
    CHECK(one == LARK_JOINED_REFUSED || two == LARK_JOINED_REFUSED || is_whole);
    lark_fragments_clear(&fragments);
    lark_text_clear(&whole);
    CHECK(fragments.held_bytes == 0);
    CHECK(memory.held_bytes == 0);
  }
}

int main(void) {
  joins_in_any_order();
  takes_the_first_of_two_equal_parts();
  refuses_wrong_numbers();
  bounds_its_memory();
  drops_what_is_old();
  survives_lack_of_memory();
  return check_failures();
}
