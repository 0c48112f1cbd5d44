// SPDX-License-Identifier: MIT

// The lualark command: opens a Lua state that has the module and what the
// commands need of the system, and hands over to lua/main.lua.
#include <fcntl.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "arguments.h"
#include "coroutine.h"
#include "host.h"
#include "interrupt.h"
#include "library.h"
#include "module.h"
#include "recorded.h"
#include "recorder.h"
#include "recording_drift.h"
#include "repl.h"
#include "server.h"
#include "terminal.h"
#include "webhook.h"
#include "words.h"
#include "workbook.h"

// Opens the module when a command requires it. `lualark run` does not: the
// script's own state has the module.
static int open_lark(lua_State *L) {
  luaopen_lark(L);
  lualark_coroutine_patch(L);
  return 1;
}

static void preload_lark(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open_lark);
  lua_setfield(L, -2, "lark");
  lua_pop(L, 1);
}

// Pushes what commands get as `terminal`: the functions of the other rooms.
static void push_terminal(lua_State *L, arguments *given) {
  terminal_push(L);
  interrupt_register(L);
  repl_register(L);
  arguments_push_parser(L, given);
  lua_setfield(L, -2, "parse");
  lua_pushcfunction(L, workbook_open);
  lua_setfield(L, -2, "workbook");
  lua_pushcfunction(L, host_run);
  lua_setfield(L, -2, "run_script");
  lua_pushcfunction(L, server_open);
  lua_setfield(L, -2, "open_server");
  lua_pushcfunction(L, webhook_open);
  lua_setfield(L, -2, "open_webhook");
  lua_pushcfunction(L, recorder_open);
  lua_setfield(L, -2, "open_recording");
  lua_pushcfunction(L, recorded_list);
  lua_setfield(L, -2, "recorded");
  lua_pushcfunction(L, recording_drift);
  lua_setfield(L, -2, "recorded_drift");
}

// Argument: the command line. Returns the exit status.
static int run(lua_State *L) {
  arguments *given = lua_touserdata(L, 1);
  luaL_openlibs(L);
  preload_lark(L);
  library_open(L);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "lualark.main");
  lua_call(L, 1, 1);
  push_terminal(L, given);
  lua_pushstring(L, given->count > 1 ? given->words[1] : NULL);
  lua_call(L, 2, 1);
  return 1;
}

// If a standard descriptor is closed, the next file or socket would take its
// number, and receive what is printed.
static void open_standard(void) {
  int fd = 0;
  while ((fd = open("/dev/null", O_RDONLY)) >= 0 && fd <= STDERR_FILENO)
    ;
  if (fd >= 0) close(fd);
}

int main(int argc, char **argv) {
  arguments given = {argc, argv};
  open_standard();
  lua_State *L = luaL_newstate();
  if (L == NULL) {
    fputs("lualark: out of memory\n", stderr);
    return EXIT_FAILURE;
  }
  lua_pushcfunction(L, run);
  lua_pushlightuserdata(L, &given);
  int status = EXIT_FAILURE;
  if (lua_pcall(L, 1, 1, 0) == LUA_OK)
    status = (int)lua_tointeger(L, -1);
  else
    fprintf(stderr, "lualark: %s\n", luaL_tolstring(L, -1, NULL));
  lua_close(L);
  if (fflush(stdout) != 0 || ferror(stdout)) {
    fputs(words_of("lualark: standard output cannot be written\n"), stderr);
    if (status == EXIT_SUCCESS) status = EXIT_FAILURE;
  }
  return status;
}
