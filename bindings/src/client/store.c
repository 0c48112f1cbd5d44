// SPDX-License-Identifier: MIT
#include "store.h"

#include <lauxlib.h>
#include <string.h>

#include "finalizer.h"

static const char store_type[] = "lark.store";

static int store_gc(lua_State *L) {
  lark_store **store = lua_touserdata(L, 1);
  lark_store_release(*store);
  *store = NULL;
  return 0;
}

// Names the store rather than the userdata: each lark.store "name" pushes a
// userdata of its own.
static int store_tostring(lua_State *L) {
  lark_store **store = luaL_checkudata(L, 1, store_type);
  lua_pushfstring(L, "lark.store: %p", (void *)*store);
  return 1;
}

// Pushes the metatable of stores, which is made for the first one.
static void push_type(lua_State *L) {
  if (luaL_getmetatable(L, store_type) != LUA_TNIL) return;
  lua_pop(L, 1);
  lua_createtable(L, 0, 4);
  lualark_finalizer_set(L, store_gc);
  lua_pushcfunction(L, store_tostring);
  lua_setfield(L, -2, "__tostring");
  lua_pushstring(L, store_type);
  lua_setfield(L, -2, "__name");
  lua_pushliteral(L, "store");
  lua_setfield(L, -2, "__metatable");
  // Last, so that one that is found is complete.
  lua_pushvalue(L, -1);
  lua_setfield(L, LUA_REGISTRYINDEX, store_type);
}

static const char *check_name(lua_State *L) {
  size_t length = 0;
  luaL_checktype(L, 1, LUA_TSTRING);
  const char *name = lua_tolstring(L, 1, &length);
  luaL_argcheck(L, length > 0, 1, "the name is empty");
  luaL_argcheck(L, strlen(name) == length, 1, "the name holds a NUL");
  return name;
}

/// lark.store(): a new store of tokens and rate budgets in memory, for the
/// option `store` of several clients. lark.store(name): the one that the whole
/// process has under that name, for clients of other Lua states and threads,
/// too.
static int store_new(lua_State *L) {
  const char *name = lua_isnoneornil(L, 1) ? NULL : check_name(L);
  push_type(L);
  lark_store **store = lua_newuserdatauv(L, sizeof(lark_store *), 0);
  *store = NULL;
  lua_insert(L, -2);
  lua_setmetatable(L, -2);
  if (name == NULL)
    *store = lark_store_memory(NULL);
  else
    lark_store_named(name, NULL, store);
  return *store != NULL ? 1 : luaL_error(L, "not enough memory");
}

lark_store *lualark_store_test(lua_State *L, int index) {
  lark_store **store = luaL_testudata(L, index, store_type);
  return store != NULL ? *store : NULL;
}

void lualark_store_register(lua_State *L) {
  lua_pushcfunction(L, store_new);
  lua_setfield(L, -2, "store");
}
