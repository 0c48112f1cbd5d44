// SPDX-License-Identifier: MIT
#include "heap.h"

#include <limits.h>
#include <lua.h>
#include <stdlib.h>
#include <string.h>

#include "layout.h"
#include "parts.h"

// Sanitizers watch blocks of the allocator, and not cells of a slab.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EACH_BLOCK_ALONE
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define EACH_BLOCK_ALONE
#endif
#if defined(EACH_BLOCK_ALONE)
enum { SMALL = 0 };
#else
enum { SMALL = HEAP_SMALL };
#endif

// How much to take at once for slabs: an eighth of what is held already.
enum { SMALLEST_CHUNK = 4 << 10, LARGEST_CHUNK = 64 << 10 };

// The same near the limit. A chunk begins anywhere and slabs at multiples of
// their size, so that this is room for three.
enum { LEAST_CHUNK = 4 * HEAP_SLAB };

// A free block: a cell, a piece of ground or a usual block.
typedef struct heap_cell cell;
struct heap_cell {
  cell *next;
};

typedef struct heap_slab {
  struct heap_slab *next, *previous; // in a list of partial or of empty slabs
  cell *free;                        // that were given back
  uint32_t number;                   // its place in its chunk
  uint8_t used;
  uint8_t untouched; // the last cells, which were never used
  uint8_t cells;     // all
  uint8_t class;     // of their size
} heap_slab;

void lualark_heap_init(lualark_heap *h, const lark_allocator *allocator) {
  memset(h, 0, sizeof *h);
  h->allocator = allocator;
  h->ground_bytes = HEAP_GROUND;
}

// ------------------------------------------------------- from the allocator

static void *refuse(lualark_heap *h, heap_refusal why) {
  h->refusal = why;
  return NULL;
}

static bool fits(const lualark_heap *h, size_t bytes) {
  if (h->limit_bytes == 0) return true;
  return h->held_bytes <= h->limit_bytes &&
         bytes <= h->limit_bytes - h->held_bytes;
}

static void drop_chunks(lualark_heap *h, unsigned most);
static void drop_spare(lualark_heap *h);

static bool has_room(lualark_heap *h, size_t bytes) {
  if (fits(h, bytes)) return true;
  drop_chunks(h, UINT_MAX);
  drop_spare(h);
  return fits(h, bytes);
}

static void hold(lualark_heap *h, size_t bytes) {
  h->held_bytes += bytes;
  if (h->held_bytes > h->peak_bytes) h->peak_bytes = h->held_bytes;
}

bool lualark_heap_charge(lualark_heap *h, ptrdiff_t bytes) {
  if (bytes <= 0) {
    h->held_bytes -= (size_t)-bytes;
    return true;
  }
  if (!has_room(h, (size_t)bytes)) return refuse(h, HEAP_FULL);
  hold(h, (size_t)bytes);
  return true;
}

// --------------------------------------------------------------------- slabs

static size_t chunk_bytes(const lualark_heap *h) {
  size_t bytes = h->held_bytes / 8;
  if (bytes < SMALLEST_CHUNK) bytes = SMALLEST_CHUNK;
  if (bytes > LARGEST_CHUNK) bytes = LARGEST_CHUNK;
  return bytes & ~(size_t)(HEAP_SLAB - 1);
}

// A chunk whose header ends at a multiple of `alignment`.
static heap_chunk *take_chunk(lualark_heap *h, size_t bytes, size_t alignment) {
  if (!has_room(h, bytes)) return refuse(h, HEAP_FULL);
  char *block = heap_ask(h->allocator, NULL, 0, bytes);
  if (block == NULL) return refuse(h, HEAP_EXHAUSTED);
  hold(h, bytes);
  uintptr_t least = (uintptr_t)block + sizeof(heap_chunk);
  uintptr_t first = (least + alignment - 1) & ~(uintptr_t)(alignment - 1);
  heap_chunk *made = (heap_chunk *)(void *)(block + (first - least));
  *made = (heap_chunk){.next = h->chunks, .block = block, .bytes = bytes};
  if (made->next != NULL) made->next->previous = made;
  return h->chunks = made;
}

