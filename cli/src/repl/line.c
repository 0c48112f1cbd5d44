// SPDX-License-Identifier: MIT
#include "line.h"

#include <errno.h>
#include <histedit.h>
#include <lauxlib.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

static const char editor_type[] = "lualark.editor";

enum { COMPLETE_SLOT = 1, MOST_HISTORY = 1000 };

// A userdata; its user value is the function that completes lines.
typedef struct editor {
  EditLine *edit; ///< NULL: closed
  History *history;
  lua_State *L;       ///< while it reads
  const char *prompt; ///< while it reads
} editor;

static editor *editor_of(EditLine *edit) {
  editor *self = NULL;
  el_get(edit, EL_CLIENTDATA, &self);
  return self;
}

// --------------------------------------------------------------------- Ctrl-C

// Set by the signal handler.
static volatile sig_atomic_t given_up = 0;

static void on_interrupt(int number) {
  (void)number;
  given_up = 1;
}

// Replaces libedit's own reader, which would go on after Ctrl-C.
static int read_char(EditLine *edit, wchar_t *out) {
  mbstate_t state;
  char byte = 0;
  (void)edit;
  memset(&state, 0, sizeof state);
  for (;;) {
    ssize_t got = read(STDIN_FILENO, &byte, 1);
    if (got < 0 && errno == EINTR && !given_up) continue;
    if (got <= 0) return (int)got;
    size_t used = mbrtowc(out, &byte, 1, &state);
    if (used == (size_t)-2) continue; // the character has more bytes
    if (used != (size_t)-1) return 1;
    memset(&state, 0, sizeof state); // skips bytes that are not UTF-8
  }
}

// ------------------------------------------------------------------------ TAB

// Calls the completing function; pushes the text to insert and the listing.
static bool ask(const editor *self, const LineInfo *line) {
  lua_State *L = self->L;
  lua_getiuservalue(L, 1, COMPLETE_SLOT);
  lua_pushlstring(L, line->buffer, (size_t)(line->cursor - line->buffer));
  if (lua_pcall(L, 1, 2, 0) == LUA_OK) return true;
  lua_pop(L, 1);
  return false;
}

static unsigned char on_tab(EditLine *edit, int key) {
  const editor *self = editor_of(edit);
  unsigned char outcome = CC_ERROR;
  (void)key;
  if (!ask(self, el_line(edit))) return outcome;
  const char *insert = lua_tostring(self->L, -2);
  const char *listing = lua_tostring(self->L, -1);
  if (insert != NULL && el_insertstr(edit, insert) == 0) outcome = CC_REFRESH;
  if (listing != NULL) {
    printf("\n%s\n", listing);
    outcome = CC_REDISPLAY;
  }
  lua_pop(self->L, 2);
  return outcome;
}

// -------------------------------------------------------------------- methods

static char *prompt_of(EditLine *edit) {
  // libedit only reads it.
  return (char *)(uintptr_t)editor_of(edit)->prompt;
}

static editor *check(lua_State *L) {
  editor *self = luaL_checkudata(L, 1, editor_type);
  luaL_argcheck(L, self->edit != NULL, 1, "the editor is closed");
  return self;
}

static int read_line(lua_State *L) {
  editor *self = check(L);
  struct sigaction old;
  struct sigaction new = {.sa_handler = on_interrupt};
  int length = 0;
  self->prompt = luaL_checkstring(L, 2);
  self->L = L;
  luaL_checkstack(L, 10, "completion");
  given_up = 0;
  sigemptyset(&new.sa_mask);
  sigaction(SIGINT, &new, &old);
  const char *line = el_gets(self->edit, &length);
  sigaction(SIGINT, &old, NULL);
  if (given_up) {
    el_reset(self->edit);
    puts("^C");
    lua_pushboolean(L, 0);
  } else if (line == NULL || length <= 0) {
    puts("");
    lua_pushnil(L);
  } else {
    bool ended = line[length - 1] == '\n';
    lua_pushlstring(L, line, (size_t)length - ended);
  }
  return 1;
}

static int remember(lua_State *L) {
  const editor *self = check(L);
  HistEvent event;
  history(self->history, &event, H_ENTER, luaL_checkstring(L, 2));
  return 0;
}

static int close_editor(lua_State *L) {
  editor *self = luaL_checkudata(L, 1, editor_type);
  if (self->edit != NULL) el_end(self->edit);
  if (self->history != NULL) history_end(self->history);
  self->edit = NULL;
  self->history = NULL;
  return 0;
}

// ----------------------------------------------------------------------- open

static void set_up(editor *self) {
  HistEvent event;
  history(self->history, &event, H_SETSIZE, MOST_HISTORY);
  history(self->history, &event, H_SETUNIQUE, 1);
  el_set(self->edit, EL_CLIENTDATA, self);
  el_set(self->edit, EL_SIGNAL, 1);
  el_set(self->edit, EL_EDITOR, "emacs");
  el_set(self->edit, EL_HIST, history, self->history);
  el_set(self->edit, EL_PROMPT, prompt_of);
  // Wide names, because libedit copies narrow ones and never frees them.
  el_wset(self->edit, EL_ADDFN, L"lark-complete", L"Completes names", on_tab);
  el_set(self->edit, EL_BIND, "^I", "lark-complete", NULL);
  el_set(self->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_wset(self->edit, EL_GETCFN, read_char);
}

static void push_metatable(lua_State *L) {
  static const luaL_Reg methods[] = {{"read", read_line},
                                     {"remember", remember},
                                     {"close", close_editor},
                                     {NULL, NULL}};
  if (!luaL_newmetatable(L, editor_type)) return;
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, close_editor);
  lua_setfield(L, -2, "__gc");
}

int line_editor(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  editor *self = lua_newuserdatauv(L, sizeof *self, COMPLETE_SLOT);
  *self = (editor){0};
  push_metatable(L);
  lua_setmetatable(L, -2);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, COMPLETE_SLOT);
  self->history = history_init();
  self->edit = el_init("lualark", stdin, stdout, stderr);
  if (self->history == NULL || self->edit == NULL)
    return luaL_error(L, "the terminal cannot be set up");
  set_up(self);
  return 1;
}
