// SPDX-License-Identifier: MIT
#include "extent.h"

#include <string.h>

#include "charge.h"

enum { FIRST_MEMBERS = 64 };

lualark_extents lualark_extents_of(lua_State *L) {
  lualark_extents blocks;
  blocks.resize = lua_getallocf(L, &blocks.user);
  return blocks;
}

void *lualark_extent_resize(lua_State *L, void *block, size_t old_bytes,
                            size_t new_bytes) {
  lualark_extents blocks = lualark_extents_of(L);
  void *got = blocks.resize(blocks.user, block, old_bytes, new_bytes);
  if (got != NULL) return got;
  // As Lua does where memory lacks: garbage goes first.
  lua_gc(L, LUA_GCCOLLECT);
  got = blocks.resize(blocks.user, block, old_bytes, new_bytes);
  if (got == NULL) lualark_charge_starve(L);
  return got;
}

void *lualark_extent_take(lua_State *L, size_t bytes) {
  return memset(lualark_extent_resize(L, NULL, 0, bytes), 0, bytes);
}

void *lualark_extent_grow(lua_State *L, void *list, size_t *room, size_t size) {
  size_t more = *room == 0 ? FIRST_MEMBERS : *room * 2;
  list = lualark_extent_resize(L, list, *room * size, more * size);
  *room = more;
  return list;
}
