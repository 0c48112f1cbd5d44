// SPDX-License-Identifier: MIT

// The memory of a script, alone: blocks keep their contents, memory that is
// held is counted, and nothing is left behind.
#include "check.h"
#include "heap.h"
#include "layout.h"

#include <lua.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 4000, TURNS = 400000, LIMIT = 3 << 20 };

typedef struct block {
  unsigned char *bytes;
  size_t length;
  unsigned char mark;
} block;

// An allocator that counts, and fails once, at a certain call.
typedef struct counter {
  size_t held, most;
  long calls, fails_at;
} counter;

static void *resize(void *user, void *old, size_t old_bytes, size_t new_bytes) {
  counter *c = user;
  if (new_bytes > 0 && ++c->calls == c->fails_at) return NULL;
  c->held += new_bytes - old_bytes;
  if (c->held > c->most) c->most = c->held;
  if (new_bytes > 0) return realloc(old, new_bytes);
  free(old);
  return NULL;
}

static uint32_t next_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

static size_t some_length(uint32_t *random) {
  switch (next_random(random) % 10) {
  case 0: return next_random(random) % 20000 + 1;
  case 1: return next_random(random) % 2000 + 1;
  case 2: return LUALARK_FIRST_STACK;
  case 3: return LUALARK_NODES(16) << (next_random(random) % 2);
  default: return next_random(random) % 300 + 1;
  }
}

static bool is_intact(const block *b) {
  for (size_t i = 0; i < b->length; i++) {
    if (b->bytes[i] != b->mark) return false;
  }
  return true;
}

static void fill(block *b, size_t from) {
  if (b->length > from) memset(b->bytes + from, b->mark, b->length - from);
}

// Changes one block: allocates it, resizes it, or frees it.
static void change(lualark_heap *h, block *b, uint32_t *random) {
  size_t length = some_length(random);
  if (b->bytes == NULL) {
    size_t kind = next_random(random) % 2 ? LUA_TSTRING : 0;
    b->bytes = lualark_heap_resize(h, NULL, kind, length);
    b->length = b->bytes != NULL ? length : 0;
    b->mark = (unsigned char)next_random(random);
    fill(b, 0);
  } else if (next_random(random) % 3 == 0) {
    CHECK(lualark_heap_resize(h, b->bytes, b->length, 0) == NULL);
    *b = (block){0};
  } else {
    size_t kept = length < b->length ? length : b->length;
    unsigned char *moved = lualark_heap_resize(h, b->bytes, b->length, length);
    if (moved == NULL) return; // and nothing has changed
    b->bytes = moved;
    b->length = kept;
    CHECK(is_intact(b));
    b->length = length;
    fill(b, kept);
  }
}

static void what_is_in_a_block_stays(void) {
  static block blocks[BLOCKS];
  memset(blocks, 0, sizeof blocks);
  counter c = {0};
  lark_allocator allocator = {resize, &c};
  uint32_t random = 2463534242;
  lualark_heap h;
  lualark_heap_init(&h, &allocator);
  h.limit_bytes = LIMIT;
  for (int turn = 0; turn < TURNS; turn++) {
    block *b = &blocks[next_random(&random) % BLOCKS];
    if (b->bytes != NULL) CHECK(is_intact(b));
    change(&h, b, &random);
  }
  CHECK(c.held == h.held_bytes);
  CHECK(h.peak_bytes <= LIMIT && c.most <= LIMIT);
  for (int i = 0; i < BLOCKS; i++) {
    if (blocks[i].bytes != NULL)
      lualark_heap_resize(&h, blocks[i].bytes, blocks[i].length, 0);
  }
  CHECK(h.strain == 0);
  lualark_heap_clear(&h);
  CHECK(c.held == 0);
}

// Whichever allocation fails, only that block is refused.
static void failing_is_harmless(void) {
  for (long fails_at = 1; fails_at < 60; fails_at++) {
    block blocks[64] = {{0}};
    counter c = {.fails_at = fails_at};
    lark_allocator allocator = {resize, &c};
    uint32_t random = 88172645;
    lualark_heap h;
    lualark_heap_init(&h, &allocator);
    for (int turn = 0; turn < 2000; turn++) {
      block *b = &blocks[next_random(&random) % 64];
      if (b->bytes != NULL) CHECK(is_intact(b));
      change(&h, b, &random);
    }
    lualark_heap_clear(&h);
    CHECK(c.held == 0);
  }
}

