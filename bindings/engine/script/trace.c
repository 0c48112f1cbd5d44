// SPDX-License-Identifier: MIT

#include "trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  LEVELS = 20,
  LONGEST_LEVEL = 300, // bytes
  ROOM = 1500,
  LONGEST_INNER = 6000
};

typedef struct page {
  char *text;
  size_t room, length;
} page;

__attribute__((format(printf, 2, 3))) static void add(page *to,
                                                      const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int more = vsnprintf(to->text + to->length, to->room - to->length, format,
                       arguments);
  va_end(arguments);
  if (more > 0) to->length += (size_t)more;
  if (to->length >= to->room) to->length = to->room - 1;
}

static void add_level(page *to, const lua_Debug *level) {
  add(to, "\n\t%s:", level->short_src);
  if (level->currentline > 0) add(to, "%d:", level->currentline);
  if (level->namewhat[0] != '\0')
    add(to, " in %s '%s'", level->namewhat, level->name);
  else if (strcmp(level->what, "main") == 0)
    add(to, " in main chunk");
  else if (strcmp(level->what, "C") == 0)
    add(to, " in ?");
  else
    add(to, " in function <%s:%d>", level->short_src, level->linedefined);
  if (level->istailcall) add(to, "\n\t(...tail calls...)");
}

void lualark_trace_walk(lua_State *L,
                        void (*add_to)(void *to, const char *level), void *to) {
  lua_Debug level;
  char line[LONGEST_LEVEL];
  for (int i = 0; lua_getstack(L, i, &level); i++) {
    if (i == LEVELS) {
      add_to(to, "\n\t...");
      return;
    }
    lua_getinfo(L, "Slnt", &level);
    add_level(&(page){line, sizeof line, 0}, &level);
    add_to(to, line);
  }
}

static void add_to_page(void *to, const char *level) {
  add(to, "%s", level);
}

// `inner` is the trace of a coroutine that this one resumed; NULL: none.
static char *write_trace(lua_State *L, const char *inner) {
  size_t room = ROOM + (inner != NULL ? strlen(inner) : 0);
  page to = {malloc(room), room, 0};
  if (to.text == NULL) return NULL;
  add(&to, "%s", inner != NULL ? inner : "stack traceback:");
  if (inner != NULL) add(&to, "\n\t(...resumed by...)");
  lualark_trace_walk(L, add_to_page, &to);
  return to.text;
}

void lualark_trace_drop(struct script *script) {
  free(script->trace);
  script->trace = NULL;
}

void lualark_trace_drop_inner(struct script *script) {
  free(script->inner_trace);
  script->inner_trace = NULL;
}

void lualark_trace_take_all(struct script *script, lua_State *thread) {
  lualark_trace_drop(script);
  script->trace = write_trace(thread, script->inner_trace);
}

void lualark_trace_take_inner(struct script *script, lua_State *thread,
                              bool goes_on) {
  const char *before = goes_on ? script->inner_trace : NULL;
  if (before != NULL && strlen(before) > LONGEST_INNER) return;
  char *trace = write_trace(thread, before);
  lualark_trace_drop_inner(script);
  script->inner_trace = trace;
}

void lualark_trace_take(struct script *script, lua_State *thread) {
  lualark_trace_drop(script);
  script->trace = write_trace(thread, NULL);
}

void lualark_trace_set(struct script *script, const char *text) {
  lualark_trace_drop(script);
  script->trace = strdup(text);
}

void lualark_trace_place(lua_State *L, char *text, size_t room) {
  lua_Debug level;
  text[0] = '\0';
  for (int i = 0; i < LEVELS && lua_getstack(L, i, &level); i++) {
    lua_getinfo(L, "Sl", &level);
    if (level.currentline <= 0) continue;
    snprintf(text, room, "%s:%d: ", level.short_src, level.currentline);
    return;
  }
}
