// SPDX-License-Identifier: MIT
#include "paged.h"

#include <string.h>

#include "embedded.h"

// Upvalues: the function that calls for one page, the endpoint. Arguments: the
// paged endpoint, a key. Most scripts read single pages: `each` and `all` are
// made when one of them is asked for.
static int paged_index(lua_State *L) {
  const lark_endpoint *endpoint = lua_touserdata(L, lua_upvalueindex(2));
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  if (strcmp(key, "each") != 0 && strcmp(key, "all") != 0) return 0;
  lualark_embedded_push(L, "pages");
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushstring(L, endpoint->name);
  lua_pushstring(L, endpoint->page);
  lua_call(L, 3, 1);
  static const char *const made[] = {"each", "all"};
  for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
    lua_getfield(L, -1, made[i]);
    lua_pushstring(L, made[i]);
    lua_insert(L, -2);
    lua_rawset(L, 1);
  }
  lua_pushvalue(L, 2);
  lua_rawget(L, 1);
  return 1;
}

// Upvalue: the endpoint. Argument: another function that calls for one page, as
// lark.raw has one.
static int paged_over(lua_State *L) {
  const lark_endpoint *endpoint = lua_touserdata(L, lua_upvalueindex(1));
  lua_settop(L, 1);
  lualark_embedded_push(L, "pages");
  lua_insert(L, 1);
  lua_pushstring(L, endpoint->name);
  lua_pushstring(L, endpoint->page);
  lua_call(L, 3, 1);
  return 1;
}

// Sets the metatable on top. In an engine only the state's own setmetatable
// makes tables that can be called, since it keeps chains of __call in bounds.
static void set_metatable(lua_State *L) {
  lua_getglobal(L, "setmetatable");
  lua_insert(L, -3);
  lua_call(L, 2, 1);
}

void lualark_paged_push(lua_State *L, const lark_endpoint *endpoint) {
  void *described = (void *)(uintptr_t)endpoint;
  lua_createtable(L, 0, 4);
  lua_insert(L, -2);
  lua_setfield(L, -2, "__call");
  lua_pushvalue(L, -2);
  lua_pushlightuserdata(L, described);
  lua_pushcclosure(L, paged_index, 2);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, endpoint->name);
  lua_setfield(L, -2, "__name");
  lua_pushlightuserdata(L, described);
  lua_pushcclosure(L, paged_over, 1);
  lua_setfield(L, -2, "over");
  lua_newtable(L);
  lua_insert(L, -2);
  set_metatable(L);
  lua_replace(L, -2);
}
