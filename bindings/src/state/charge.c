// SPDX-License-Identifier: MIT
#include "charge.h"

static bool fits(lualark_state *state, size_t bytes) {
  return bytes <= PTRDIFF_MAX && state->host->charge(state, (ptrdiff_t)bytes);
}

void lualark_charge_add(lua_State *L, lualark_state *state, size_t bytes) {
  if (state->host == NULL || state->host->charge == NULL) return;
  if (fits(state, bytes)) return;
  // As Lua does where memory lacks: garbage goes first.
  lua_gc(L, LUA_GCCOLLECT);
  if (!fits(state, bytes)) lualark_charge_starve(L);
}

void lualark_charge_return(lualark_state *state, size_t bytes) {
  if (state->host != NULL && state->host->charge != NULL)
    state->host->charge(state, -(ptrdiff_t)bytes);
}

int lualark_charge_starve(lua_State *L) {
  lualark_state *state = lualark_state_get(L);
  if (state->host != NULL && state->host->starve != NULL)
    state->host->starve(state);
  // lua_error() makes a memory error of this very text.
  lua_pushliteral(L, "not enough memory");
  return lua_error(L);
}
