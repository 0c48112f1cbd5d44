// SPDX-License-Identifier: MIT
#include "native.h"

#include <string.h>

#include "finalizer.h"

// The userdata of a native. Its last user value is the record, so that the
// address stays good as long as the userdata.
typedef struct holder {
  lualark_native *native; // NULL: Lua had no memory for it
} holder;

static void push_records(lua_State *L) {
  if (lualark_state_push_kept(L, LUALARK_KEPT_RECORDS) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lualark_state_keep(L, LUALARK_KEPT_RECORDS);
}

static int native_gc(lua_State *L) {
  lualark_native *native = lualark_native_at(L, 1);
  if (native == NULL || lualark_native_is_released(native)) return 0;
  lark_queue_remove(&native->in_state);
  native->release(native);
  push_records(L);
  luaL_unref(L, -1, native->anchor);
  return 0;
}

void lualark_native_set_finalizer(lua_State *L) {
  lualark_finalizer_set(L, native_gc);
}

static void push_metatable(lua_State *L) {
  if (lualark_state_push_kept(L, LUALARK_KEPT_META) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_createtable(L, 0, 2);
  lualark_finalizer_set(L, native_gc);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushvalue(L, -1);
  lualark_state_keep(L, LUALARK_KEPT_META);
}

// Pushes a userdata that holds nothing yet, with room for the record behind the
// user values that its owner wants.
static holder *push_holder(lua_State *L, int user_values) {
  holder *held = lua_newuserdatauv(L, sizeof *held, user_values + 1);
  held->native = NULL;
  return held;
}

// Pushes the record of the userdata on top, and keeps it twice: with the
// userdata and, until it is released, with the state.
static lualark_native *push_record(lua_State *L, size_t size, int user_values) {
  lualark_native *native = lua_newuserdatauv(L, size, 0);
  memset(native, 0, size);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, -3, user_values + 1);
  push_records(L);
  lua_pushvalue(L, -2);
  native->anchor = luaL_ref(L, -2);
  lua_pop(L, 2);
  return native;
}

void *lualark_native_push_with(lua_State *L, lualark_state *state, size_t size,
                               int user_values,
                               void (*release)(lualark_native *native)) {
  // While a state closes, new userdata get no finalizer, and the scheduler's
  // finalizer is the last that releases.
  if (state->closed) luaL_error(L, "the Lua state is closing");
  luaL_checkstack(L, 6, "a userdata");
  holder *held = push_holder(L, user_values);
  push_metatable(L);
  lua_setmetatable(L, -2);
  lualark_native *native = push_record(L, size, user_values);
  // Nothing fails from here on.
  native->state = state;
  native->release = release;
  lark_queue_add(&state->natives, &native->in_state);
  held->native = native;
  return native;
}

void *lualark_native_push(lua_State *L, lualark_state *state, size_t size,
                          void (*release)(lualark_native *native)) {
  return lualark_native_push_with(L, state, size, 0, release);
}

void *lualark_native_at(lua_State *L, int index) {
  const holder *held = lua_touserdata(L, index);
  return held != NULL ? held->native : NULL;
}

void *lualark_native_check_type(lua_State *L, int index, const char *type) {
  const holder *held = luaL_checkudata(L, index, type);
  return held->native;
}

void lualark_native_check(lua_State *L, const lualark_native *native) {
  if (lualark_native_is_released(native))
    luaL_error(L, "the Lua state is closing");
}

void lualark_native_release_all(lualark_state *state) {
  for (lark_link *link = state->natives.last; link != NULL;
       link = state->natives.last) {
    lualark_native *native = (lualark_native *)link;
    lark_queue_remove(link);
    native->release(native);
  }
}