// Takes a chunk, a smaller one if the limit is near.
static bool grow(lualark_heap *h) {
  size_t bytes = chunk_bytes(h);
  while (!has_room(h, bytes) && bytes > LEAST_CHUNK)
    bytes /= 2;
  heap_chunk *made = take_chunk(h, bytes, HEAP_SLAB);
  if (made == NULL) return false;
  h->fresh = (char *)(made + 1);
  h->fresh_end = heap_chunk_end(made);
  return true;
}

static void link_slab(heap_slab **list, heap_slab *s) {
  s->next = *list;
  s->previous = NULL;
  if (s->next != NULL) s->next->previous = s;
  *list = s;
}

static void unlink_slab(heap_slab **list, heap_slab *s) {
  if (s->next != NULL) s->next->previous = s->previous;
  if (s->previous != NULL)
    s->previous->next = s->next;
  else
    *list = s->next;
}

static size_t cell_bytes(unsigned class) {
  return (class + 1) * (size_t)16;
}

static heap_chunk *chunk_of(heap_slab *s) {
  char *first = (char *)s - (size_t)s->number * HEAP_SLAB;
  return (heap_chunk *)(void *)first - 1;
}

// Makes a slab of the latest chunk, or of a new one.
static heap_slab *fresh_slab(lualark_heap *h) {
  if (h->fresh_end - h->fresh < HEAP_SLAB && !grow(h)) return NULL;
  heap_slab *s = (heap_slab *)(void *)h->fresh;
  h->fresh += HEAP_SLAB;
  s->number = h->chunks->slabs++;
  return s;
}

static heap_slab *new_slab(lualark_heap *h, unsigned class) {
  heap_slab *s = h->empty;
  if (s != NULL) {
    unlink_slab(&h->empty, s);
    h->empty_bytes -= HEAP_SLAB;
  } else {
    s = fresh_slab(h);
    if (s == NULL) return NULL;
  }
  chunk_of(s)->used++;
  s->free = NULL;
  s->used = 0;
  s->class = (uint8_t) class;
  s->cells = (uint8_t)((HEAP_SLAB - sizeof *s) / cell_bytes(class));
  s->untouched = s->cells;
  link_slab(&h->partial[class], s);
  return s;
}

static void *take_cell(lualark_heap *h, unsigned class) {
  heap_slab *s = h->partial[class];
  if (s == NULL) s = new_slab(h, class);
  if (s == NULL) return NULL;
  cell *taken = s->free;
  if (taken != NULL)
    s->free = taken->next;
  else
    taken = (cell *)(void *)((char *)(s + 1) +
                             (s->cells - s->untouched--) * cell_bytes(class));
  if (++s->used == s->cells) unlink_slab(&h->partial[class], s);
  return taken;
}

// Whether all slabs of a chunk are empty. The latest chunk stays, since slabs
// are made of it.
static bool may_go(const lualark_heap *h, const heap_chunk *c) {
  return c->used == 0 && c->slabs > 0 && c != h->chunks;
}

static void drop_chunk(lualark_heap *h, heap_chunk *c) {
  char *its = (char *)(c + 1);
  for (uint32_t i = 0; i < c->slabs; i++, its += HEAP_SLAB)
    unlink_slab(&h->empty, (heap_slab *)(void *)its);
  h->empty_bytes -= (size_t)c->slabs * HEAP_SLAB;
  h->held_bytes -= c->bytes;
  if (c->next != NULL) c->next->previous = c->previous;
  c->previous->next = c->next; // it is not the first
  heap_ask(h->allocator, c->block, c->bytes, 0);
}

static void drop_chunks(lualark_heap *h, unsigned most) {
  if (h->empty_bytes == 0) return;
  for (heap_chunk *c = h->chunks, *next = NULL; c != NULL && most > 0;
       c = next) {
    next = c->next;
    if (!may_go(h, c)) continue;
    drop_chunk(h, c);
    most--;
  }
}

static bool is_half_empty(const lualark_heap *h) {
  return h->empty_bytes + h->spare_bytes > h->held_bytes / 2;
}

static void retire(lualark_heap *h, heap_slab *s) {
  heap_chunk *its = chunk_of(s);
  unlink_slab(&h->partial[s->class], s);
  link_slab(&h->empty, s);
  h->empty_bytes += HEAP_SLAB;
  its->used--;
  // Two at once, so that it catches up with chunks that were kept before; no
  // more, since it takes time.
  if (its->used == 0 && is_half_empty(h)) drop_chunks(h, 2);
}

