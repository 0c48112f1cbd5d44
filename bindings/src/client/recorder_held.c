// SPDX-License-Identifier: MIT
#include "recorder_held.h"

static void release(lualark_native *native) {
  lualark_recorder_held *held = (lualark_recorder_held *)native;
  if (held->recorder != NULL) held->recorder->release(held->recorder->user);
  held->recorder = NULL;
}

lualark_recorder_held *lualark_recorder_held_push(lua_State *L) {
  lualark_recorder_held *held =
      lualark_native_push(L, lualark_state_get(L), sizeof *held, release);
  held->recorder = NULL;
  return held;
}

const lark_recorder *lualark_recorder_held_at(lua_State *L, int index) {
  const lualark_recorder_held *held = lualark_native_at(L, index);
  if (held->recorder == NULL) luaL_error(L, "the client is closed");
  return held->recorder;
}
