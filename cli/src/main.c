// SPDX-License-Identifier: MIT

// The lualark command: reads its options with getopt_long, opens a Lua state
// with the module in it, and leaves the rest to cli/lua/.
#include <fcntl.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arguments.h"
#include "library.h"
#include "limited.h"
#include "lualark_coroutine.h"
#include "lualark_module.h"
#include "recording.h"
#include "repl.h"
#include "terminal.h"
#include "watch.h"

enum { EXIT_USAGE = 2 };

// Arguments: the parsed command line. Returns the exit status.
static int run(lua_State *L) {
  const arguments *given = lua_touserdata(L, 1);
  luaL_openlibs(L);
  luaL_requiref(L, "lark", luaopen_lark, 0);
  lualark_coroutine_patch(L);
  library_open(L);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "lualark.main");
  lua_call(L, 1, 1);
  terminal_push(L);
  watch_register(L);
  repl_register(L);
  lua_pushcfunction(L, limited_run);
  lua_setfield(L, -2, "run_limited");
  lua_pushcfunction(L, recording_open);
  lua_setfield(L, -2, "open_recording");
  arguments_push(L, given);
  lua_call(L, 2, 1);
  return 1;
}

// Where a standard descriptor is missing, the next file or socket would take
// its number, and get what is printed.
static void open_standard(void) {
  int fd = 0;
  while ((fd = open("/dev/null", O_RDONLY)) >= 0 && fd <= STDERR_FILENO)
    ;
  if (fd >= 0) close(fd);
}

int main(int argc, char **argv) {
  arguments given;
  open_standard();
  if (!arguments_parse(argc, argv, &given)) return EXIT_USAGE;
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
    fputs("lualark: standard output cannot be written\n", stderr);
    if (status == EXIT_SUCCESS) status = EXIT_FAILURE;
  }
  return status;
}