static void give_cell(lualark_heap *h, void *block) {
  heap_slab *s = (heap_slab *)(void *)((char *)block -
                                       ((uintptr_t)block & (HEAP_SLAB - 1)));
  cell *given = block;
  if (s->used == s->cells) link_slab(&h->partial[s->class], s);
  given->next = s->free;
  s->free = given;
  if (--s->used == 0) retire(h, s);
}

// -------------------------------------------------------------------- ground

// Sizes of ground blocks are multiples of a pointer's.
static unsigned place_of(size_t bytes) {
  return (unsigned)((bytes - 1) / sizeof(cell));
}

// Keeps in mind between which addresses all pieces lie.
static void span_ground(lualark_heap *h, const heap_ground *piece) {
  uintptr_t low = (uintptr_t)piece->begin;
  uintptr_t end = low + piece->bytes;
  if (h->ground_span > 0) {
    uintptr_t old_end = h->ground_low + h->ground_span;
    if (h->ground_low < low) low = h->ground_low;
    if (old_end > end) end = old_end;
  }
  h->ground_low = low;
  h->ground_span = end - low;
}

// Lays the ground, and further pieces, each twice as large as the one before,
// when that is used up. If there is no room for one, slabs serve, and go on
// alone.
static bool lay_ground(lualark_heap *h) {
  if (h->pieces == HEAP_PIECES || h->fresh != NULL) return false;
  size_t bytes = h->pieces == 0 ? h->ground_bytes
                                : (size_t)HEAP_MORE_GROUND << (h->pieces - 1);
  heap_chunk *made = take_chunk(h, sizeof *made + bytes, 16);
  if (made == NULL) return false;
  heap_ground *piece = &h->ground[h->pieces++];
  piece->begin = h->ground_next = (char *)(made + 1);
  h->ground_end = heap_chunk_end(made);
  piece->bytes = (size_t)(h->ground_end - h->ground_next);
  span_ground(h, piece);
  return true;
}

static void *break_ground(lualark_heap *h, size_t bytes) {
  if ((size_t)(h->ground_end - h->ground_next) < bytes &&
      (!lay_ground(h) || (size_t)(h->ground_end - h->ground_next) < bytes))
    return NULL;
  char *taken = h->ground_next;
  h->ground_next += bytes;
  return taken;
}

static void *take_ground(lualark_heap *h, size_t bytes) {
  unsigned place = place_of(bytes);
  cell *left = h->left[place];
  if (left != NULL) {
    h->left[place] = left->next;
    return left;
  }
  bytes = (place + 1) * sizeof *left;
  bool is_full = (size_t)(h->ground_end - h->ground_next) < bytes;
  return is_full && h->fresh != NULL ? NULL : break_ground(h, bytes);
}

static bool is_ground(const lualark_heap *h, const void *block) {
  uintptr_t at = (uintptr_t)block;
  if (at - h->ground_low >= h->ground_span) return false;
  for (unsigned i = 0; i < HEAP_PIECES; i++) {
    if (at - (uintptr_t)h->ground[i].begin < h->ground[i].bytes) return true;
  }
  return false;
}

static void give_ground(lualark_heap *h, void *block, size_t bytes) {
  unsigned place = place_of(bytes);
  cell *given = block;
  given->next = h->left[place];
  h->left[place] = given;
}

// -------------------------------------------------------------- large blocks

static unsigned power_of(size_t bytes) {
  return (unsigned)(sizeof bytes * 8) - 1 -
         (unsigned)__builtin_clzl((unsigned long)bytes);
}

static size_t dearest_of(const uint32_t *counts) {
  for (unsigned power = 32; power-- > 0;) {
    if (counts[power] > 0) return (size_t)2 << power;
  }
  return 0;
}

// Counts one block more or one less of that strain.
static void count(lualark_heap *h, uint32_t strain, int change) {
  if (strain == 0) return;
  unsigned power = power_of(strain);
  size_t its = (size_t)2 << power;
  h->strains[power] += (uint32_t)change;
  if (change > 0 && its > h->strain) h->strain = its;
  if (change < 0 && its == h->strain && h->strains[power] == 0)
    h->strain = dearest_of(h->strains);
}

static void unlink_large(lualark_heap *h, const heap_large *l) {
  if (l->next != NULL) l->next->previous = l->previous;
  if (l->previous != NULL)
    l->previous->next = l->next;
  else
    h->blocks[l->list] = l->next;
}

