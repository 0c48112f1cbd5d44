// SPDX-License-Identifier: MIT
#include "inside.h"

#include <lauxlib.h>

#include "claims.h"
#include "copy.h"
#include "entry.h"
#include "library.h"
#include "scheduler.h"
#include "unrestricted.h"

// Upvalues: the inside, a field's name. Calls that field of the command's.
static int tell(lua_State *L) {
  const inside *half = lua_touserdata(L, lua_upvalueindex(1));
  const char *name = lua_tostring(L, lua_upvalueindex(2));
  lualark_entry_leave(L);
  half->tell(half->user, name, L);
  lualark_entry_return(L);
  return 0;
}

/// command.print(line): for scripts whose print is not Lua's own.
static int print_line(lua_State *L) {
  const inside *half = lua_touserdata(L, lua_upvalueindex(1));
  size_t bytes = 0;
  const char *line = luaL_checklstring(L, 1, &bytes);
  lualark_entry_leave(L);
  half->print(half->user, line, bytes);
  lualark_entry_return(L);
  return 0;
}

/// command.own(name, env): the function of a Lua file of the command's; `env`
/// is its globals.
static int own(lua_State *L) {
  library_push_own(L, luaL_checkstring(L, 1));
  lua_pushvalue(L, 2);
  if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  return 1;
}

/// command.module(name, env): the function of a module of the report library,
/// likewise; nil where there is none.
static int module(lua_State *L) {
  if (!lualark_entry_push_module(L, luaL_checkstring(L, 1))) return 0;
  lua_pushvalue(L, 2);
  if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  return 1;
}

/// command.methods(table): where strings find their methods from now on.
static int methods(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushvalue(L, 1);
  lua_setfield(L, -2, "__index");
  return 0;
}

/// command.lost(): calls and sleeps that an interruption ended or refused.
static int lost(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lualark_scheduler_get(L)->interruption.lost);
  return 1;
}

/// command.stopping(): whether the program is to end.
static int stopping(lua_State *L) {
  const inside *half = lua_touserdata(L, lua_upvalueindex(1));
  lua_pushboolean(L, half->stops);
  return 1;
}

// The fields of the command's that inside.lua may call, if they are there.
static const char *const told[] = {"output", "missing", "refused",
                                   "finish", "erase",   "say"};

static void push_tellers(lua_State *L, inside *half) {
  for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
    int type = lua_getfield(half->command, 1, told[i]);
    lua_pop(half->command, 1);
    if (type != LUA_TFUNCTION) continue;
    lua_pushlightuserdata(L, half);
    lua_pushstring(L, told[i]);
    lua_pushcclosure(L, tell, 2);
    lua_setfield(L, -2, told[i]);
  }
}

static void push_functions(lua_State *L, inside *half) {
  static const luaL_Reg functions[] = {{"own", own},
                                       {"module", module},
                                       {"methods", methods},
                                       {"lost", lost},
                                       {NULL, NULL}};
  luaL_newlib(L, functions);
  push_tellers(L, half);
  lua_pushlightuserdata(L, half);
  lua_pushcclosure(L, stopping, 1);
  lua_setfield(L, -2, "stopping");
  lua_pushcfunction(L, claims_open);
  lua_setfield(L, -2, "open_claims");
  if (half->prints) {
    lua_pushlightuserdata(L, half);
    lua_pushcclosure(L, print_line, 1);
    lua_setfield(L, -2, "print");
  }
  if (half->unrestricted) {
    lua_pushcfunction(L, lualark_unrestricted_note_trace);
    lua_setfield(L, -2, "note_trace");
  }
}

int inside_push(lua_State *L, void *user) {
  inside *half = user;
  library_push_own(L, "run.inside");
  lua_getfield(half->command, 1, "script");
  copy_value(half->command, -1, L);
  lua_pop(half->command, 1);
  push_functions(L, half);
  return 2;
}
