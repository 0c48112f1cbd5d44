// SPDX-License-Identifier: MIT
#include "finalizer.h"

static const char name_key = 0; // registry: "__gc"

void lualark_finalizer_open(lua_State *L) {
  lua_pushliteral(L, "__gc");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &name_key);
}

void lualark_finalizer_set(lua_State *L, lua_CFunction finalizer) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &name_key);
  lua_pushcfunction(L, finalizer);
  lua_rawset(L, -3);
}
