// SPDX-License-Identifier: MIT
#include "callback.h"

static const char raised_key = 0; // registry: the first error of a callback

void lualark_callback_run(lualark_scheduler *s, lua_CFunction function,
                          const void *first, const void *second) {
  lua_State *L = s->loop.driver;
  if (L == NULL || !lua_checkstack(L, 4)) return;
  lua_pushcfunction(L, function);
  lua_pushlightuserdata(L, (void *)(uintptr_t)first);
  lua_pushlightuserdata(L, (void *)(uintptr_t)second);
  if (lua_pcall(L, 2, 0, 0) == LUA_OK) return;
  if (s->loop.raised) {
    lua_pop(L, 1);
    return;
  }
  s->loop.raised = true;
  lua_rawsetp(L, LUA_REGISTRYINDEX, &raised_key);
}

bool lualark_callback_raised(lua_State *L, lualark_scheduler *s) {
  if (!s->loop.raised) return false;
  s->loop.raised = false;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &raised_key);
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &raised_key);
  return true;
}
