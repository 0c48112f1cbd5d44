// SPDX-License-Identifier: MIT
#include "native.h"

#include <string.h>

#include "finalizer.h"

static const char meta_key = 0; // registry: the metatable of them all

static int native_gc(lua_State *L) {
  lualark_native *native = lua_touserdata(L, 1);
  if (lualark_native_is_released(native)) return 0;
  lark_queue_remove(&native->in_state);
  native->release(native);
  return 0;
}

void lualark_native_set_finalizer(lua_State *L) {
  lualark_finalizer_set(L, native_gc);
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
  lark_queue_add(&state->natives, &native->in_state);
  return native;
}

void lualark_native_check(lua_State *L, const lualark_native *native) {
  if (lualark_native_is_released(native))
    luaL_error(L, "the Lua state is closing");
}

void lualark_native_release_all(lualark_state *state) {
  for (lark_link *link = state->natives.first; link != NULL;
       link = state->natives.first) {
    lualark_native *native = (lualark_native *)link;
    lark_queue_remove(link);
    native->release(native);
  }
}
