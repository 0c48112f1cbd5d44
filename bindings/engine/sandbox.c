// SPDX-License-Identifier: MIT

// What a stranger's script finds: a list of what is allowed, and nothing else.
#include <lualib.h>
#include <string.h>
#include <sys/random.h>

#include "engine.h"

// docs/sandbox.md says what an earlier one would break.
#if LUA_VERSION_RELEASE_NUM < 50404
#error "the sandbox needs Lua 5.4.4 or later"
#endif

enum { LONGEST_DATE_FORMAT = 1000 };

// One instruction looks through as many tables as stand in a chain of __index,
// 2000 at most, each with a metatable of its own. So it counts how many there
// are; those that were used lately are known.
static void count_metatable(script *s, const void *used) {
  enum { KNOWN = sizeof s->latest / sizeof s->latest[0] };
  for (unsigned i = 0; i < KNOWN; i++) {
    if (s->latest[i] == used) return;
  }
  s->latest[s->latest_at++ % KNOWN] = used;
  s->metatables++;
  engine_interrupt_tighten(s);
}

/// setmetatable(table, metatable): as of Lua, but no finalizers: nobody could
/// end one that does not end.
static int set_metatable(lua_State *L) {
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
    count_metatable(engine_script_at(L), lua_topointer(L, 2));
  }
  lua_setmetatable(L, 1);
  return 1;
}

/// collectgarbage("count"): KiB in use. Nothing else: a full collection is one
/// stretch.
static int collect(lua_State *L) {
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

/// os.date(format, time): as of Lua. Upvalue: the stock function.
static int date(lua_State *L) {
  size_t length = 0;
  luaL_optlstring(L, 1, "", &length);
  luaL_argcheck(L, length <= LONGEST_DATE_FORMAT, 1, "the format is too long");
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

static void open_os(lua_State *L) {
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

static void open_strings(lua_State *L) {
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

// Some fields of metatables are refused by not knowing of them, for a script
// can set them in a table that is a metatable already, or will be one of ours.
// Lua finds a field by the address of its name, one string for all of a state:
// the name's bytes become others. What was set before stays.
//
// Lua looks for a string among those of the same hash. So the name is not found
// by its new bytes, either, unless they are of the place that it stands at;
// others are taken then.
static bool is_found(lua_State *L, const char *bytes, size_t length) {
  bool found = lua_pushlstring(L, bytes, length) == bytes;
  lua_pop(L, 1);
  return found;
}

// Lua remembers strings that C gave it, and knows them again by strcmp(): with
// a NUL among its bytes, the name would be taken for a shorter one.
static void hide(lua_State *L, const char *field) {
  size_t length = strlen(field);
  char *bytes = (char *)(uintptr_t)lua_pushstring(L, field);
  if (getrandom(bytes, length, 0) != (ssize_t)length)
    luaL_error(L, "no random bytes to hide %s", field);
  for (size_t i = 0; i < length; i++)
    if (bytes[i] == '\0') bytes[i] = '\1';
  for (char next = 1; is_found(L, bytes, length); next++)
    bytes[0] = next;
  lua_pop(L, 1);
}

static void draw(lua_State *L, script *s) {
  if (getrandom(&s->random, sizeof s->random, 0) != sizeof s->random)
    luaL_error(L, "no random bytes");
}

static void hide_fields(lua_State *L) {
  // Collecting weak keys takes time that is quadratic in their number, in one
  // stretch.
  hide(L, "__mode");
  // Finalizers run with hooks off. Ours know the name by its address.
  hide(L, "__gc");
}

// What our own functions give as a metatable is not the script's to change.
static void protect(lua_State *L, int lark, const char *maker) {
  lua_getfield(L, lark, maker);
  lua_newtable(L);
  lua_call(L, 1, 1);
  lua_getmetatable(L, -1);
  lua_pushstring(L, maker);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}

static void open_base(lua_State *L, int lark) {
  static const luaL_Reg functions[] = {
      {"load", engine_load},       {"setmetatable", set_metatable},
      {"collectgarbage", collect}, {"dofile", NULL},
      {"loadfile", NULL},          {NULL, NULL}};
  lua_pushglobaltable(L);
  for (const luaL_Reg *f = functions; f->name != NULL; f++) {
    if (f->func != NULL)
      lua_pushcfunction(L, f->func);
    else
      lua_pushnil(L);
    lua_setfield(L, -2, f->name);
  }
  engine_modules_push_require(L, lark);
  lua_setfield(L, -2, "require");
  lua_pop(L, 1);
}

void engine_sandbox_libraries(lua_State *L) {
  static const luaL_Reg libraries[] = {
      {LUA_GNAME, luaopen_base},       {LUA_COLIBNAME, luaopen_coroutine},
      {LUA_TABLIBNAME, luaopen_table}, {LUA_STRLIBNAME, luaopen_string},
      {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8},
      {LUA_OSLIBNAME, luaopen_os},     {NULL, NULL}};
  for (const luaL_Reg *l = libraries; l->name != NULL; l++) {
    luaL_requiref(L, l->name, l->func, 1);
    lua_pop(L, 1);
  }
}

void engine_sandbox_open(lua_State *L, script *opened) {
  opened->scheduler->state.sandboxed = true;
  int lark = lua_gettop(L);
  lua_pushnil(L);
  lua_setfield(L, lark, "store");
  open_os(L);
  open_strings(L);
  engine_strain_open(L);
  open_base(L, lark);
  protect(L, lark, "error");
  protect(L, lark, "array");
  hide_fields(L);
  draw(L, opened);
}
