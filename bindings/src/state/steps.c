// SPDX-License-Identifier: MIT
#include "steps.h"

lua_Integer lualark_steps_left(lualark_state *state) {
  if (state->host == NULL) return LUA_MAXINTEGER;
  state->stride = state->host->stride(state);
  return (lua_Integer)state->stride - (lua_Integer)state->steps;
}

void lualark_steps_note(lualark_state *state, lua_Integer left) {
  if (state->host != NULL) state->steps = (uint32_t)(state->stride - left);
}

bool lualark_steps_pause(lua_State *L, lualark_state *state) {
  uint32_t steps = state->steps;
  state->steps = 0;
  return state->host != NULL && state->host->pause(state, L, steps);
}

void lualark_steps_hold_collector(lua_State *L, lualark_state *state) {
  if (state->held_for == L || !lua_gc(L, LUA_GCISRUNNING)) return;
  lua_gc(L, LUA_GCSTOP);
  state->held_for = L;
}

void lualark_steps_release_collector(lua_State *L, lualark_state *state) {
  if (state->held_for == NULL) return;
  state->held_for = NULL;
  lua_gc(L, LUA_GCRESTART);
}

bool lualark_steps_pause_holding(lua_State *L, lualark_state *state) {
  state->holding = true;
  bool yields = lualark_steps_pause(L, state);
  state->holding = false;
  return yields;
}

void lualark_steps_resume(lualark_state *state) {
  state->parking = state->preempted = false;
}
