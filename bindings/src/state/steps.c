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

void lualark_steps_resume(lualark_state *state) {
  state->parking = state->preempted = false;
}