static uint32_t at_most(size_t strain) {
  return strain < UINT32_MAX ? (uint32_t)strain : UINT32_MAX;
}

// Puts a block, as it came from the allocator, into its list.
static void *settle(lualark_heap *h, heap_large *l, size_t whole,
                    bool is_string) {
  l->bytes = whole;
  l->list = is_string           ? HEAP_STRINGS
            : whole < HEAP_LONG ? HEAP_SHORT_ONES
                                : HEAP_LONG_ONES;
  l->fresh = is_string;
  l->strain = at_most(is_string ? whole : whole / HEAP_CHEAPER);
  l->previous = NULL;
  l->next = h->blocks[l->list];
  if (l->next != NULL) l->next->previous = l;
  h->blocks[l->list] = l;
  hold(h, whole);
  count(h, l->strain, 1);
  return l + 1;
}

static void unsettle(lualark_heap *h, const heap_large *l) {
  h->held_bytes -= l->bytes;
  unlink_large(h, l);
  count(h, l->strain, -1);
}

// Fresh strings stand first in their list.
void lualark_heap_reckon(lualark_heap *h,
                         size_t (*reckon)(const void *block, size_t bytes)) {
  for (heap_large *l = h->blocks[HEAP_STRINGS]; l != NULL && l->fresh;
       l = l->next) {
    l->fresh = false;
    count(h, l->strain, -1);
    l->strain = at_most(reckon(l + 1, l->bytes - sizeof *l));
    count(h, l->strain, 1);
  }
}

static void *new_large(lualark_heap *h, size_t bytes, bool is_string) {
  size_t whole = bytes + sizeof(heap_large);
  if (whole < bytes || !has_room(h, whole)) return refuse(h, HEAP_FULL);
  heap_large *made = heap_ask(h->allocator, NULL, 0, whole);
  if (made == NULL) return refuse(h, HEAP_EXHAUSTED);
  return settle(h, made, whole, is_string);
}

static void free_large(lualark_heap *h, void *block) {
  heap_large *l = (heap_large *)block - 1;
  unsettle(h, l);
  heap_ask(h->allocator, l, l->bytes, 0);
}

static void *resize_large(lualark_heap *h, void *block, size_t new_bytes) {
  heap_large *l = (heap_large *)block - 1;
  size_t whole = new_bytes + sizeof *l;
  if (whole < new_bytes) return refuse(h, HEAP_FULL);
  if (whole > l->bytes && !has_room(h, whole - l->bytes))
    return refuse(h, HEAP_FULL);
  unsettle(h, l);
  heap_large *moved = heap_ask(h->allocator, l, l->bytes, whole);
  if (moved != NULL) return settle(h, moved, whole, false);
  settle(h, l, l->bytes, false);
  return refuse(h, HEAP_EXHAUSTED);
}

// ------------------------------------------------------------- usual blocks

// The list of spare blocks of this size; HEAP_USUAL: it is no usual one.
static unsigned usual_of(size_t bytes) {
  if (SMALL == 0) return HEAP_USUAL;
  switch (bytes) {
  case LUALARK_FIRST_STACK: return 0;
  case LUALARK_NODES(16): return 1;
  case LUALARK_NODES(32): return 2;
  default: return HEAP_USUAL;
  }
}

// NULL: it is to be a large block.
static void *take_usual(lualark_heap *h, unsigned usual, size_t bytes) {
  cell *spare = h->spare[usual];
  if (spare == NULL) return break_ground(h, bytes);
  h->spare[usual] = spare->next;
  h->spare_bytes -= bytes;
  return spare;
}

static void keep_usual(lualark_heap *h, unsigned usual, void *block,
                       size_t bytes) {
  cell *spare = block;
  spare->next = h->spare[usual];
  h->spare[usual] = spare;
  h->spare_bytes += bytes;
}

// Whether a large block is to be kept, which has no strain then. It stays
// settled while it is spare. Strings are not kept, since they have a list of
// their own.
static bool is_kept(lualark_heap *h, heap_large *l) {
  if (l->list == HEAP_STRINGS || h->spare_bytes >= HEAP_SPARE ||
      is_half_empty(h))
    return false;
  count(h, l->strain, -1);
  l->strain = 0;
  return true;
}

