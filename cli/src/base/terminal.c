// SPDX-License-Identifier: MIT
#include "terminal.h"

#include <lauxlib.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
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

static int height(lua_State *L) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0)
    return 0;
  lua_pushinteger(L, size.ws_row);
  return 1;
}

// Leaves Ctrl-C to a pager that was started before, and lets writing to one
// that ended fail instead of ending the program; with false as before.
static int leave_to_pager(lua_State *L) {
  static const int signals[] = {SIGINT, SIGPIPE};
  static struct sigaction before[2];
  struct sigaction ignored = {.sa_handler = SIG_IGN};
  bool leave = lua_toboolean(L, 1);
  for (size_t i = 0; i < 2; i++) {
    if (leave)
      sigaction(signals[i], &ignored, &before[i]);
    else
      sigaction(signals[i], &before[i], NULL);
  }
  return 0;
}

// Tells what is at a path: "absent", "file", "directory" or "other", such as a
// pipe; and the real path of a file, which a link may lead to.
static int place(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  struct stat found;
  bool is_absent = lstat(path, &found) != 0;
  bool leads = !is_absent && stat(path, &found) == 0;
  const char *kind = is_absent                         ? "absent"
                     : leads && S_ISREG(found.st_mode) ? "file"
                     : leads && S_ISDIR(found.st_mode) ? "directory"
                                                       : "other";
  lua_pushstring(L, kind);
  if (strcmp(kind, "file") != 0) return 1;
  char *real = realpath(path, NULL);
  lua_pushstring(L, real != NULL ? real : path);
  free(real);
  return 2;
}

// Makes a folder. Returns true; or nil and why not, as where there is one.
static int make_folder(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  return luaL_fileresult(L, mkdir(path, 0777) == 0, NULL);
}

// Gives a file the mode and the owner of another. False where it cannot.
static int dress(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  struct stat wanted;
  struct stat its;
  bool done =
      stat(luaL_checkstring(L, 2), &wanted) == 0 && stat(path, &its) == 0;
  bool same =
      done && its.st_uid == wanted.st_uid && its.st_gid == wanted.st_gid;
  if (done && !same) done = chown(path, wanted.st_uid, wanted.st_gid) == 0;
  if (done) done = chmod(path, wanted.st_mode & 07777) == 0;
  lua_pushboolean(L, done);
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
      {"is_terminal", is_terminal},
      {"width", width},
      {"height", height},
      {"leave_to_pager", leave_to_pager},
      {"place", place},
      {"make_folder", make_folder},
      {"dress", dress},
      {"now", now},
      {"set_variable", set_variable},
      {NULL, NULL},
  };
  luaL_newlib(L, functions);
  lua_pushinteger(L, getpid());
  lua_setfield(L, -2, "pid");
}
