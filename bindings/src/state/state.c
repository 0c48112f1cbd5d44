// SPDX-License-Identifier: MIT
#include "state.h"

static const char state_key = 0; // registry

void lualark_state_set(lua_State *L) {
  lua_rawsetp(L, LUA_REGISTRYINDEX, &state_key);
}

void lualark_state_keep(lua_State *L, lualark_kept what) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &state_key);
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, what);
  lua_pop(L, 1);
}

int lualark_state_push_kept(lua_State *L, lualark_kept what) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &state_key);
  int type = lua_getiuservalue(L, -1, what);
  lua_remove(L, -2);
  return type;
}

lualark_state *lualark_state_get(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &state_key);
  lualark_state *state = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return state;
}

lualark_state *lualark_state_check(lua_State *L) {
  lualark_state *state = lualark_state_get(L);
  if (state->closed) luaL_error(L, "the Lua state is closing");
  return state;
}
