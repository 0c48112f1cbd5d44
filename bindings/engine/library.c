// SPDX-License-Identifier: MIT

// What a script finds in its state.
#include <lualib.h>

#include "engine.h"
#include "lualark_coroutine.h"
#include "lualark_module.h"

// The module's scheduler works for the engine from here on.
static void take_scheduler(lua_State *L, script *opened) {
  scheduler *s = lualark_scheduler(L);
  s->host = &engine_host;
  s->owner = opened;
  s->alarms = &opened->engine->alarms;
  s->most_in_flight = opened->engine->options.calls_in_flight;
  s->most_answer_bytes = opened->engine->options.response_bytes;
  s->most_depth = opened->engine->options.coroutine_depth;
  opened->scheduler = s;
}

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

static void set_module_path(lua_State *L, const char *path) {
  if (path == NULL) return;
  lua_getglobal(L, "package");
  lua_pushstring(L, path);
  lua_setfield(L, -2, "path");
  lua_pop(L, 1);
}

static void open_trusted(lua_State *L, const script *opened) {
  set_module_path(L, opened->engine->module_path);
  engine_modules_preload(L, opened);
  replace(L, LUA_OSLIBNAME, "exit", refuse_exit);
  replace(L, LUA_DBLIBNAME, "sethook", refuse_hook);
}

int engine_library_open(lua_State *L) {
  script *opened = lua_touserdata(L, 1);
  if (opened->sandboxed)
    engine_sandbox_libraries(L);
  else
    luaL_openlibs(L);
  luaL_requiref(L, "lark", luaopen_lark, 0);
  take_scheduler(L, opened);
  engine_print_open(L, opened);
  engine_border_open(L, opened);
  lualark_coroutine_patch(L);
  engine_strings_open(L);
  engine_format_open(L);
  engine_tables_open(L);
  engine_failure_open(L);
  if (opened->sandboxed)
    engine_sandbox_open(L, opened);
  else
    open_trusted(L, opened);
  lua_pop(L, 1);
  engine_interrupt_watch(opened);
  return 0;
}
