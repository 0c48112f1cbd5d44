// SPDX-License-Identifier: MIT
#include "sandbox.h"

#include <lualib.h>
#include <string.h>

#include "allocate.h"
#include "callable.h"
#include "collide.h"
#include "hide.h"
#include "load.h"
#include "require.h"
#include "script.h"
#include "stock.h"
#include "strain.h"
#include "watch.h"

enum { LONGEST_DATE_FORMAT = 1000 };

// ----------------------------------------------------------- functions of ours

/// setmetatable(table, metatable): as in Lua, but refuses finalizers, since
/// nothing could stop one that runs on and on. Upvalues: the names that it
/// looks for (callable.h).
static int set_metatable(lua_State *L) {
  if (lualark_callable_set_plain(L)) {
    lua_getmetatable(L, 1);
    lualark_watch_metatable(lualark_script_at(L), lua_topointer(L, -1));
    lua_settop(L, 1);
    return 1;
  }
  int type = lua_type(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2,
                   "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
    return luaL_error(L, "cannot change a protected metatable");
  lua_settop(L, 2);
  if (type == LUA_TTABLE) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL)
      return luaL_error(L, "__gc is not available to this script; use a "
                           "variable that is closed: local x <close>");
    lua_settop(L, 2);
    lualark_callable_prepare(L, 2);
    lualark_watch_metatable(lualark_script_at(L), lua_topointer(L, 2));
  }
  lua_setmetatable(L, 1);
  return 1;
}

/// collectgarbage("count"): KiB in use. Nothing else is allowed: a full
/// collection cannot be interrupted.
static int collect_garbage(lua_State *L) {
  const char *what = luaL_optstring(L, 1, "collect");
  if (strcmp(what, "count") != 0)
    return luaL_error(L,
                      "collectgarbage(\"%s\") is not available to this script; "
                      "only \"count\" is",
                      what);
  lua_Number kilobytes = lua_gc(L, LUA_GCCOUNT);
  lua_pushnumber(L, kilobytes + (lua_Number)lua_gc(L, LUA_GCCOUNTB) / 1024);
  return 1;
}

/// os.date(format, time): as in Lua. Upvalue: the stock function.
static int date(lua_State *L) {
  size_t length = 0;
  luaL_optlstring(L, 1, "", &length);
  luaL_argcheck(L, length <= LONGEST_DATE_FORMAT, 1, "the format is too long");
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

// ---------------------------------------------------------- library by library

static void restrict_base(lua_State *L, int lark) {
  static const luaL_Reg functions[] = {{"load", lualark_load},
                                       {"collectgarbage", collect_garbage},
                                       {"dofile", NULL},
                                       {"loadfile", NULL},
                                       {NULL, NULL}};
  lua_pushglobaltable(L);
  for (const luaL_Reg *f = functions; f->name != NULL; f++) {
    if (f->func != NULL)
      lua_pushcfunction(L, f->func);
    else
      lua_pushnil(L);
    lua_setfield(L, -2, f->name);
  }
  lualark_require_push(L, lark);
  lua_setfield(L, -2, "require");
  lua_pop(L, 1);
}

// Replaces the library by a table of time, clock and date.
static void restrict_os(lua_State *L) {
  lua_getglobal(L, LUA_OSLIBNAME);
  lua_createtable(L, 0, 3);
  lua_getfield(L, -2, "time");
  lua_setfield(L, -2, "time");
  lua_getfield(L, -2, "clock");
  lua_setfield(L, -2, "clock");
  lua_getfield(L, -2, "date");
  lua_pushcclosure(L, date, 1);
  lua_setfield(L, -2, "date");
  lua_pushvalue(L, -1);
  lua_setglobal(L, LUA_OSLIBNAME);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_insert(L, -2);
  lua_setfield(L, -2, LUA_OSLIBNAME);
  lua_pop(L, 2);
}

static void restrict_strings(lua_State *L) {
  lua_getglobal(L, LUA_STRLIBNAME);
  lua_pushnil(L);
  lua_setfield(L, -2, "dump");
  lua_pop(L, 1);
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}

// Protects the metatable that a function of the module's gives to tables.
static void protect(lua_State *L, int lark, const char *maker) {
  lua_getfield(L, lark, maker);
  lua_newtable(L);
  lua_call(L, 1, 1);
  lua_getmetatable(L, -1);
  lua_pushstring(L, maker);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}

static void hide_fields(lua_State *L) {
  // Collecting weak keys takes time that is quadratic in their number, and
  // cannot be interrupted.
  lualark_hide(L, "__mode");
  // Finalizers run with hooks off. Ours know the name by its address.
  lualark_hide(L, "__gc");
}

// -------------------------------------------------------------------- the kind

static void open_libraries(lua_State *L, struct script *script) {
  static const luaL_Reg libraries[] = {
      {LUA_GNAME, luaopen_base},       {LUA_COLIBNAME, luaopen_coroutine},
      {LUA_TABLIBNAME, luaopen_table}, {LUA_STRLIBNAME, luaopen_string},
      {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8},
      {LUA_OSLIBNAME, luaopen_os},     {NULL, NULL}};
  (void)script;
  for (const luaL_Reg *l = libraries; l->name != NULL; l++) {
    luaL_requiref(L, l->name, l->func, 1);
    lua_pop(L, 1);
  }
}

static void restrict_libraries(lua_State *L, struct script *script) {
  script->scheduler->state.sandboxed = true;
  int lark = lua_gettop(L);
  restrict_os(L);
  restrict_strings(L);
  lualark_stock_open(L);
  restrict_base(L, lark);
  lualark_callable_open(L, script);
  protect(L, lark, "error");
  protect(L, lark, "array");
  hide_fields(L);
  // The names that it looks for are those that scripts write from now on.
  lualark_callable_push_setter(L, set_metatable);
  lua_setglobal(L, "setmetatable");
  lualark_collide_open(L, script);
}

const script_kind lualark_sandbox_kind = {
    .sandboxed = true,
    .open_memory = lualark_allocate_open,
    .allocate = lualark_allocate,
    .strain = lualark_strain,
    .open_libraries = open_libraries,
    .restrict_libraries = restrict_libraries,
    .compile = lualark_load_text,
};
