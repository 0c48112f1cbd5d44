// SPDX-License-Identifier: MIT

// Keys that collide. When a table grows, Lua puts its entries into the new
// nodes one by one, each after a look through those that share its place: where
// all of them do, that takes quadratic time in a single instruction, and nobody
// is asked in between. 16384 such keys, which anybody can compute for integers
// and floats, take 350 ms.
//
// So when memory is taken that may be a table's new nodes, the keys of tables
// that are full are looked at first, a sample of each: how many pairs would
// share a place tells what the growth would take. Of keys that nobody chose,
// hardly any do.
//
// This knows what a node and a string of Lua 5.4 looks like, and how it finds a
// key's place (ltable.c, since 5.4.3); where another Lua differs, nothing is
// found.
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"

typedef struct node {
  uint64_t value;
  uint8_t value_type, key_type;
  int32_t next;
  union {
    int64_t integer;
    double number;
    const char *string;
  } key;
} node;

enum {
  TYPE = 0x0f, // of a tag; the rest is its variant
  KEY_INTEGER = LUA_TNUMBER,
  KEY_FLOAT = LUA_TNUMBER | 1 << 4,
  KEY_SHORT_STRING = LUA_TSTRING | 1 << 6,
  KEY_LONG_STRING = LUA_TSTRING | 1 << 4 | 1 << 6,
  HASH_OF_STRING = 12, // where it stands in a string
  SAMPLE = 96,         // keys of a table
  LARGE_SAMPLE = 256,  // of one with this many nodes
  LARGE = 16384,
  PROBES = 48,
  // Fewer keys take no longer than three milliseconds, whatever they are.
  LEAST_NODES = 2048,
  // Pairs of keys that meet while a table grows, at 1.3 ns each: about a
  // millisecond for each 4 MiB that a script may have.
  MOST_MEETINGS = 750000,
  BYTES_FOR_THOSE = 4 << 20
};

static bool are_nodes(size_t bytes) {
  size_t count = bytes / sizeof(node);
  return bytes % sizeof(node) == 0 && count >= LEAST_NODES &&
         (count & (count - 1)) == 0;
}

static uint32_t hash_of_float(double number) {
  int exponent = 0;
  double mantissa = frexp(number, &exponent) * -(double)INT_MIN;
  if (!(mantissa >= -0x1p63 && mantissa < 0x1p63)) return 0;
  uint32_t hash = (uint32_t)exponent + (uint32_t)(int64_t)mantissa;
  return hash <= INT_MAX ? hash : ~hash;
}

// Some of a table's nodes, and the strings among their keys that are none of
// the small blocks: what looks like a node may be a script's own bytes, and
// lead anywhere.
typedef struct sample {
  const node *nodes[LARGE_SAMPLE];
  const void *strings[LARGE_SAMPLE];
  size_t count, string_count;
} sample;

static bool is_string(const node *n) {
  return n->key_type == KEY_SHORT_STRING || n->key_type == KEY_LONG_STRING;
}

static const char *hash_in(const char *string) {
  return (const char *)((uintptr_t)string + HASH_OF_STRING);
}

static bool is_small(const heap *h, const char *string) {
  return heap_holds(h, hash_in(string), sizeof(uint32_t));
}

static bool is_among(const sample *s, const char *string) {
  for (size_t i = 0; i < s->string_count; i++) {
    if (s->strings[i] == string) return true;
  }
  return false;
}

// The hash of a key that is a string; false where that cannot be read.
static bool hash_of_string(const heap *h, const sample *s, const char *string,
                           uint32_t *hash) {
  if (!is_small(h, string) && !is_among(s, string)) return false;
  memcpy(hash, hash_in(string), sizeof *hash);
  return true;
}

// The place of a node's key among `count` nodes; false for keys that nobody can
// choose.
static bool place_of(const heap *h, const sample *s, const node *n,
                     size_t count, uint32_t *place) {
  uint64_t modulus = (count - 1) | 1;
  uint32_t hash = 0;
  switch (n->key_type) {
  case KEY_INTEGER:
    *place = (uint32_t)((uint64_t)n->key.integer % modulus);
    return true;
  case KEY_FLOAT:
    *place = (uint32_t)(hash_of_float(n->key.number) % modulus);
    return true;
  case KEY_SHORT_STRING:
  case KEY_LONG_STRING: // its hash was taken when it became a key
    if (!hash_of_string(h, s, n->key.string, &hash)) return false;
    *place = hash & (uint32_t)(count - 1);
    return true;
  default: return false;
  }
}

static uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

// A table grows when none of its nodes is free.
static bool is_full(const node *nodes, size_t count, uint64_t *random) {
  for (int i = 0; i < PROBES; i++) {
    if (nodes[next_random(random) % count].key_type == LUA_TNIL) return false;
  }
  return true;
}

static int by_place(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a;
  uint32_t right = *(const uint32_t *)b;
  return (left > right) - (left < right);
}

