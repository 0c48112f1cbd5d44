// SPDX-License-Identifier: MIT
#include "error_text.h"

#include <lauxlib.h>

#include "encode.h"

// Argument: a table. Returns it as JSON.
static int encode(lua_State *L) {
  lualark_encode_now(L, 1, NULL, false);
  return 1;
}

const char *lualark_error_text_push(lua_State *L, int index) {
  int type = lua_type(L, index);
  if (type == LUA_TSTRING || type == LUA_TNUMBER ||
      luaL_getmetafield(L, index, "__tostring") != LUA_TNIL)
    return luaL_tolstring(L, index, NULL);
  if (type == LUA_TTABLE) {
    lua_pushcfunction(L, encode);
    lua_pushvalue(L, index);
    if (lua_pcall(L, 1, 1, 0) == LUA_OK) return lua_tostring(L, -1);
  }
  return lua_pushfstring(L, "a %s was raised as an error",
                         lua_typename(L, type));
}
