// SPDX-License-Identifier: MIT
#include "index.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

enum { MANY = 20000 };

typedef struct thing {
  lark_index_link link; // first
  int name;
} thing;

static uint64_t hash_of(int name) {
  return lark_hash(0, &name, sizeof name);
}

static thing *find(const lark_index *index, int name) {
  lark_index_link *link = lark_index_find(index, hash_of(name));
  while (link != NULL && ((thing *)link)->name != name)
    link = lark_index_next(link);
  return (thing *)link;
}

static void fill(lark_index *index, thing *things) {
  for (int i = 0; i < MANY; i++) {
    things[i].name = i;
    lark_index_add(index, &things[i].link, hash_of(i));
  }
}

static void finds_by_name(lark_index index) {
  static thing things[MANY];
  fill(&index, things);
  for (int i = 0; i < MANY; i++)
    CHECK(find(&index, i) == &things[i]);
  CHECK(find(&index, MANY) == NULL);
  for (int i = 0; i < MANY; i += 2)
    lark_index_remove(&index, &things[i].link);
  for (int i = 0; i < MANY; i++)
    CHECK(find(&index, i) == (i % 2 == 0 ? NULL : &things[i]));
  CHECK(index.count == MANY / 2);
  lark_index_clear(&index);
}

// Its things may be gone by then.
static void is_empty_once_cleared(void) {
  static thing things[MANY];
  lark_index index = {0};
  size_t number = 0;
  fill(&index, things);
  lark_index_clear(&index);
  CHECK(index.count == 0);
  CHECK(lark_index_walk(&index, &number) == NULL);
  lark_index_clear(&index);
}

static void *refuse(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  (void)user, (void)old_bytes, (void)new_bytes;
  free(block);
  return NULL;
}

static void tells_the_same_hash_apart(void) {
  lark_index index = {0};
  thing a = {.name = 1}, b = {.name = 2}, c = {.name = 3};
  lark_index_add(&index, &a.link, 7);
  lark_index_add(&index, &b.link, 7);
  lark_index_add(&index, &c.link, 8);
  const lark_index_link *first = lark_index_find(&index, 7);
  const lark_index_link *second = lark_index_next(first);
  CHECK(first != second && second != NULL);
  CHECK(lark_index_next(second) == NULL);
  lark_index_clear(&index);
}

static void walks_and_empties(void) {
  static thing things[MANY];
  lark_index index = {0};
  size_t number = 0, seen = 0;
  fill(&index, things);
  for (const lark_index_link *link = lark_index_walk(&index, &number);
       link != NULL; number++, link = lark_index_walk(&index, &number)) {
    for (; link != NULL; link = link->next)
      seen++;
  }
  CHECK(seen == MANY);
  number = 0;
  for (lark_index_link *link = NULL;
       (link = lark_index_walk(&index, &number)) != NULL;)
    lark_index_remove(&index, link);
  CHECK(index.count == 0);
  lark_index_clear(&index);
}

// A name's bytes all count, and so does the hash before.
static void hashes(void) {
  CHECK(lark_hash(0, "ab", 2) != lark_hash(0, "ba", 2));
  CHECK(lark_hash(1, "ab", 2) != lark_hash(0, "ab", 2));
  CHECK(lark_hash(0, "", 0) != lark_hash(0, "\0", 1));
}

int main(void) {
  static const lark_allocator usual = {0}, none = {.resize = refuse};
  finds_by_name((lark_index){.allocator = usual});
  tells_the_same_hash_apart();
  walks_and_empties();
  is_empty_once_cleared();
  hashes();
  // Without memory it is slow, but finds all.
  lark_index poor = {.allocator = none};
  thing few[100];
  for (int i = 0; i < 100; i++) {
    few[i].name = i;
    lark_index_add(&poor, &few[i].link, hash_of(i));
  }
  for (int i = 0; i < 100; i++)
    CHECK(find(&poor, i) == &few[i]);
  lark_index_clear(&poor);
  return check_failures();
}
