// SPDX-License-Identifier: MIT

#include "store.h"

#include <lauxlib.h>

#include "finalizer.h"

static const char store_type[] = "lark.store";

static int store_gc(lua_State *L) {
  lark_store **store = lua_touserdata(L, 1);
  lark_store_release(*store);
  *store = NULL;
  return 0;
}

static int store_tostring(lua_State *L) {
  lua_pushfstring(L, "lark.store: %p", lua_touserdata(L, 1));
  return 1;
}

/// lark.store(): tokens and rate budgets in memory, for the option `store` of
/// several clients.
static int store_new(lua_State *L) {
  lark_store **store = lua_newuserdatauv(L, sizeof(lark_store *), 0);
  *store = NULL;
  luaL_setmetatable(L, store_type);
  *store = lark_store_memory(NULL);
  return *store != NULL ? 1 : luaL_error(L, "not enough memory");
}

lark_store *lualark_store_test(lua_State *L, int index) {
  lark_store **store = luaL_testudata(L, index, store_type);
  return store != NULL ? *store : NULL;
}

void lualark_store_register(lua_State *L) {
  luaL_newmetatable(L, store_type);
  lualark_finalizer_set(L, store_gc);
  lua_pushcfunction(L, store_tostring);
  lua_setfield(L, -2, "__tostring");
  lua_pushliteral(L, "store");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
  lua_pushcfunction(L, store_new);
  lua_setfield(L, -2, "store");
}
