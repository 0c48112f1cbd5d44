// SPDX-License-Identifier: MIT
#include "print.h"

#include <stdio.h>

#include "debugging.h"
#include "guard.h"
#include "scripts.h"
#include "watch.h"

enum { STEPS_PER_PIECE = 20 };

static void tell_host(struct script *script, lualark_print *callback,
                      const char *text, size_t length) {
  lualark_debugging *debugging = script->all->debugging;
  if (lualark_script_is_over(script)) return;
  if (debugging != NULL) debugging->printed(debugging, text, length);
  if (callback == NULL) return;
  lualark_guard_pause(script);
  callback(script->all->options->user, script->all->engine, script->id, text,
           length);
  lualark_guard_resume(script);
}

// Limits the bytes printed per second; afterwards reports how many lines were
// dropped.
static void print_line(struct script *script, lualark_print *callback,
                       const char *text, size_t length) {
  size_t dropped = 0;
  bool allowed = lualark_output_allow(
      &script->output, script->all->options->log_bytes, length, &dropped);
  if (dropped > 0) {
    char note[64];
    int bytes =
        snprintf(note, sizeof note, "(%zu lines were too much)", dropped);
    tell_host(script, callback, note, (size_t)bytes);
  }
  if (allowed) tell_host(script, callback, text, length);
}

static int print(lua_State *L) {
  struct script *script = lualark_script_at(L);
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
  print_line(script, script->all->options->print, text, length);
  lualark_guard_check(L, script);
  return 0;
}

// A warning comes in pieces. One that is a single piece and starts with "@" is
// for Lua: it controls what is reported.
static void warn(void *user, const char *piece, int to_continue) {
  struct script *script = user;
  lualark_output *output = &script->output;
  if (output->warning == NULL && !to_continue && piece[0] == '@') return;
  if (script->kind->sandboxed) lualark_watch_look(script, STEPS_PER_PIECE);
  if (!lualark_output_add_warning(output, &script->heap, piece) || to_continue)
    return;
  print_line(script, script->all->options->warn, output->warning,
             output->warning_bytes);
  lualark_output_drop_warning(output, &script->heap);
}

void lualark_print_open(lua_State *L, struct script *script) {
  lua_pushcfunction(L, print);
  lua_setglobal(L, "print");
  lua_setwarnf(L, warn, script);
}
