// SPDX-License-Identifier: MIT
#include "unrestricted.h"

#include <lualib.h>

#include "clock.h"
#include "coroutine.h"
#include "ending.h"
#include "guard.h"
#include "module.h"
#include "modules.h"
#include "scripts.h"
#include "trace.h"

// Registry: how it ended. The slots are made before it runs, so that filling
// them takes no memory.
static const char raised_key = 0; // whether it raised the error
static const char error_key = 0;  // nil if there is none

static void keep_outcome(lua_State *L, bool raised) {
  lua_rawsetp(L, LUA_REGISTRYINDEX, &error_key);
  lua_pushboolean(L, raised);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &raised_key);
}

// ------------------------------------------------------------------- its state

static void open_memory(struct script *script, size_t limit_bytes) {
  (void)script, (void)limit_bytes; // nothing is counted
}

// The scheduler has no host: it drives its clients by itself.
static void take_scheduler(lua_State *L, struct script *script) {
  lualark_scheduler *scheduler = lualark_scheduler_get(L);
  const lualark_options *options = script->all->options;
  scheduler->state.owner = script;
  scheduler->clients.recorder = options->recorder;
  scheduler->clients.log = options->log;
  scheduler->clients.log_user = options->log_user;
  script->scheduler = scheduler;
}

static void open(lua_State *L, struct script *script) {
  luaL_openlibs(L);
  luaL_requiref(L, "lark", luaopen_lark, 0);
  lua_pop(L, 1);
  lualark_coroutine_patch(L);
  lualark_modules_set_path(L, script);
  take_scheduler(L, script);
  lua_pushboolean(L, 0);
  keep_outcome(L, false);
}

// ---------------------------------------------------------- its turn, its end

// Its main function and the arguments are on its stack.
static void run(struct script *script) {
  lua_State *L = script->L;
  uint64_t started_us = lark_now_us();
  script->life = SCRIPT_RUNNING;
  script->all->running = script;
  int outcome = lualark_guard_call(script, lua_gettop(L) - 1, 2);
  script->all->running = NULL;
  script->used.cpu_us += lark_now_us() - started_us;
  keep_outcome(L, outcome != LUA_OK);
  lualark_ending_run(script, LARK_OK, NULL);
}

static int push_results(lua_State *L, struct script *script) {
  (void)script;
  lua_pushnil(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &raised_key);
  bool raised = lua_toboolean(L, -1);
  lua_pop(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &error_key);
  return raised ? lua_error(L) : 2;
}

int lualark_unrestricted_note_trace(lua_State *L) {
  lua_settop(L, 1);
  luaL_traceback(L, L, NULL, 1);
  lualark_trace_set(lualark_script_at(L), lua_tostring(L, 2));
  lua_settop(L, 1);
  return 1;
}

const script_kind lualark_unrestricted_kind = {
    .sandboxed = false,
    .open_memory = open_memory,
    .open = open,
    .run = run,
    .push_results = push_results,
};