static void gather(const heap *h, const node *nodes, size_t count, size_t most,
                   uint64_t *random, sample *s) {
  s->count = s->string_count = 0;
  // Each node once: from anywhere, with a stride that is odd.
  size_t stride = count / most | 1;
  size_t at = next_random(random) % count;
  for (size_t i = 0; i < most; i++, at = (at + stride) % count) {
    const node *n = &nodes[at];
    if ((n->value_type & TYPE) == LUA_TNIL) continue;
    s->nodes[s->count++] = n;
    if (is_string(n) && !is_small(h, n->key.string))
      s->strings[s->string_count++] = n->key.string;
  }
  if (s->string_count > 0) heap_keep_strings(h, s->strings, s->string_count);
}

// How many pairs of a sample of a table's keys share a place among `new_count`
// nodes.
static size_t count_pairs(const heap *h, const sample *s, size_t new_count) {
  uint32_t places[LARGE_SAMPLE];
  size_t found = 0;
  size_t pairs = 0;
  for (size_t i = 0; i < s->count; i++)
    if (place_of(h, s, s->nodes[i], new_count, &places[found])) found++;
  qsort(places, found, sizeof places[0], by_place);
  for (size_t i = 0, same = 0; i + 1 < found; i++) {
    same = places[i] == places[i + 1] ? same + 1 : 0;
    pairs += same;
  }
  return pairs;
}

static bool collide(const heap *h, const node *nodes, size_t count,
                    size_t new_count, uint64_t *random) {
  sample taken;
  size_t most_keys = count >= LARGE ? LARGE_SAMPLE : SAMPLE;
  double all = (double)most_keys * (double)(most_keys - 1) / 2;
  double by_chance = all / (double)new_count;
  double most = (double)MOST_MEETINGS;
  if (h->limit_bytes > BYTES_FOR_THOSE)
    most *= (double)h->limit_bytes / BYTES_FOR_THOSE;
  // What there are among all pairs of the table, there are of the sample's.
  double share = most / ((double)count * (double)count / 2);
  double tolerated = 6 + 4 * by_chance;
  if (tolerated < all * share) tolerated = all * share;
  gather(h, nodes, count, most_keys, random, &taken);
  return (double)count_pairs(h, &taken, new_count) > tolerated;
}

static void end_for_collisions(script *s, const char *what) {
  engine_script_limit(s, engine_script_running(s),
                      "%s collide: it would take too long to find them", what);
  engine_guard_cut(s);
}

void engine_collide_look(script *s, const void *block, size_t bytes) {
  uint64_t random = lualark_now_us() * 0x9e3779b97f4a7c15 | 1;
  size_t new_count = bytes / sizeof(node);
  size_t its_bytes = 0;
  if (!s->sandboxed || !are_nodes(bytes)) return;
  for (const void *nodes = heap_next_long(&s->heap, NULL, &its_bytes);
       nodes != NULL; nodes = heap_next_long(&s->heap, nodes, &its_bytes)) {
    size_t count = its_bytes / sizeof(node);
    if (nodes == block || !are_nodes(its_bytes)) continue;
    if (!is_full(nodes, count, &random)) continue;
    if (!collide(&s->heap, nodes, count, new_count, &random)) continue;
    end_for_collisions(s, "the keys of a table");
  }
}

// ------------------------------------------------------------- short strings

// Lua has each short string once, in a table whose places are the first of a
// chain each; a new one comes before those that share its place. Looking for
// one, or freeing it, goes through them. The seed of the hash can be found out:
// where a table puts strings tells. Of strings that nobody chose a place has a
// few, and among a million some places have two hundred.
//
// So one in eight or so is looked at, nobody knows which: whether chains are
// longer than any would be, or many that are made join long ones.
enum {
  NEXT_OF_STRING = 16,
  LENGTH_OF_STRING = 11, // negative: it is not in that table (Lua 5.5)
  LONG_CHAIN = 100,      // and a fifth more for each 4 MiB of the limit
  FAR_TOO_LONG = 10,     // times that
  LOOKS = 64,
  MANY = 3, // long chains in so many looks
  LARGEST_GAP = 15
};

static bool is_in_table(const char *string) {
#if LUA_VERSION_NUM >= 505
  return (signed char)string[LENGTH_OF_STRING] >= 0;
#else
  return string != NULL;
#endif
}

static size_t length_of_chain(const char *string, size_t most) {
  size_t length = 0;
  for (; string != NULL && length <= most; length++)
    memcpy(&string, string + NEXT_OF_STRING, sizeof string);
  return length;
}

static bool is_suspect(script *s, const char *string) {
  size_t most = LONG_CHAIN + LONG_CHAIN / 5 * (s->heap.limit_bytes >> 22);
  size_t length = length_of_chain(string, most * FAR_TOO_LONG);
  if (s->looks++ % LOOKS == 0) s->long_chains = 0;
  if (length > most) s->long_chains++;
  return length > most * FAR_TOO_LONG || s->long_chains >= MANY;
}

void engine_collide_string(script *s, const void *made) {
  const char *string = s->latest_string;
  s->latest_string = made;
  if (s->string_gap > 0) s->string_gap--;
  if (s->string_gap > 0 || string == NULL || !is_in_table(string)) return;
  if (s->random == 0) s->random = (uint64_t)(uintptr_t)made | 1;
  s->string_gap = 1 + (unsigned)(next_random(&s->random) % LARGEST_GAP);
  bool may_cut = s->way_out != NULL && s->scheduler != NULL;
  if (may_cut && is_suspect(s, string)) end_for_collisions(s, "the strings");
}
