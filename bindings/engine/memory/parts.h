// SPDX-License-Identifier: MIT

/// The heads of chunks and large blocks, for the files of this room.
#ifndef LUALARK_PARTS_H
#define LUALARK_PARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "lark.h"

/// The head of a chunk: its slabs or its ground follow.
typedef struct heap_chunk {
  struct heap_chunk *next, *previous;
  void *block; ///< as the allocator gave it
  size_t bytes;
  uint32_t slabs, used; ///< slabs in it, and those with cells in use
  size_t reserved;      ///< what follows begins at a multiple of 16
} heap_chunk;

/// The head of a large block.
typedef struct heap_large {
  struct heap_large *next, *previous;
  size_t bytes;    ///< with this header, whose size is a multiple of 16
  uint32_t strain; ///< at most
  uint8_t list;
  bool fresh; ///< a string that was not reckoned yet
} heap_large;

/// Asks the heap's allocator.
static inline void *heap_ask(const lark_allocator *from, void *block,
                             size_t old_bytes, size_t new_bytes) {
  if (from->resize != NULL)
    return from->resize(from->user, block, old_bytes, new_bytes);
  if (new_bytes > 0) return realloc(block, new_bytes);
  free(block);
  return NULL;
}

static inline char *heap_chunk_end(const heap_chunk *c) {
  return (char *)c->block + c->bytes;
}

#endif
