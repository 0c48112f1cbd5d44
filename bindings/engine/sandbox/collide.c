// SPDX-License-Identifier: MIT

// When a table grows, Lua puts its entries into the new nodes one by one, each
// after a look through those that share its place. Where all of them do, that
// takes quadratic time in a single instruction: 16384 such keys, which anybody
// can compute for integers and floats, take 350 ms.
//
// So when a block is allocated that may be a table's new nodes, the keys of
// tables that are full are looked at first, a sample of each: the number of
// pairs that would share a place tells how long the growth would take. Keys
// that were not chosen hardly ever share one.
#include "collide.h"

#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "clock.h"
#include "guard.h"
#include "layout.h"
#include "verdict.h"
#include "watch.h"

enum {
  SAMPLE = 96,        // keys of a table
  LARGE_SAMPLE = 256, // of one with this many nodes:
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
  return bytes / sizeof(lualark_node) >= LEAST_NODES &&
         lualark_layout_are_nodes(bytes);
}

// Some of a table's nodes, and those of their string keys that are no small
// blocks. What looks like a node may be a script's own bytes, so that its key
// may point anywhere: only strings that are known to be there are read.
typedef struct sample {
  const lualark_node *nodes[LARGE_SAMPLE];
  const void *strings[LARGE_SAMPLE];
  size_t count, string_count;
} sample;

static bool is_small(const lualark_heap *heap, const char *string) {
  return lualark_heap_holds(heap, lualark_layout_hash(string),
                            sizeof(uint32_t));
}

static bool is_among(const sample *s, const char *string) {
  for (size_t i = 0; i < s->string_count; i++) {
    if (s->strings[i] == string) return true;
  }
  return false;
}

// The place of a node's key among `count` nodes; false if that is not known, or
// a script cannot choose it.
static bool place_of(const lualark_heap *heap, const sample *s,
                     const lualark_node *node, size_t count, uint32_t *place) {
  if (lualark_layout_has_string(node) && !is_small(heap, node->key.string) &&
      !is_among(s, node->key.string))
    return false;
  return lualark_layout_place(node, count, place);
}

static uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

// Whether none of the nodes is free: a table grows only then.
static bool is_full(const lualark_node *nodes, size_t count, uint64_t *random) {
  for (int i = 0; i < PROBES; i++) {
    if (lualark_layout_is_free(&nodes[next_random(random) % count]))
      return false;
  }
  return true;
}

static int by_place(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a;
  uint32_t right = *(const uint32_t *)b;
  return (left > right) - (left < right);
}

static void gather(const lualark_heap *heap, const lualark_node *nodes,
                   size_t count, size_t most, uint64_t *random, sample *s) {
  s->count = s->string_count = 0;
  // No node twice: the stride is odd, and their number a power of two.
  size_t stride = count / most | 1;
  size_t at = next_random(random) % count;
  for (size_t i = 0; i < most; i++, at = (at + stride) % count) {
    const lualark_node *node = &nodes[at];
    if (lualark_layout_is_empty(node)) continue;
    s->nodes[s->count++] = node;
    if (lualark_layout_has_string(node) && !is_small(heap, node->key.string))
      s->strings[s->string_count++] = node->key.string;
  }
  if (s->string_count > 0)
    lualark_heap_keep_strings(heap, s->strings, s->string_count);
}

// Counts the pairs of a sample's keys that share a place among `new_count`
// nodes.
static size_t count_pairs(const lualark_heap *heap, const sample *s,
                          size_t new_count) {
  uint32_t places[LARGE_SAMPLE];
  size_t found = 0;
  size_t pairs = 0;
  for (size_t i = 0; i < s->count; i++)
    if (place_of(heap, s, s->nodes[i], new_count, &places[found])) found++;
  qsort(places, found, sizeof places[0], by_place);
  for (size_t i = 0, same = 0; i + 1 < found; i++) {
    same = places[i] == places[i + 1] ? same + 1 : 0;
    pairs += same;
  }
  return pairs;
}

