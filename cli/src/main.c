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
#include "lualark_coroutine.h"
#include "lualark_lua.h"
#include "lualark_module.h"
#include "terminal.h"

extern const lualark_chunk cli_chunks[];

enum { EXIT_USAGE = 2 };

// Each file of cli/lua/ can be required as "lualark.<name>".
static void preload(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  for (const lualark_chunk *chunk = cli_chunks; chunk->name != NULL; chunk++) {
    lua_pushfstring(L, "=lualark.%s", chunk->name);
    const char *name = lua_tostring(L, -1);
    if (luaL_loadbufferx(L, chunk->source, chunk->length, name, "t") != LUA_OK)
      lua_error(L);
    lua_setfield(L, -3, name + 1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

// The folder that bin/ stands in, pushed; "" where it cannot be told.
static void push_prefix(lua_State *L) {
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  path[length > 0 ? length : 0] = '\0';
  for (int i = 0; i < 2; i++) {
    char *slash = strrchr(path, '/');
    if (slash != NULL) *slash = '\0';
  }
  lua_pushstring(L, path);
}

// The report library stands beside the command, wherever that was put.
static void find_library(lua_State *L) {
  lua_getglobal(L, "package");
  push_prefix(L);
  lua_getfield(L, -2, "path");
  lua_pushfstring(L, "%s/share/lua/5.4/?.lua;%s", lua_tostring(L, -2),
                  lua_tostring(L, -1));
  lua_setfield(L, -4, "path");
  lua_pop(L, 3);
}

// Arguments: the parsed command line. Returns the exit status.
static int run(lua_State *L) {
  const arguments *given = lua_touserdata(L, 1);
  luaL_openlibs(L);
  luaL_requiref(L, "lark", luaopen_lark, 0);
  lualark_coroutine_patch(L);
  find_library(L);
  preload(L);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "lualark.main");
  lua_call(L, 1, 1);
  terminal_push(L);
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
