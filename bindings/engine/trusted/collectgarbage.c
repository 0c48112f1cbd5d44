// SPDX-License-Identifier: MIT
#include "collectgarbage.h"

#include <lauxlib.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include "version.h"
#include "watch.h"

enum {
  CYCLES = 2,           // the one that is under way, and a whole one
  STEPS_AT_ONCE = 8,    // of the collector, some 10 us each,
  STEPS_A_PIECE = 1600, // which count as so many of a script
  STEPS_A_STEP = 200,
  KIB_AT_ONCE = 4
};

// Does a part of a full collection; returns how many cycles it ended.
static int collect_some(lua_State *L) {
  for (int i = 0; i < STEPS_AT_ONCE; i++) {
    int ended = lualark_version_collect_step(L, 0);
    // Negative: inside of a finalizer, where nothing is collected.
    if (ended != 0) return ended < 0 ? CYCLES : 1;
  }
  return 0;
}

// Goes on with a full collection, `cycles` of which are done. After a yield a
// piece comes first, so that it gets on however short the slices are.
static int collect(lua_State *L, int status, lua_KContext cycles) {
  if (status == LUA_YIELD) cycles += collect_some(L);
  while (cycles < CYCLES) {
    if (lualark_watch_pause(L, STEPS_A_PIECE))
      return lua_yieldk(L, 0, cycles, collect);
    cycles += collect_some(L);
  }
  lua_pushinteger(L, 0);
  return 1;
}

// Does a part of a step; whether that ended a cycle.
static bool step_some(lua_State *L, lua_KContext *kib) {
  lua_KContext piece = *kib < KIB_AT_ONCE ? *kib : KIB_AT_ONCE;
  *kib -= piece;
  return lualark_version_collect_step(L, (size_t)piece) > 0;
}

// Goes on with a step that is to do the work of `kib` KiB, likewise.
static int step(lua_State *L, int status, lua_KContext kib) {
  bool resumed = status == LUA_YIELD;
  bool ended = false;
  do {
    if (!resumed && lualark_watch_pause(L, STEPS_A_STEP))
      return lua_yieldk(L, 0, kib, step);
    resumed = false;
    ended = step_some(L, &kib);
  } while (!ended && kib > 0);
  lua_pushboolean(L, ended);
  return 1;
}

/// collectgarbage(what, ...): as in Lua, but in pieces. The collector stays
/// incremental, since a generation is collected in one stretch. Upvalue: the
/// stock function.
static int collect_garbage(lua_State *L) {
  const char *what = luaL_optstring(L, 1, "collect");
  if (strcmp(what, "collect") == 0) return collect(L, LUA_OK, 0);
  if (strcmp(what, "step") == 0) {
    lua_Integer kib = luaL_optinteger(L, 2, 0);
    if (kib < 0) kib = 0;
    return step(L, LUA_OK, (lua_KContext)(kib < INT_MAX ? kib : INT_MAX));
  }
  if (strcmp(what, "generational") == 0) {
    lua_pushliteral(L, "incremental");
    return 1;
  }
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

void lualark_collectgarbage_open(lua_State *L) {
  lua_getglobal(L, "collectgarbage");
  lua_pushcclosure(L, collect_garbage, 1);
  lua_setglobal(L, "collectgarbage");
}
