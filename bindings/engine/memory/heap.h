// SPDX-License-Identifier: MIT

/// The memory of one script, which is given back as a whole, whatever state its
/// Lua is in.
///
///     chunk   [ ground: small blocks of the first moment, side by side     ]
///     chunk   [ slab: cells of 16 ] [ slab: cells of 64 ] [ fresh ...      ]
///     large   block <-> block <-> block          (a list for each kind)
///
/// Blocks of up to 256 bytes are cells of slabs, each of which has cells of one
/// size; larger ones come from the allocator one by one. The small blocks that
/// a Lua state takes first mostly stay as long as it does: they lie side by
/// side, and what is given back there serves blocks of the same size. The heap
/// holds what it took from its allocator, slabs that are half empty included,
/// and that is what its limit bounds. A chunk whose slabs are all
/// empty goes back if more is empty than in use, or room is needed; so do
/// larger blocks of usual sizes, which others get until then: the stacks of
/// coroutines, and the nodes of tables with 9 to 32 fields.
///
/// malloc() takes a millisecond at times to free what Lua's collector gives
/// back block by block; a slab takes no time.
#ifndef LUALARK_HEAP_H
#define LUALARK_HEAP_H

#include "lark.h"

enum {
  HEAP_GROUND = 17664,        ///< bytes for the first small blocks
  HEAP_MORE_GROUND = 1 << 10, ///< and for some more; twice as many for the next
  HEAP_PIECES = 4,            ///< of ground
  HEAP_SPARE = 24 << 10,      ///< bytes of spare ones that are kept at most
  HEAP_USUAL = 3,             ///< sizes of larger blocks that come often
  HEAP_SLAB = 1024,           ///< bytes; slabs begin at multiples of it
  HEAP_SMALL = 256,           ///< the largest block in a slab
  HEAP_CLASSES = HEAP_SMALL / 16,
  HEAP_LONG = 12 << 10, ///< bytes from which on blocks can be walked
  HEAP_CHEAPER = 128 ///< an ordinary byte costs so much less than the dearest
};

/// Lists of large blocks: strings, then others, below HEAP_LONG and above.
enum { HEAP_STRINGS, HEAP_SHORT_ONES, HEAP_LONG_ONES, HEAP_LISTS };

/// Why a block was refused.
typedef enum heap_refusal {
  HEAP_FULL,      ///< it would pass the limit
  HEAP_TOO_LARGE, ///< no single block may be of that size
  HEAP_EXHAUSTED  ///< the allocator had no memory
} heap_refusal;

typedef struct heap_ground {
  char *begin;
  size_t bytes;
} heap_ground;

typedef struct lualark_heap {
  const lark_allocator *allocator;
  size_t limit_bytes;  ///< 0: none
  size_t block_bytes;  ///< the largest single block; 0: any
  size_t string_bytes; ///< the same for a Lua string
  size_t ground_bytes; ///< HEAP_GROUND, where more is not needed

  size_t held_bytes, peak_bytes;
  uint64_t taken_bytes; ///< all that was ever asked for
  heap_refusal refusal; ///< why a block was refused last

  struct heap_slab *partial[HEAP_CLASSES]; ///< slabs with room, by size
  struct heap_slab *empty;
  size_t empty_bytes;        ///< of the empty slabs
  struct heap_chunk *chunks; ///< the latest first
  heap_ground ground[HEAP_PIECES];
  unsigned pieces;                        ///< of it
  uintptr_t ground_low, ground_span;      ///< all lie in this many bytes
  char *ground_next, *ground_end;         ///< the rest of the last piece
  struct heap_cell *left[HEAP_SMALL / 8]; ///< given back there, by size
  struct heap_cell *spare[HEAP_USUAL];    ///< usual blocks, given back
  size_t spare_bytes;                     ///< of these
  char *fresh, *fresh_end; ///< the part of the latest chunk without slabs
  struct heap_large *blocks[HEAP_LISTS];

  // The strain of a large block is what an instruction may cost that works on
  // it, in bytes of the dearest kind.
  uint32_t strains[32]; ///< how many blocks have a strain of 2^i to 2^(i+1)
  size_t strain;        ///< the highest 2^(i+1); 0 if no block has any
} lualark_heap;

/// `allocator` stays the caller's. Limits may be changed at any time.
void lualark_heap_init(lualark_heap *h, const lark_allocator *allocator);

/// Gives everything back.
void lualark_heap_clear(lualark_heap *h);

/// Gives at least `bytes` bytes back, after which the heap can only be cleared
/// further; true where nothing is left.
bool lualark_heap_clear_some(lualark_heap *h, size_t bytes);

/// A lua_Alloc in all but its first argument. A block that shrinks may be
/// refused, too, since it may move to a smaller cell.
void *lualark_heap_resize(lualark_heap *h, void *block, size_t old_bytes,
                          size_t new_bytes);

/// Walks the long blocks that are no strings: returns the one after `block`,
/// the first one if that is NULL; NULL at the end.
const void *lualark_heap_next_long(const lualark_heap *h, const void *block,
                                   size_t *bytes);

/// Reckons the strain of new long strings. Until then they count as if all
/// their bytes were of the dearest kind, since Lua has not written them yet.
/// `reckon` gets the block as Lua has it. Not to be called while Lua makes a
/// string.
void lualark_heap_reckon(lualark_heap *h,
                         size_t (*reckon)(const void *block, size_t bytes));

/// Whether so many bytes at `place`, which may be any address, lie in a chunk,
/// so that they may be read.
bool lualark_heap_holds(const lualark_heap *h, const void *place, size_t bytes);

/// Sorts addresses, 256 at most, and replaces those that are not the address of
/// a large string by NULL.
void lualark_heap_keep_strings(const lualark_heap *h, const void **places,
                               size_t count);

/// Counts memory that is held for the script elsewhere; negative gives it back.
/// False if that would pass the limit.
bool lualark_heap_charge(lualark_heap *h, ptrdiff_t bytes);

#endif
