// SPDX-License-Identifier: MIT

/// Memory that lacks at any moment, for a Lua state.
#ifndef SCARCE_H
#define SCARCE_H

#include <lua.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

typedef struct scarce_freed {
  struct scarce_freed *next;
  size_t bytes;
  unsigned char *block;
} scarce_freed;

/// An allocator of a Lua state that fails when told to.
typedef struct scarce {
  size_t taken;       ///< bytes that are not given back
  long left;          ///< allocations until one fails; negative: all succeed
  size_t failing;     ///< bytes of the one that fails,
  int again;          ///< and how often it still does: Lua tries twice
  bool lasts;         ///< all that follow fail, too
  scarce_freed *kept; ///< blocks that were freed, where nobody is to write
  long allocations;   ///< so far
} scarce;

enum { SCARCE_FREED = 0xa5 };

static inline void scarce_keep(scarce *s, void *block, size_t bytes) {
  scarce_freed *one = malloc(sizeof *one);
  memset(block, SCARCE_FREED, bytes);
  *one = (scarce_freed){s->kept, bytes, block};
  s->kept = one;
}

/// Checks that nobody wrote into freed blocks, and gives them back.
static inline void scarce_check(scarce *s) {
  size_t changed = 0;
  while (s->kept != NULL) {
    scarce_freed *one = s->kept;
    s->kept = one->next;
    for (size_t i = 0; i < one->bytes; i++)
      changed += one->block[i] != SCARCE_FREED;
    free(one->block);
    free(one);
  }
  CHECK(changed == 0);
}

/// A lua_Alloc; `user` is a scarce.
static inline void *scarce_allocate(void *user, void *block, size_t old_bytes,
                                    size_t new_bytes) {
  scarce *s = user;
  size_t had = block != NULL ? old_bytes : 0;
  if (new_bytes == 0) {
    s->taken -= had;
    if (block != NULL) scarce_keep(s, block, had);
    return NULL;
  }
  if (new_bytes > had) {
    s->allocations++;
    if (s->left == 0 && s->lasts) return NULL;
    if (s->left == 0) {
      s->failing = new_bytes;
      s->again = 2;
    }
    if (s->left >= 0) s->left--;
    if (s->again > 0 && s->failing == new_bytes) {
      s->again--;
      return NULL;
    }
  }
  void *got = realloc(block, new_bytes);
  if (got != NULL) s->taken += new_bytes - had;
  return got;
}

/// Calls the function on top, which returns one value, with `left` allocations
/// until one fails. Returns lua_pcall()'s status, and how many there were.
static inline int scarce_call(scarce *s, lua_State *L, long left,
                              long *allocations) {
  long before = s->allocations;
  s->left = left;
  int status = lua_pcall(L, 0, 1, 0);
  s->left = -1;
  s->again = 0;
  *allocations = s->allocations - before;
  return status;
}

#endif
