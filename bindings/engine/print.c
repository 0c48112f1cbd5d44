// SPDX-License-Identifier: MIT

// What a script prints and warns, line by line.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"

static void tell(script *s, lualark_print *whom, const char *text,
                 size_t length) {
  if (whom == NULL || s->over) return;
  engine_guard_pause(s);
  whom(s->engine->options.user, s->engine, s->id, text, length);
  engine_guard_resume(s);
}

// Of the lines of one second so many bytes are told, and then how many lines
// were not.
static bool may_log(script *s, lualark_print *whom, size_t length) {
  uint32_t most = s->engine->options.log_bytes;
  if (most == 0) return true;
  uint64_t now_us = lualark_now_us();
  if (now_us - s->log_window_us >= 1000000) {
    size_t dropped = s->log_dropped;
    s->log_window_us = now_us;
    s->log_bytes = s->log_dropped = 0;
    if (dropped > 0) {
      char text[64];
      int bytes =
          snprintf(text, sizeof text, "(%zu lines were too much)", dropped);
      tell(s, whom, text, (size_t)bytes);
    }
  }
  s->log_bytes += length + 1;
  if (s->log_bytes <= most) return true;
  s->log_dropped++;
  return false;
}

static void log_line(script *s, lualark_print *whom, const char *text,
                     size_t length) {
  if (may_log(s, whom, length)) tell(s, whom, text, length);
}

static int print(lua_State *L) {
  script *s = engine_script_at(L);
  int count = lua_gettop(L);
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&line, '\t');
    luaL_tolstring(L, i, NULL);
    luaL_addvalue(&line);
  }
  luaL_pushresult(&line);
  size_t length = 0;
  const char *text = lua_tolstring(L, -1, &length);
  log_line(s, s->engine->options.print, text, length);
  engine_guard_check(L, s);
  return 0;
}

enum { LONGEST_WARNING = 64 << 10, STEPS_PER_PIECE = 20 };

static void drop_warning(script *s) {
  heap_charge(&s->heap, -(ptrdiff_t)s->warning_room);
  free(s->warning);
  s->warning = NULL;
  s->warning_bytes = s->warning_room = 0;
}

// Room for `bytes` of a warning, which count for the script.
static bool make_room(script *s, size_t bytes) {
  size_t room = s->warning_room * 2 > bytes ? s->warning_room * 2 : bytes;
  if (s->warning != NULL && bytes <= s->warning_room) return true;
  if (!heap_charge(&s->heap, (ptrdiff_t)(room - s->warning_room))) return false;
  char *longer = realloc(s->warning, room);
  if (longer == NULL) {
    heap_charge(&s->heap, -(ptrdiff_t)(room - s->warning_room));
    return false;
  }
  s->warning = longer;
  s->warning_room = room;
  return true;
}

// What is too long is left out.
static bool add_piece(script *s, const char *piece) {
  size_t more = strnlen(piece, LONGEST_WARNING - s->warning_bytes);
  if (!make_room(s, s->warning_bytes + more + 1)) return s->warning != NULL;
  memcpy(s->warning + s->warning_bytes, piece, more);
  s->warning_bytes += more;
  s->warning[s->warning_bytes] = '\0';
  return true;
}

// A warning comes in pieces; those that start with "@" control the reporting.
static void warn(void *user, const char *piece, int to_continue) {
  script *s = user;
  if (s->warning == NULL && !to_continue && piece[0] == '@') return;
  if (s->sandboxed) engine_interrupt_look(s, STEPS_PER_PIECE);
  if (!add_piece(s, piece) || to_continue) return;
  log_line(s, s->engine->options.warn, s->warning, s->warning_bytes);
  drop_warning(s);
}

void engine_print_open(lua_State *L, script *opened) {
  lua_pushcfunction(L, print);
  lua_setglobal(L, "print");
  lua_setwarnf(L, warn, opened);
}

void engine_print_clear(script *closed) {
  free(closed->warning);
}
