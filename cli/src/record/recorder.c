// SPDX-License-Identifier: MIT
#include "recorder.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>

#include "recording.h"
#include "scheduler.h"

static const char recorder_key = 0; // registry

// The command's one. A script that calls os.exit() leaves the states open, so
// exit() closes it, too.
static lualark_recording *opened = NULL;

static void close_opened(void) {
  if (opened != NULL) lualark_recording_close(opened);
}

// It stays until the process ends: a client that a later finalizer opens or
// uses learns that the file is closed.
static int recorder_gc(lua_State *L) {
  (void)L;
  close_opened();
  return 0;
}

static void say(void *user, const char *sentence) {
  (void)user;
  fprintf(stderr, "lualark: %s\n", sentence);
}

// Closes the file with the state.
static void close_with(lua_State *L) {
  lua_newuserdatauv(L, 1, 0);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, recorder_gc);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &recorder_key);
}

int recorder_open(lua_State *L) {
  char why[640];
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_getfield(L, 1, "path");
  lua_getfield(L, 1, "replay");
  lua_getfield(L, 1, "max_age_ms");
  lua_getfield(L, 1, "redact");
  lua_getfield(L, 1, "redact_key");
  lualark_recording_options options = {.path = luaL_checkstring(L, 2),
                                       .replay = lua_toboolean(L, 3),
                                       .max_age_ms = lua_tointeger(L, 4),
                                       .redact = lua_tostring(L, 5),
                                       .key_path = lua_tostring(L, 6),
                                       .lost = say};
  close_with(L);
  opened = lualark_recording_open(&options, why, sizeof why);
  if (opened == NULL) {
    lua_pushnil(L);
    lua_pushstring(L, why);
    return 2;
  }
  atexit(close_opened);
  lualark_scheduler *scheduler = lualark_scheduler_get(L);
  if (scheduler != NULL) scheduler->clients.recorder = &opened->methods;
  lua_pushboolean(L, 1);
  return 1;
}

const lark_recorder *recorder_of_run(void) {
  return opened != NULL ? &opened->methods : NULL;
}