// The blocks of this allocator begin anywhere, and have marked bytes behind
// them.
static void *resize_odd(void *user, void *before_it, size_t old_bytes,
                        size_t new_bytes) {
  enum { MARK = 0x5a, MARKS = 64 };
  uint32_t *random = user;
  unsigned char *old = before_it;
  for (int i = 0; old != NULL && i < MARKS; i++)
    CHECK(old[old_bytes + (size_t)i] == MARK);
  unsigned char *whole = NULL;
  if (new_bytes > 0) {
    size_t before = 16 + next_random(random) % 128 * 16;
    whole = malloc(before + new_bytes + MARKS);
    whole += before;
    ((size_t *)(void *)whole)[-1] = before;
    size_t kept = old_bytes < new_bytes ? old_bytes : new_bytes;
    if (old != NULL) memcpy(whole, old, kept);
    memset(whole + new_bytes, MARK, MARKS);
  }
  if (old != NULL) free(old - ((size_t *)before_it)[-1]);
  return whole;
}

static void nothing_is_written_beside(void) {
  uint32_t random = 362436069;
  lark_allocator odd = {resize_odd, &random};
  for (int round = 0; round < 300; round++) {
    block blocks[512] = {{0}};
    lualark_heap h;
    lualark_heap_init(&h, &odd);
    h.limit_bytes = 10000 + next_random(&random) % 200000;
    for (int turn = 0; turn < 1500; turn++)
      change(&h, &blocks[next_random(&random) % 512], &random);
    CHECK(h.peak_bytes <= h.limit_bytes);
    for (int i = 0; i < 512; i++)
      CHECK(blocks[i].bytes == NULL || is_intact(&blocks[i]));
    lualark_heap_clear(&h);
  }
}

#if !defined(__SANITIZE_ADDRESS__)
static void the_first_small_blocks_lie_side_by_side(void) {
  lualark_heap h;
  lark_allocator plain = {NULL, NULL};
  lualark_heap_init(&h, &plain);
  char *first = lualark_heap_resize(&h, NULL, 0, 30);
  size_t held = h.held_bytes;
  char *last = NULL;
  for (size_t taken = 32; taken < HEAP_GROUND; taken += 32)
    last = lualark_heap_resize(&h, NULL, 0, 32);
  CHECK(last == first + HEAP_GROUND - 32);
  CHECK(h.held_bytes == held);
  lualark_heap_resize(&h, last, 32, 0);
  CHECK(lualark_heap_resize(&h, NULL, 0, 30) == last);
  lualark_heap_resize(&h, NULL, 0, 32);
  CHECK(h.held_bytes > held);
  lualark_heap_resize(&h, first, 30, 0);
  CHECK(lualark_heap_holds(&h, first, 16));
  lualark_heap_clear(&h);
}

static void take_stacks(lualark_heap *h, void **stacks, int count) {
  for (int i = 0; i < count; i++)
    stacks[i] = lualark_heap_resize(h, NULL, 0, LUALARK_FIRST_STACK);
}

static void give_stacks(lualark_heap *h, void **stacks, int count) {
  for (int i = 0; i < count; i++)
    lualark_heap_resize(h, stacks[i], LUALARK_FIRST_STACK, 0);
}

static void stacks_serve_other_coroutines(void) {
  enum { MANY = 30 };
  void *stacks[MANY];
  lualark_heap h;
  counter c = {0};
  lark_allocator allocator = {resize, &c};
  lualark_heap_init(&h, &allocator);
  h.ground_bytes = LUALARK_FIRST_STACK;
  take_stacks(&h, stacks, MANY);
  long calls = c.calls;
  give_stacks(&h, stacks, MANY / 2);
  CHECK(h.spare_bytes == MANY / 2 * LUALARK_FIRST_STACK);
  void *text = lualark_heap_resize(&h, NULL, LUA_TSTRING, LUALARK_FIRST_STACK);
  CHECK(text != NULL && c.calls == calls + 1); // a string is no stack
  lualark_heap_resize(&h, text, LUALARK_FIRST_STACK, 0);
  take_stacks(&h, stacks, MANY / 2);
  CHECK(c.calls == calls + 1 && h.spare_bytes == 0);

  // They go back where more is empty than in use, and where room is needed.
  size_t held = h.held_bytes;
  give_stacks(&h, stacks, MANY);
  CHECK(h.held_bytes < held * 3 / 4 && h.spare_bytes > 0);
  h.limit_bytes = h.held_bytes + 1000;
  CHECK(lualark_heap_resize(&h, NULL, 0, h.spare_bytes / 2) != NULL);
  CHECK(h.held_bytes <= h.limit_bytes && c.held == h.held_bytes);
  take_stacks(&h, stacks, 1);
  CHECK(lualark_heap_holds(&h, stacks[0], 16)); // that of the ground
  lualark_heap_clear(&h);
  CHECK(c.held == 0);
}
#else
static void the_first_small_blocks_lie_side_by_side(void) {}
static void stacks_serve_other_coroutines(void) {}
#endif

