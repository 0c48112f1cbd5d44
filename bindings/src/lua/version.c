// SPDX-License-Identifier: MIT
#include "version.h"

#include <lauxlib.h>

#include "tested.h"

#if LUA_VERSION_RELEASE_NUM < LUALARK_SANDBOX_FROM
#error "this Lua is too old: Lualark needs Lua 5.4.4 or later"
#elif LUA_VERSION_NUM > LUALARK_NEWEST_VERSION
#error "this Lua was not tested: Lualark is written for Lua 5.4 and 5.5"
#endif

// Lua 5.5 has it no more. lark.so is loaded all the same, to say which Lua it
// was built for.
#if LUA_VERSION_RELEASE_NUM < 50406
#pragma weak lua_resetthread
#endif

enum { STEP_POWER = 10 }; // of 2: bytes that are allocated between two steps

int lualark_version_close_thread(lua_State *thread, lua_State *from) {
#if LUA_VERSION_RELEASE_NUM >= 50406
  return lua_closethread(thread, from);
#else
  (void)from;
  return lua_resetthread(thread);
#endif
}

#if LUA_VERSION_NUM >= 505

lua_State *lualark_version_new_state(lua_Alloc allocate, void *user) {
  return lua_newstate(allocate, user, luaL_makeseed(NULL));
}

void lualark_version_collect_gently(lua_State *L) {
  lua_gc(L, LUA_GCPARAM, LUA_GCPSTEPSIZE, 1 << STEP_POWER);
}

int lualark_version_collect_step(lua_State *L, size_t kib) {
  return lua_gc(L, LUA_GCSTEP, kib);
}

bool lualark_version_collect_later(lua_State *L, size_t kib) {
  (void)L;
  (void)kib;
  return false;
}

#else

lua_State *lualark_version_new_state(lua_Alloc allocate, void *user) {
  return lua_newstate(allocate, user);
}

void lualark_version_collect_gently(lua_State *L) {
  lua_gc(L, LUA_GCINC, 0, 0, STEP_POWER);
}

int lualark_version_collect_step(lua_State *L, size_t kib) {
  return lua_gc(L, LUA_GCSTEP, (int)kib);
}

bool lualark_version_collect_later(lua_State *L, size_t kib) {
  lua_gc(L, LUA_GCSTEP, -(int)kib); // as if that much had been given back
  return true;
}

#endif
