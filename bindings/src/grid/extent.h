// SPDX-License-Identifier: MIT

/// Memory for what grids hold. It comes from the Lua state's own allocator, so
/// that it counts against a script's limit.
#ifndef LUALARK_EXTENT_H
#define LUALARK_EXTENT_H

#include <lua.h>
#include <stddef.h>

/// The allocator that a block came from. Whoever frees blocks without a Lua
/// state keeps one.
typedef struct lualark_extents {
  lua_Alloc resize;
  void *user;
} lualark_extents;

/// Moves `block` of `old_bytes` to one of `new_bytes`, which are not 0. Without
/// memory it collects garbage and tries again, then raises; `block` stays then.
void *lualark_extent_resize(lua_State *L, void *block, size_t old_bytes,
                            size_t new_bytes);

/// A new block of zeros. Raises without memory.
void *lualark_extent_take(lua_State *L, size_t bytes);

lualark_extents lualark_extents_of(lua_State *L);

/// Frees a block, which may be NULL.
static inline void lualark_extent_free(const lualark_extents *from, void *block,
                                       size_t bytes) {
  if (block != NULL) from->resize(from->user, block, bytes, 0);
}

/// Makes room for one more member of `size` bytes in a list that doubles.
/// Returns the list; raises without memory, and the list stays then.
void *lualark_extent_grow(lua_State *L, void *list, size_t *room, size_t size);

#endif