// Whether the keys of `count` nodes collide among `new_count`.
static bool collide(const lualark_heap *heap, const lualark_node *nodes,
                    size_t count, size_t new_count, uint64_t *random) {
  sample taken;
  size_t most_keys = count >= LARGE ? LARGE_SAMPLE : SAMPLE;
  double all = (double)most_keys * (double)(most_keys - 1) / 2;
  double by_chance = all / (double)new_count;
  double most = (double)MOST_MEETINGS;
  if (heap->limit_bytes > BYTES_FOR_THOSE)
    most *= (double)heap->limit_bytes / BYTES_FOR_THOSE;
  // The sample has as large a share of such pairs as the whole table.
  double share = most / ((double)count * (double)count / 2);
  double tolerated = 6 + 4 * by_chance;
  if (tolerated < all * share) tolerated = all * share;
  gather(heap, nodes, count, most_keys, random, &taken);
  return (double)count_pairs(heap, &taken, new_count) > tolerated;
}

static void condemn(struct script *script, const char *what) {
  lualark_verdict_condemn(
      script, "%s collide: it would take too long to find them", what);
}

bool lualark_collide_check_table(struct script *script, const void *block,
                                 size_t bytes) {
  const lualark_heap *heap = &script->heap;
  uint64_t random = lark_now_us() * 0x9e3779b97f4a7c15 | 1;
  size_t new_count = bytes / sizeof(lualark_node);
  size_t its_bytes = 0;
  if (!are_nodes(bytes)) return false;
  for (const void *nodes = lualark_heap_next_long(heap, NULL, &its_bytes);
       nodes != NULL; nodes = lualark_heap_next_long(heap, nodes, &its_bytes)) {
    size_t count = its_bytes / sizeof(lualark_node);
    if (nodes == block || !are_nodes(its_bytes)) continue;
    if (!is_full(nodes, count, &random)) continue;
    if (!collide(heap, nodes, count, new_count, &random)) continue;
    condemn(script, "the keys of a table");
    return true;
  }
  return false;
}

// ------------------------------------------------------------- short strings

// Lua has each short string once, in a hash table whose entries are chains; a
// new string becomes the first of its chain. Finding one, or freeing it, goes
// through the chain. A script can find out the seed of the hash, from the order
// in which a table traverses strings. Chains of strings that were not chosen
// have a few members, and among a million some have two hundred.
//
// So one in eight or so is looked at, and which is random: whether its chain is
// far too long, or many of those made lately stand in long ones.
enum {
  LONG_CHAIN = 100,  // and a fifth more for each 4 MiB of the limit
  FAR_TOO_LONG = 10, // times that
  LOOKS = 64,
  MANY = 3, // long chains in so many looks
  LARGEST_GAP = 15
};

static bool is_suspect(struct script *script, const char *string) {
  size_t most = LONG_CHAIN + LONG_CHAIN / 5 * (script->heap.limit_bytes >> 22);
  size_t length = lualark_layout_chain(string, most * FAR_TOO_LONG);
  if (script->strings.looks++ % LOOKS == 0) script->strings.long_chains = 0;
  if (length > most) script->strings.long_chains++;
  return length > most * FAR_TOO_LONG || script->strings.long_chains >= MANY;
}

// Looks at the string before: the new one is not in the table yet.
void lualark_collide_check_string(struct script *script, const void *string) {
  const char *latest = script->strings.latest;
  uint64_t *random = &script->strings.random;
  script->strings.latest = string;
  if (script->strings.gap > 0) script->strings.gap--;
  if (script->strings.gap > 0 || latest == NULL ||
      !lualark_layout_is_short(latest))
    return;
  if (*random == 0) *random = (uint64_t)(uintptr_t)string | 1;
  script->strings.gap = 1 + (unsigned)(next_random(random) % LARGEST_GAP);
  bool can_end = lualark_guard_may_cut(script);
  if (!can_end || !is_suspect(script, latest)) return;
  condemn(script, "the strings");
  lualark_watch_hasten(script);
}

void lualark_collide_forget(struct script *script, const void *block) {
  if (block == script->strings.latest) script->strings.latest = NULL;
}

void lualark_collide_open(lua_State *L, struct script *script) {
  uint64_t *random = &script->strings.random;
  if (!lualark_chance_take(script->all, random, sizeof *random))
    luaL_error(L, "no random bytes");
}
