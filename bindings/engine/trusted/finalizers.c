// SPDX-License-Identifier: MIT
#include "finalizers.h"

#include <lualib.h>

#include "callable.h"
#include "guard.h"

// ---------------------------------------------------------- the last finalizer

// Lua calls finalizers in the reverse order of their objects: this is the last,
// since its object is the state's first.
static int note_last(lua_State *L) {
  struct script *script = lualark_script_at(L);
  if (script->life == SCRIPT_CLOSING) lualark_guard_end_close(script);
  return 0;
}

void lualark_finalizers_watch(lua_State *L) {
  static const char first_key = 0; // registry
  lua_newuserdatauv(L, 0, 0);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, note_last);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &first_key);
}

// -------------------------------------------------------------- setmetatable

// Whether the metatable at index 2 gives the value a finalizer of the script's:
// only C code makes other ones, for values that are no tables.
static bool has_finalizer(lua_State *L) {
  if (!lua_istable(L, 2)) return false;
  lua_pushliteral(L, "__gc");
  lua_rawget(L, 2);
  bool has =
      !lua_isnil(L, -1) && (lua_istable(L, 1) || !lua_iscfunction(L, -1));
  lua_pop(L, 1);
  return has;
}

static void warn_once(lua_State *L) {
  struct script *script = lualark_script_at(L);
  if (script->told_of_gc) return;
  lua_warning(L,
              "__gc is never called in this program, since nothing could "
              "interrupt it; use a variable that is closed: local x "
              "<close>",
              0);
  script->told_of_gc = true;
}

// Lua looks for __gc when a metatable is set: takes it out for that time.
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
  lua_rawset(L, 2); // needs no memory: the field's place is still there
  warn_once(L);
}

// Sets the value at index 2 as the metatable of the one at index 1.
static int set(lua_State *L) {
  if (lua_istable(L, 2)) lualark_callable_prepare(L, 2);
  if (has_finalizer(L))
    set_without_finalizer(L);
  else
    lua_setmetatable(L, 1);
  lua_settop(L, 1);
  return 1;
}

static void check_metatable(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2,
                   "nil or table");
  lua_settop(L, 2);
}

/// setmetatable(table, metatable): as in Lua, but ignores __gc. Upvalues: the
/// names that it looks for (callable.h).
static int set_metatable(lua_State *L) {
  if (lualark_callable_set_plain(L)) return 1;
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

void lualark_finalizers_open(lua_State *L) {
  lualark_callable_push_setter(L, set_metatable);
  lua_setglobal(L, "setmetatable");
  lua_getglobal(L, LUA_DBLIBNAME);
  lua_pushcfunction(L, set_any_metatable);
  lua_setfield(L, -2, "setmetatable");
  lua_pop(L, 1);
}
