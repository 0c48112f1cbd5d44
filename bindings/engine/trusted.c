// SPDX-License-Identifier: MIT

// What a trusted script finds: all of Lua's libraries. Replaced is what would
// hold up the program, with no way to take the processor back.
#include <limits.h>
#include <lualib.h>
#include <string.h>

#include "engine.h"

// Lua calls finalizers in the order opposite to that of their objects: this is
// the last, since its object is the state's first.
static int finalized(lua_State *L) {
  engine_script_at(L)->finalized = true;
  return 0;
}

static void push_first_object(lua_State *L) {
  lua_newuserdatauv(L, 0, 0);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, finalized);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
}

void engine_trusted_libraries(lua_State *L) {
  static const char first_key = 0; // registry
  push_first_object(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &first_key);
  luaL_openlibs(L);
}

// ------------------------------------------------------------------ refusals

/// os.exit: a script is not alone in its program.
static int refuse_exit(lua_State *L) {
  return luaL_error(L, "os.exit would end the whole program; return from the "
                       "script, or raise an error");
}

/// debug.sethook: the hook is how the program stays in charge.
static int refuse_hook(lua_State *L) {
  return luaL_error(L, "debug.sethook is taken: by it the program interrupts "
                       "its scripts");
}

// ---------------------------------------------------------------- metatables

// Lua looks for __gc while the metatable is set, and calls finalizers with
// hooks off: it does not find it. Only C code makes objects that have them.
static void set_without_finalizer(lua_State *L) {
  lua_pushliteral(L, "__gc");
  lua_rawget(L, 2);
  lua_pushliteral(L, "__gc");
  lua_pushnil(L);
  lua_rawset(L, 2);
  lua_pushvalue(L, 2);
  lua_setmetatable(L, 1);
  lua_pushliteral(L, "__gc");
  lua_insert(L, -2);
  lua_rawset(L, 2); // its place is still there
  script *s = engine_script_at(L);
  if (!s->is_told_of_gc)
    lua_warning(L,
                "__gc is never called in this program, since nothing could "
                "interrupt it; use a variable that is closed: local x "
                "<close>",
                0);
  s->is_told_of_gc = true;
}

static void check_metatable(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2,
                   "nil or table");
  lua_settop(L, 2);
}

// Whether the metatable at index 2 brings the value a finalizer of the
// script's.
static bool has_finalizer(lua_State *L) {
  if (!lua_istable(L, 2)) return false;
  lua_pushliteral(L, "__gc");
  lua_rawget(L, 2);
  bool has =
      !lua_isnil(L, -1) && (lua_istable(L, 1) || !lua_iscfunction(L, -1));
  lua_pop(L, 1);
  return has;
}

// Sets the value at index 2 as the metatable of the one at index 1.
static int set(lua_State *L) {
  if (has_finalizer(L))
    set_without_finalizer(L);
  else
    lua_setmetatable(L, 1);
  lua_settop(L, 1);
  return 1;
}

/// setmetatable(table, metatable): as of Lua, but __gc is not looked at.
static int set_metatable(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  check_metatable(L);
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
    return luaL_error(L, "cannot change a protected metatable");
  return set(L);
}

/// debug.setmetatable(value, metatable): likewise.
static int set_any_metatable(lua_State *L) {
  check_metatable(L);
  return set(L);
}

// ----------------------------------------------------------------- collection

enum {
  CYCLES = 2,           // the one that is under way, and a whole one
  STEPS_AT_ONCE = 8,    // of the collector, some 10 us each,
  STEPS_A_PIECE = 1600, // which count as so many of a script
  STEPS_A_STEP = 200,
  KIB_AT_ONCE = 4
};

// A part of a full collection; returns how many cycles it ended.
static int collect_some(lua_State *L) {
  for (int i = 0; i < STEPS_AT_ONCE; i++) {
    int ended = lua_gc(L, LUA_GCSTEP, (engine_gc_size)0);
    // Negative: inside of a finalizer, where nothing is collected.
    if (ended != 0) return ended < 0 ? CYCLES : 1;
  }
  return 0;
}

// Goes on with a full collection, `cycles` of which are done.
static int collect_on(lua_State *L, int status, lua_KContext cycles) {
  (void)status;
  while (cycles < CYCLES) {
    if (engine_interrupt_pause(L, STEPS_A_PIECE))
      return lua_yieldk(L, 0, cycles, collect_on);
    cycles += collect_some(L);
  }
  lua_pushinteger(L, 0);
  return 1;
}

// Goes on with a step as if so many KiB were taken.
static int step_on(lua_State *L, int status, lua_KContext kib) {
  (void)status;
  bool ends = false;
  do {
    if (engine_interrupt_pause(L, STEPS_A_STEP))
      return lua_yieldk(L, 0, kib, step_on);
    lua_KContext piece = kib < KIB_AT_ONCE ? kib : KIB_AT_ONCE;
    ends = lua_gc(L, LUA_GCSTEP, (engine_gc_size)piece) > 0;
    kib -= piece;
  } while (!ends && kib > 0);
  lua_pushboolean(L, ends);
  return 1;
}

/// collectgarbage(what, ...): as of Lua. What takes long does so in pieces, for
/// which the collector stays incremental: a generation goes in one stretch.
/// Upvalue: the stock function.
static int collect(lua_State *L) {
  const char *what = luaL_optstring(L, 1, "collect");
  if (strcmp(what, "collect") == 0) return collect_on(L, LUA_OK, 0);
  if (strcmp(what, "step") == 0) {
    lua_Integer kib = luaL_optinteger(L, 2, 0);
    if (kib < 0) kib = 0;
    return step_on(L, LUA_OK, (lua_KContext)(kib < INT_MAX ? kib : INT_MAX));
  }
  if (strcmp(what, "generational") == 0) {
    lua_pushliteral(L, "incremental");
    return 1;
  }
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

// -------------------------------------------------------------------- opening

static void replace(lua_State *L, const char *library, const char *name,
                    lua_CFunction function) {
  lua_getglobal(L, library);
  lua_pushcfunction(L, function);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

static void replace_collectgarbage(lua_State *L) {
  lua_getglobal(L, "collectgarbage");
  lua_pushcclosure(L, collect, 1);
  lua_setglobal(L, "collectgarbage");
}

static void set_module_path(lua_State *L, const char *path) {
  if (path == NULL) return;
  lua_getglobal(L, "package");
  lua_pushstring(L, path);
  lua_setfield(L, -2, "path");
  lua_pop(L, 1);
}

void engine_trusted_open(lua_State *L, const script *opened) {
  set_module_path(L, opened->engine->module_path);
  engine_modules_preload(L, opened);
  replace(L, LUA_OSLIBNAME, "exit", refuse_exit);
  replace(L, LUA_DBLIBNAME, "sethook", refuse_hook);
  replace(L, LUA_DBLIBNAME, "setmetatable", set_any_metatable);
  replace(L, LUA_GNAME, "setmetatable", set_metatable);
  replace_collectgarbage(L);
}
