// SPDX-License-Identifier: MIT
#include "trusted.h"

#include <lualib.h>

#include "callable.h"
#include "cjson.h"
#include "collect.h"
#include "collectgarbage.h"
#include "finalizers.h"
#include "linking.h"
#include "modules.h"
#include "scripts.h"
#include "watch.h"

enum {
  GROUND = 20032,         // its libraries are larger than a sandbox's
  WORTH_A_LOOK = 4 << 10, // bytes of a block
  BYTES_PER_STEP = 16,    // what a block costs to fill, in steps
  LEAST_OF_A_TEXT = 64,   // bytes of an error's
  STEPS_PER_TEXT = 100,   // what came before it
  LAST_SEARCHER = 2       // of package.searchers that finds Lua: C's follow
};

// --------------------------------------------------------------------- memory

static void open_memory(struct script *script, size_t limit_bytes) {
  lualark_heap *heap = &script->heap;
  heap->ground_bytes = GROUND;
  heap->limit_bytes = limit_bytes;
  heap->block_bytes = heap->string_bytes = script->all->options->block_bytes;
}

// An instruction that takes long works on a long block, as a rule, and
// allocates another; or it ends in an error whose text is made here: an endless
// chain of __index, for instance.
static void glance(struct script *script, const void *block, size_t kind,
                   size_t new_bytes) {
  if (new_bytes >= WORTH_A_LOOK)
    lualark_watch_glance(script, new_bytes / BYTES_PER_STEP);
  else if (new_bytes > LEAST_OF_A_TEXT && block == NULL && kind == LUA_TSTRING)
    lualark_watch_glance(script, STEPS_PER_TEXT);
}

static void *allocate(void *user, void *block, size_t old_bytes,
                      size_t new_bytes) {
  struct script *script = user;
  bool grows = new_bytes > 0 && (block == NULL || new_bytes > old_bytes);
  if (grows && !script->watch.by_signal)
    glance(script, block, old_bytes, new_bytes);
  void *got = lualark_heap_resize(&script->heap, block, old_bytes, new_bytes);
  if (grows && got == NULL && script->heap.refusal != HEAP_EXHAUSTED)
    script->memory.starved = true;
  if (grows && got != NULL && new_bytes >= LUALARK_COLLECTED_LATER)
    lualark_watch_defer(script, new_bytes - (block != NULL ? old_bytes : 0));
  return got;
}

// Not what is in it: a trusted script does not choose its strings to be slow.
static size_t strain(const void *block, size_t bytes) {
  (void)block;
  return bytes / HEAP_CHEAPER;
}

// ------------------------------------------------------------------- libraries

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

static void replace(lua_State *L, const char *library, const char *name,
                    lua_CFunction function) {
  lua_getglobal(L, library);
  lua_pushcfunction(L, function);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

static void open_libraries(lua_State *L, struct script *script) {
  (void)script;
  lualark_finalizers_watch(L);
  luaL_openlibs(L);
}

// A searcher that finds nothing, and says why.
static int search_c(lua_State *L) {
  lua_pushliteral(L, "no module in C: the program's engine has a Lua of its "
                     "own, which such a module would not find");
  return 1;
}

static int refuse_loadlib(lua_State *L) {
  return luaL_error(L, "package.loadlib is not available: the program's engine "
                       "has a Lua of its own, which a module in C would not "
                       "find");
}

// Takes away what loads modules in C. `require "cjson"` finds ours.
static void refuse_c_modules(lua_State *L) {
  lua_getglobal(L, LUA_LOADLIBNAME);
  lua_pushcfunction(L, refuse_loadlib);
  lua_setfield(L, -2, "loadlib");
  lua_pushliteral(L, "");
  lua_setfield(L, -2, "cpath");
  lua_getfield(L, -1, "searchers");
  for (lua_Integer i = (lua_Integer)lua_rawlen(L, -1); i > LAST_SEARCHER; i--) {
    lua_pushnil(L);
    lua_rawseti(L, -2, i);
  }
  lua_pushcfunction(L, search_c);
  lua_rawseti(L, -2, LAST_SEARCHER + 1);
  lua_getfield(L, -2, "preload");
  lua_pushcfunction(L, luaopen_lualark_cjson);
  lua_setfield(L, -2, "cjson");
  lua_pushcfunction(L, luaopen_lualark_cjson_safe);
  lua_setfield(L, -2, "cjson.safe");
  lua_pop(L, 3);
}

// After a module in C was loaded its types may be called.
static int after_require(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  lualark_callable_prepare_types(L);
  return lua_gettop(L);
}

/// require(name): as in Lua. Upvalue: the stock function.
static int require(lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, after_require);
  return after_require(L, LUA_OK, 0);
}

static void watch_require(lua_State *L) {
  lua_getglobal(L, "require");
  lua_pushcclosure(L, require, 1);
  lua_setglobal(L, "require");
}

static void restrict_libraries(lua_State *L, struct script *script) {
  if (lualark_linking_is_hidden)
    refuse_c_modules(L);
  else
    watch_require(L);
  lualark_modules_set_path(L, script);
  lualark_modules_open(L, script);
  replace(L, LUA_OSLIBNAME, "exit", refuse_exit);
  replace(L, LUA_DBLIBNAME, "sethook", refuse_hook);
  lualark_callable_open(L, script);
  lualark_callable_watch(L);
  lualark_finalizers_open(L);
  lualark_collectgarbage_open(L);
}

static int compile(lua_State *L, const char *text, size_t bytes,
                   const char *name) {
  return luaL_loadbufferx(L, text, bytes, name, "t");
}

const script_kind lualark_trusted_kind = {
    .sandboxed = false,
    .open_memory = open_memory,
    .allocate = allocate,
    .strain = strain,
    .open_libraries = open_libraries,
    .restrict_libraries = restrict_libraries,
    .compile = compile,
};
