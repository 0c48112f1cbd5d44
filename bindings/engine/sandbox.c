// SPDX-License-Identifier: MIT

// What a stranger's script finds: a list of what is allowed, and nothing else.
#include <lualib.h>
#include <string.h>
#include <sys/random.h>

#include "engine.h"
#include "lualark_json.h"

// docs/sandbox.md says what an earlier one would break.
#if LUA_VERSION_RELEASE_NUM < 50404
#error "the sandbox needs Lua 5.4.4 or later"
#endif

enum { LONGEST_DATE_FORMAT = 1000, PIECE = 256 };

static script *script_of(lua_State *L) {
  return *(script **)lua_getextraspace(L);
}

// ---------------------------------------------------------------------- load

// Source that is handed to the compiler piece by piece, with a look at the
// clock between: what takes long to compile need not be long itself.
typedef struct source {
  script *s;
  const char *text;
  size_t left;
  uint64_t stop_us;
} source;

static const char *next_piece(lua_State *L, void *user, size_t *bytes) {
  source *from = user;
  const char *piece = from->text;
  (void)L;
  engine_interrupt_look(from->s, SIZE_MAX);
  if (engine_interrupt_cpu_us() > from->stop_us)
    engine_guard_limit(from->s, "its source took too long to compile");
  *bytes = from->left < PIECE ? from->left : PIECE;
  from->text += *bytes;
  from->left -= *bytes;
  return *bytes > 0 ? piece : NULL;
}

static int compile(lua_State *L, const char *text, size_t bytes,
                   const char *name, uint64_t turns) {
  script *s = script_of(L);
  source from = {
      .s = s,
      .text = text,
      .left = bytes,
      .stop_us = engine_interrupt_cpu_us() +
                 turns * s->engine->options.stall_ms * 1000,
  };
  s->compiling = true;
  int status = lua_load(L, next_piece, &from, name, "t");
  s->compiling = false;
  return status;
}

// What the host gives may take longer when it is longer: twice what is usual.
int engine_sandbox_load(lua_State *L, const char *text, size_t bytes,
                        const char *name) {
  enum { BYTES_OF_A_TURN = 64 << 10, LEAST_TURNS = 5 };
  return compile(L, text, bytes, name, LEAST_TURNS + bytes / BYTES_OF_A_TURN);
}

// The end of a loop or a label meets each goto that waits for it, and closes
// the gap that it leaves in their list: 16384 take 130 ms, within one word. Of
// what the compiler lets grow only that list, those of labels and of variables
// have members of 24 bytes; none has so many in a program that people wrote.
void engine_sandbox_look(script *s, size_t bytes) {
  enum { MEMBER = 24, MOST = 2048 };
  if (!s->compiling || bytes % 3 != 0 || bytes <= (size_t)MEMBER * MOST) return;
  engine_guard_limit(s,
                     "its source has more than %d gotos, breaks or variables "
                     "at once",
                     MOST);
}

// Replaces a function that gives a chunk in pieces by the whole of it.
static void gather(lua_State *L) {
  size_t most = script_of(L)->engine->options.source_bytes;
  size_t length = 1;
  luaL_Buffer whole;
  luaL_buffinit(L, &whole);
  for (size_t total = 0; length > 0 && total <= most; total += length) {
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    length = 0;
    if (!lua_isnil(L, -1) && lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "reader function must return a string");
    if (lua_tolstring(L, -1, &length) != NULL)
      luaL_addvalue(&whole);
    else
      lua_pop(L, 1);
  }
  luaL_pushresult(&whole);
  lua_replace(L, 1);
}

static int give_up(lua_State *L) {
  lua_pushnil(L);
  lua_insert(L, -2);
  return 2;
}

/// load(chunk, name, mode, env): as of Lua, but source text alone, and only so
/// much of it.
static int load(lua_State *L) {
  size_t bytes = 0;
  size_t most = script_of(L)->engine->options.source_bytes;
  const char *mode = luaL_optstring(L, 3, "t");
  bool is_text = lua_type(L, 1) == LUA_TSTRING;
  const char *name =
      luaL_optstring(L, 2, is_text ? lua_tostring(L, 1) : "=(load)");
  lua_settop(L, lua_isnone(L, 4) ? 3 : 4);
  if (!is_text) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    gather(L);
  }
  const char *text = lua_tolstring(L, 1, &bytes);
  if (strchr(mode, 't') == NULL) {
    lua_pushfstring(L, "attempt to load a text chunk (mode is '%s')", mode);
    return give_up(L);
  }
  if (bytes > most) {
    lua_pushfstring(L,
                    "the chunk has more than the %d bytes that may be loaded",
                    (int)most);
    return give_up(L);
  }
  if (compile(L, text, bytes, name, 1) != LUA_OK) return give_up(L);
  if (lua_gettop(L) < 5) return 1;
  lua_pushvalue(L, 4);
  if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  return 1;
}

// ------------------------------------------------------------------- require

// Upvalue: what was loaded. Arguments: the name, what the module returned.
static int remember(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) {
    lua_pushvalue(L, 1);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNIL) lua_pushboolean(L, 1);
    lua_replace(L, 2);
    lua_settop(L, 2);
  }
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_rawset(L, lua_upvalueindex(1));
  return 1;
}

/// require(name): a module of the host's, "lark", "cjson", or a library that is
/// there already.
static int require(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  lua_pop(L, 1);
  if (strcmp(name, "cjson") == 0)
    lua_pushcfunction(L, luaopen_lualark_cjson);
  else if (!engine_modules_push(L, script_of(L), name))
    return luaL_error(L,
                      "module '%s' not found: this program has no module of "
                      "that name for its scripts",
                      name);
  lua_pushvalue(L, 1);
  lua_pushliteral(L, ":host:");
  lua_callk(L, 2, 1, 0, remember);
  return remember(L, LUA_OK, 0);
}

// The table of what is loaded: the libraries that were opened, and ours.
static void push_loaded(lua_State *L, int lark) {
  lua_newtable(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -5);
  }
  lua_pop(L, 1);
  lua_pushvalue(L, lark);
  lua_setfield(L, -2, "lark");
}

// --------------------------------------------------------- base, os, strings

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
    count_metatable(script_of(L), lua_topointer(L, 2));
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

// Tables with weak keys are refused by not knowing of them: their collection
// takes time that is quadratic in their entries, in one stretch, and a script
// can ask for it at any time, by a field of a table that is a metatable
// already. Lua finds that field by the address of its name, one string for all
// of a state: the name's bytes become others, which no script can write down.
// What was made weak before, by us, stays so.
static bool hide_weakness(lua_State *L) {
  const char *name = lua_pushliteral(L, "__mode");
  char *bytes = (char *)(uintptr_t)name;
  bool hidden = getrandom(bytes, strlen("__mode"), 0) == strlen("__mode");
  lua_pop(L, 1);
  return hidden;
}

// What our own functions give as a metatable is not the script's to change:
// with a __gc in it each error would have a finalizer, which nobody could end.
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
  static const luaL_Reg functions[] = {{"load", load},
                                       {"setmetatable", set_metatable},
                                       {"collectgarbage", collect},
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
  push_loaded(L, lark);
  lua_pushcclosure(L, require, 1);
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
  opened->scheduler->sandboxed = true;
  int lark = lua_gettop(L);
  lua_pushnil(L);
  lua_setfield(L, lark, "store");
  open_os(L);
  open_strings(L);
  engine_strain_open(L);
  open_base(L, lark);
  protect(L, lark, "error");
  protect(L, lark, "array");
  if (!hide_weakness(L)) luaL_error(L, "no random bytes for it");
}
