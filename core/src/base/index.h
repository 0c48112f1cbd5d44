// SPDX-License-Identifier: MIT

/// An index: finds things by a hash of their names, however many they are.
///
///     slots   [ o-]-> thing -> thing
///             [ o-]-> thing
///             [ - ]
///
/// Each thing holds a link. The index compares hashes alone: whoever looks
/// compares names. Adding cannot fail, since an index that gets no memory for
/// more slots has longer chains.
#ifndef LARK_INDEX_H
#define LARK_INDEX_H

#include "lark_json.h"

enum { LARK_INDEX_FEW = 4 };

typedef struct lark_index_link {
  struct lark_index_link *next;
  uint64_t hash;
} lark_index_link;

/// Starts as zeros and an allocator (which may be zeros, too).
typedef struct lark_index {
  lark_index_link **slots; ///< NULL: `few`
  size_t slot_count;       ///< a power of two
  size_t count;
  lark_index_link *few[LARK_INDEX_FEW];
  lark_allocator allocator;
} lark_index;

/// A hash of bytes that goes on from another one; 0 to begin.
uint64_t lark_hash(uint64_t before, const void *bytes, size_t length);

void lark_index_add(lark_index *index, lark_index_link *link, uint64_t hash);

/// Takes out a link that is in it.
void lark_index_remove(lark_index *index, lark_index_link *link);

/// The first link with a hash, and the next with the same; NULL: there is none.
lark_index_link *lark_index_find(const lark_index *index, uint64_t hash);
lark_index_link *lark_index_next(const lark_index_link *link);

/// Finds the first link of slot `*number` or a later one, which `*number`
/// becomes; NULL: there is none. Start with 0. To visit all: follow `next`, and
/// go on with the next number. To empty it: remove what it finds, until there
/// is none.
lark_index_link *lark_index_walk(const lark_index *index, size_t *number);

/// Frees the table, not the things, and leaves an index without any.
void lark_index_clear(lark_index *index);

#endif
