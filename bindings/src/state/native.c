// SPDX-License-Identifier: MIT
#include "native.h"

#include <string.h>

#include "finalizer.h"

static const char meta_key = 0; // registry: the metatable of them all

static void unlink_native(lualark_native *native) {
  if (native->link == NULL) return;
  *native->link = native->next;
  if (native->next != NULL) native->next->link = native->link;
  native->link = NULL;
}

static int native_gc(lua_State *L) {
  lualark_native *native = lua_touserdata(L, 1);
  if (native->link == NULL) return 0; // released with all others
  unlink_native(native);
  native->release(native);
  return 0;
}

static void push_metatable(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &meta_key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_createtable(L, 0, 2);
  lualark_finalizer_set(L, native_gc);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &meta_key);
}

void *lualark_native_push(lua_State *L, lualark_state *state, size_t size,
                          void (*release)(lualark_native *native)) {
  // While a state closes, new userdata get no finalizer, and the scheduler's
  // finalizer is the last that releases.
  if (state->closed) luaL_error(L, "the Lua state is closing");
  lualark_native *native = lua_newuserdatauv(L, size, 0);
  memset(native, 0, size);
  native->state = state;
  native->release = release;
  push_metatable(L);
  lua_setmetatable(L, -2);
  // Nothing fails from here on.
  native->next = state->natives;
  native->link = &state->natives;
  if (native->next != NULL) native->next->link = &native->next;
  state->natives = native;
  return native;
}

void lualark_native_check(lua_State *L, const lualark_native *native) {
  if (native->link == NULL) luaL_error(L, "the Lua state is closing");
}

void lualark_native_release_all(lualark_state *state) {
  while (state->natives != NULL) {
    lualark_native *first = state->natives;
    unlink_native(first);
    first->release(first);
  }
}
