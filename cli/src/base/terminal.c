// SPDX-License-Identifier: MIT
#include "terminal.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int is_terminal(lua_State *L) {
  lua_pushboolean(L, isatty((int)luaL_checkinteger(L, 1)));
  return 1;
}

static int width(lua_State *L) {
  struct winsize size;
  int fd = (int)luaL_optinteger(L, 1, STDOUT_FILENO);
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 0;
  lua_pushinteger(L, size.ws_col);
  return 1;
}

static int is_replaceable(lua_State *L) {
  struct stat found;
  bool absent = lstat(luaL_checkstring(L, 1), &found) != 0;
  lua_pushboolean(L, absent || S_ISREG(found.st_mode));
  return 1;
}

static int now(lua_State *L) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  lua_pushnumber(L, (lua_Number)now.tv_sec + (lua_Number)now.tv_nsec / 1e9);
  return 1;
}

// Sets a variable of the environment, which clients read when they are opened.
static int set_variable(lua_State *L) {
  lua_pushboolean(
      L, setenv(luaL_checkstring(L, 1), luaL_checkstring(L, 2), 1) == 0);
  return 1;
}

void terminal_push(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"is_terminal", is_terminal},       {"width", width},
      {"is_replaceable", is_replaceable}, {"now", now},
      {"set_variable", set_variable},     {NULL, NULL},
  };
  luaL_newlib(L, functions);
  lua_pushinteger(L, getpid());
  lua_setfield(L, -2, "pid");
}
