// SPDX-License-Identifier: MIT
#include "mark.h"

#include <string.h>

static const char array_key = 0; // registry: the arrays' metatable

void lualark_mark_open(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key) == LUA_TNIL) {
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "lark.array");
    lua_setfield(L, -2, "__name");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &array_key);
  }
  lua_pop(L, 1);
}

bool lualark_mark_is_null(lua_State *L, int index) {
  return lua_islightuserdata(L, index) && lua_touserdata(L, index) == NULL;
}

void lualark_mark_push_array(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key);
}

// Whether the metatable on top says so in the way that other JSON libraries for
// Lua know, too.
static bool says_array(lua_State *L) {
  lua_pushliteral(L, "__jsontype");
  lua_rawget(L, -2);
  const char *type = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
  bool is_array = strcmp(type, "array") == 0;
  lua_pop(L, 1);
  return is_array;
}

bool lualark_mark_is_array(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) return false;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key);
  bool marked = lua_rawequal(L, -1, -2);
  lua_pop(L, 1);
  if (!marked) marked = says_array(L);
  lua_pop(L, 1);
  return marked;
}