static void give_usual(lualark_heap *h, unsigned usual, void *block,
                       size_t bytes) {
  if (is_ground(h, block) || is_kept(h, (heap_large *)block - 1))
    keep_usual(h, usual, block, bytes);
  else
    free_large(h, block);
}

// Gives back all that do not lie in the ground.
static void drop_spare(lualark_heap *h) {
  static const size_t sizes[HEAP_USUAL] = {
      LUALARK_FIRST_STACK, LUALARK_NODES(16), LUALARK_NODES(32)};
  h->spare_bytes = 0;
  for (unsigned usual = 0; usual < HEAP_USUAL; usual++) {
    cell *next = h->spare[usual];
    h->spare[usual] = NULL;
    while (next != NULL) {
      cell *spare = next;
      next = spare->next;
      if (is_ground(h, spare))
        keep_usual(h, usual, spare, sizes[usual]);
      else
        free_large(h, spare);
    }
  }
}

// -------------------------------------------------------------------- blocks

static bool is_small(size_t bytes) {
  return bytes <= (size_t)SMALL;
}

static unsigned class_of(size_t bytes) {
  return (unsigned)((bytes - 1) / 16);
}

static void *take_large(lualark_heap *h, size_t bytes, bool is_string) {
  unsigned usual = is_string ? HEAP_USUAL : usual_of(bytes);
  void *taken = usual < HEAP_USUAL ? take_usual(h, usual, bytes) : NULL;
  return taken != NULL ? taken : new_large(h, bytes, is_string);
}

static void give_large(lualark_heap *h, void *block, size_t bytes) {
  unsigned usual = usual_of(bytes);
  if (usual < HEAP_USUAL)
    give_usual(h, usual, block, bytes);
  else
    free_large(h, block);
}

static void *take(lualark_heap *h, size_t bytes, bool is_string) {
  h->taken_bytes += bytes;
  if (!is_small(bytes)) return take_large(h, bytes, is_string);
  void *ground = take_ground(h, bytes);
  return ground != NULL ? ground : take_cell(h, class_of(bytes));
}

static void give(lualark_heap *h, void *block, size_t bytes) {
  if (!is_small(bytes))
    give_large(h, block, bytes);
  else if (is_ground(h, block))
    give_ground(h, block, bytes);
  else
    give_cell(h, block);
}

// Whether a block may stay where it is, and as it is, with its new size.
static bool stays(const lualark_heap *h, const void *block, size_t old_bytes,
                  size_t new_bytes) {
  if (!is_small(old_bytes) || !is_small(new_bytes)) return false;
  if (place_of(old_bytes) == place_of(new_bytes)) return true;
  return class_of(old_bytes) == class_of(new_bytes) && !is_ground(h, block);
}

// Whether it is a large block with a head of its own.
static bool is_large(const lualark_heap *h, const void *block, size_t bytes) {
  return !is_small(bytes) && !is_ground(h, block);
}

static bool is_too_large(const lualark_heap *h, size_t bytes, bool is_string) {
  size_t most = is_string ? h->string_bytes : h->block_bytes;
  return most > 0 && bytes > most;
}

void *lualark_heap_resize(lualark_heap *h, void *block, size_t old_bytes,
                          size_t new_bytes) {
  if (block == NULL) {
    // For a new block Lua passes its type in place of the size.
    bool is_string = old_bytes == LUA_TSTRING;
    if (new_bytes == 0) return NULL;
    if (is_too_large(h, new_bytes, is_string)) return refuse(h, HEAP_TOO_LARGE);
    return take(h, new_bytes, is_string);
  }
  if (new_bytes == 0) {
    give(h, block, old_bytes);
    return NULL;
  }
  bool grows = new_bytes > old_bytes;
  if (grows && is_too_large(h, new_bytes, false))
    return refuse(h, HEAP_TOO_LARGE);
  if (is_large(h, block, old_bytes) && !is_small(new_bytes)) {
    h->taken_bytes += grows ? new_bytes - old_bytes : 0;
    return resize_large(h, block, new_bytes);
  }
  if (stays(h, block, old_bytes, new_bytes)) return block;
  void *moved = take(h, new_bytes, false);
  if (moved == NULL) return NULL;
  memcpy(moved, block, grows ? old_bytes : new_bytes);
  give(h, block, old_bytes);
  return moved;
}
