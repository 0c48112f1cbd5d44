// SPDX-License-Identifier: MIT
#include "state.h"

static const char state_key = 0; // registry

void lualark_state_set(lua_State *L) {
  lua_rawsetp(L, LUA_REGISTRYINDEX, &state_key);
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
