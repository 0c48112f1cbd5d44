// SPDX-License-Identifier: MIT

/// The memory of one script: a region that is given back as a whole, whatever
/// state its Lua is in.
///
/// Small blocks stand in slabs of one size each, larger ones alone, in a list.
/// The first small ones, which a Lua state has for good, lie side by side. What
/// a heap holds is what it took from its allocator, slabs that are half empty
/// included; that is what its limit bounds. What was taken for slabs that are
/// all empty goes back where more is empty than in use, and where there would
/// be no room otherwise.
///
/// malloc() takes a millisecond at times for what Lua's collector frees one
/// after another, and a slab takes nothing.
#ifndef LUALARK_HEAP_H
#define LUALARK_HEAP_H

#include "lark.h"

enum {
  HEAP_GROUND = 17 << 10, ///< bytes, of the first small blocks
  HEAP_SLAB = 1024,       ///< bytes, and where slabs begin
  HEAP_SMALL = 256,       ///< the largest block in a slab
  HEAP_CLASSES = HEAP_SMALL / 16,
  HEAP_LONG = 12 << 10, ///< blocks from here on can be walked
  HEAP_CHEAPER = 128 ///< what any byte costs is so much less than the dearest
};

/// Lists of large blocks: strings, then others, below HEAP_LONG and above.
enum { HEAP_STRINGS, HEAP_SHORT_ONES, HEAP_LONG_ONES, HEAP_LISTS };

/// Why a block was refused.
typedef enum heap_refusal {
  HEAP_FULL,      ///< it would pass the limit
  HEAP_TOO_LARGE, ///< a single block of that size may not be
  HEAP_EXHAUSTED  ///< the allocator had none
} heap_refusal;

typedef struct lualark_heap {
  const lark_allocator *allocator;
  size_t limit_bytes;  ///< 0: none
  size_t block_bytes;  ///< the largest single block; 0: any
  size_t string_bytes; ///< the same, of a Lua string

  size_t held_bytes, peak_bytes;
  uint64_t taken_bytes; ///< all that was ever asked for
  heap_refusal refusal; ///< of the latest block that was refused

  struct heap_slab *partial[HEAP_CLASSES]; ///< with room, by size
  struct heap_slab *empty;
  size_t empty_bytes; ///< of these
  struct heap_chunk *chunks;
  char *ground, *ground_next, *ground_end; ///< NULL: none
  char *fresh, *fresh_end; ///< of the latest chunk: not a slab yet
  struct heap_large *blocks[HEAP_LISTS];

  // What an instruction may cost that works on one of the large blocks, in
  // bytes of the dearest kind: how many there are, by powers of 2.
  uint32_t strains[32];
  size_t strain; ///< such a power, of the dearest; 0: none is
} lualark_heap;

/// `allocator` stays the caller's. Limits may be changed at any time.
void lualark_heap_init(lualark_heap *h, const lark_allocator *allocator);

/// Gives everything back.
void lualark_heap_clear(lualark_heap *h);

/// A lua_Alloc in all but its first argument. A block that shrinks may be
/// refused, too: it moves to smaller ones.
void *lualark_heap_resize(lualark_heap *h, void *block, size_t old_bytes,
                          size_t new_bytes);

/// Walks the long blocks that are no strings: the one after `block`, the first
/// for NULL; NULL at the end.
const void *lualark_heap_next_long(const lualark_heap *h, const void *block,
                                   size_t *bytes);

/// Strings that are new count as if all their bytes were of the dearest kind,
/// until `reckon` has looked at them: it is given the block that Lua has, and
/// returns its strain. To be called where Lua is not making one.
void lualark_heap_reckon(lualark_heap *h,
                         size_t (*reckon)(const void *block, size_t bytes));

/// Whether so many bytes at an address that may be none lie among the small
/// blocks, so that they may be read.
bool lualark_heap_holds(const lualark_heap *h, const void *place, size_t bytes);

/// Sorts addresses, 256 at most, and puts NULL in place of those that no long
/// string of Lua's is at.
void lualark_heap_keep_strings(const lualark_heap *h, const void **places,
                               size_t count);

/// Counts memory that a script's owner holds for it elsewhere; negative: gives
/// it back. False where that would pass the limit.
bool lualark_heap_charge(lualark_heap *h, ptrdiff_t bytes);

#endif