static void what_is_empty_goes_back(void) {
  enum { MANY = 100000, BYTES = 48, MUCH = 8 << 20 };
  static void *blocks[MANY];
  counter c = {0};
  lark_allocator allocator = {resize, &c};
  lualark_heap h;
  lualark_heap_init(&h, &allocator);
  h.limit_bytes = MUCH + (1 << 20);
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < MANY; i++)
      blocks[i] = lualark_heap_resize(&h, NULL, 0, BYTES);
    CHECK(blocks[MANY - 1] != NULL);
    CHECK(h.held_bytes >= (size_t)MANY * BYTES && c.held == h.held_bytes);
    for (int i = 0; i < MANY; i++)
      lualark_heap_resize(&h, blocks[i], BYTES, 0);
    CHECK(h.held_bytes <= 1 << 20 && c.held == h.held_bytes);
  }
  lualark_heap_clear(&h);
  CHECK(c.held == 0);
}

// Where half is in use, chunks go back only to make room.
static void what_is_empty_makes_room(void) {
  enum { MANY = 100000, BYTES = 48 };
  static void *blocks[MANY];
  lualark_heap h;
  lark_allocator plain = {NULL, NULL};
  lualark_heap_init(&h, &plain);
  for (int i = 0; i < MANY; i++)
    blocks[i] = lualark_heap_resize(&h, NULL, 0, BYTES);
  h.limit_bytes = h.held_bytes;
  size_t whole = h.held_bytes;
  for (int i = 0; i < MANY * 2 / 5; i++)
    lualark_heap_resize(&h, blocks[i], BYTES, 0);
  CHECK(lualark_heap_resize(&h, NULL, 0, whole / 2) == NULL);
  CHECK(lualark_heap_resize(&h, NULL, 0, whole / 4) != NULL);
  for (int i = MANY * 2 / 5; i < MANY; i++)
    lualark_heap_resize(&h, blocks[i], BYTES, 0);
  lualark_heap_clear(&h);
}

static void blocks_have_a_largest_size(void) {
  lualark_heap h;
  lark_allocator plain = {NULL, NULL};
  lualark_heap_init(&h, &plain);
  h.block_bytes = 10000;
  h.string_bytes = 5000;
  CHECK(lualark_heap_resize(&h, NULL, 0, 10001) == NULL);
  CHECK(h.refusal == HEAP_TOO_LARGE);
  CHECK(lualark_heap_resize(&h, NULL, LUA_TSTRING, 5001) == NULL);
  void *one = lualark_heap_resize(&h, NULL, 0, 10000);
  CHECK(one != NULL);
  CHECK(lualark_heap_resize(&h, one, 10000, 10001) == NULL);
  CHECK(lualark_heap_resize(&h, NULL, 0, 0) == NULL);
  lualark_heap_clear(&h);
}

static size_t no_strain(const void *text, size_t bytes) {
  (void)text, (void)bytes;
  return 1;
}

static void long_strings_strain_until_they_are_looked_at(void) {
  lualark_heap h;
  lark_allocator plain = {NULL, NULL};
  lualark_heap_init(&h, &plain);
  void *text = lualark_heap_resize(&h, NULL, LUA_TSTRING, 100000);
  CHECK(h.strain >= 100000);
  lualark_heap_reckon(&h, no_strain);
  CHECK(h.strain <= 2);
  CHECK(lualark_heap_charge(&h, 500) && h.held_bytes >= 100500);
  h.limit_bytes = h.held_bytes + 10;
  CHECK(!lualark_heap_charge(&h, 11) && lualark_heap_charge(&h, 10));
  lualark_heap_resize(&h, text, 100000, 0);
  CHECK(h.strain == 0);
  lualark_heap_clear(&h);
}

static void long_strings_are_known_by_their_address(void) {
  lualark_heap h;
  counter c = {0};
  lark_allocator allocator = {.resize = resize, .user = &c};
  lualark_heap_init(&h, &allocator);
  void *string = lualark_heap_resize(&h, NULL, LUA_TSTRING, 300);
  void *other = lualark_heap_resize(&h, NULL, LUA_TSTRING, 5000);
  void *table = lualark_heap_resize(&h, NULL, LUA_TTABLE, 5000);
  const void *places[] = {table, (char *)string + 8, string, NULL, other, &h,
                          string};
  lualark_heap_keep_strings(&h, places, 7);
  int strings = 0;
  int others = 0;
  for (int i = 0; i < 7; i++) {
    strings += places[i] == string;
    others += places[i] == other;
    CHECK(places[i] == NULL || places[i] == string || places[i] == other);
  }
  CHECK(strings >= 1 && others == 1);
  lualark_heap_clear(&h);
}

int main(void) {
  what_is_in_a_block_stays();
  failing_is_harmless();
  nothing_is_written_beside();
  the_first_small_blocks_lie_side_by_side();
  stacks_serve_other_coroutines();
  what_is_empty_goes_back();
  what_is_empty_makes_room();
  blocks_have_a_largest_size();
  long_strings_strain_until_they_are_looked_at();
  long_strings_are_known_by_their_address();
  return check_failures();
}
