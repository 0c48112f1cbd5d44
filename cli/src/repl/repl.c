// SPDX-License-Identifier: MIT
#include "repl.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <lauxlib.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "line.h"
#include "scheduler.h"

// --------------------------------------------------------------------- Ctrl-C

// For the signal handler: the scheduler whose coroutines run, the state that
// drives them, and how often Ctrl-C was pressed.
static const lualark_scheduler *volatile watched = NULL;
static lua_State *volatile driver = NULL;
static volatile sig_atomic_t presses = 0;

// After a second Ctrl-C the hook stays set, and so also ends code that catches
// the error and goes on.
static void stop(lua_State *L, lua_Debug *event) {
  (void)event;
  if (presses < 2) lua_sethook(L, NULL, 0, 0);
  lua_pushliteral(L, "interrupted");
  lua_error(L);
}

// As the stock interpreter, but in the coroutine that runs.
static void on_interrupt(int number) {
  lua_State *running = watched->running.thread;
  if (running == NULL) running = driver;
  (void)number;
  presses++;
  lua_sethook(running, stop,
              LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

// Does nothing, but makes waits end now and then, so that the hook runs.
static void look(lualark_scheduler *s, lua_State *L) {
  (void)s, (void)L;
}

static int interruptible(lua_State *L) {
  struct sigaction old;
  struct sigaction new = {.sa_handler = on_interrupt};
  lualark_scheduler *s = lualark_scheduler_get(L);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  sigemptyset(&new.sa_mask);
  watched = s;
  driver = L;
  presses = 0;
  s->loop.look = look;
  sigaction(SIGINT, &new, &old);
  int status = lua_pcall(L, 0, LUA_MULTRET, 0);
  sigaction(SIGINT, &old, NULL);
  s->loop.look = NULL;
  lua_sethook(L, NULL, 0, 0);
  return status == LUA_OK ? lua_gettop(L) : lua_error(L);
}

// ------------------------------------------------------------------- terminal

static int speak_utf8(lua_State *L) {
  (void)L;
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
    setlocale(LC_CTYPE, "C.UTF-8");
  return 0;
}

static int has_input(lua_State *L) {
  struct pollfd input = {STDIN_FILENO, POLLIN, 0};
  lua_pushboolean(L, poll(&input, 1, 0) > 0);
  return 1;
}

// ---------------------------------------------------------------------- files

// Makes the folders above a path, which is a copy.
static void make_folders(char *path) {
  for (char *slash = strchr(path + 1, '/'); slash != NULL;
       slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    mkdir(path, 0700); // it may exist already
    *slash = '/';
  }
}

static int private_file(lua_State *L) {
  size_t length = 0;
  const char *path = luaL_checklstring(L, 1, &length);
  char *copy = lua_newuserdatauv(L, length + 1, 0);
  memcpy(copy, path, length + 1);
  make_folders(copy);
  int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  bool made = fd >= 0 && fchmod(fd, 0600) == 0;
  int why = errno;
  if (fd >= 0) close(fd);
  errno = why;
  return luaL_fileresult(L, made, path);
}

void repl_register(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"line_editor", line_editor},     {"speak_utf8", speak_utf8},
      {"interruptible", interruptible}, {"has_input", has_input},
      {"private_file", private_file},   {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
