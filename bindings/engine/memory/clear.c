// SPDX-License-Identifier: MIT

// Gives the memory of a heap back, bit by bit.
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "heap.h"
#include "parts.h"

// Gives the pages of a block back to the kernel before it is freed. free()
// would keep them until the memory above is free, too, and then give all of it
// back in one piece: 70 us for each MiB.
static void give_pages(const lualark_heap *h, void *block, size_t bytes) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  if (h->allocator->resize != NULL || bytes < 16 * page) return;
  uintptr_t from = ((uintptr_t)block + page - 1) & ~(page - 1);
  uintptr_t end = ((uintptr_t)block + bytes) & ~(page - 1);
  madvise((char *)block + (from - (uintptr_t)block), end - from, MADV_DONTNEED);
}

// Gives one large block back, and returns its bytes; 0 if there is none.
static size_t clear_large(lualark_heap *h) {
  for (int list = 0; list < HEAP_LISTS; list++) {
    heap_large *first = h->blocks[list];
    if (first == NULL) continue;
    size_t bytes = first->bytes;
    h->blocks[list] = first->next;
    give_pages(h, first, bytes);
    heap_ask(h->allocator, first, bytes, 0);
    return bytes;
  }
  return 0;
}

// The same for a chunk.
static size_t clear_chunk(lualark_heap *h) {
  heap_chunk *first = h->chunks;
  if (first == NULL) return 0;
  size_t bytes = first->bytes;
  void *block = first->block;
  h->chunks = first->next;
  give_pages(h, block, bytes);
  heap_ask(h->allocator, block, bytes, 0);
  return bytes;
}

bool lualark_heap_clear_some(lualark_heap *h, size_t bytes) {
  size_t freed = 0;
  while (freed < bytes) {
    size_t more = clear_large(h);
    if (more == 0) more = clear_chunk(h);
    if (more == 0) {
      lualark_heap_init(h, h->allocator);
      return true;
    }
    freed += more;
    h->held_bytes -= more;
  }
  return false;
}

void lualark_heap_clear(lualark_heap *h) {
  lualark_heap_clear_some(h, SIZE_MAX);
}
