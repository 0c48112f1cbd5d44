// SPDX-License-Identifier: MIT
#include "protocol.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "debug_chunks.h"
#include "ending.h"
#include "evaluate.h"
#include "frames.h"
#include "interruption.h"
#include "module.h"
#include "step.h"
#include "text.h"
#include "values.h"
#include "variables.h"

static const char handlers_key = 0; // registry of D

// ------------------------------------------------------------------ primitives

/// send(text)
static int send_text(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  size_t bytes = 0;
  const char *text = luaL_checklstring(D, 1, &bytes);
  if (!lualark_channel_send(&d->channel, text, bytes)) d->broken = true;
  return 0;
}

/// behind(wait_ms): whether the client reads too slowly for what can be left
/// out.
static int is_behind(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  int wait_ms = (int)luaL_checkinteger(D, 1);
  lua_pushboolean(D, lualark_channel_is_far_behind(&d->channel, wait_ms));
  return 1;
}

/// attach(): the client has introduced itself, and scripts are watched.
static int attach(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  d->attached = true;
  d->scripts->debugging = &d->base;
  lualark_step_watch(d);
  return 0;
}

/// ready(): its breakpoints are there.
static int set_ready(lua_State *D) {
  lualark_debugger_of(D)->ready = true;
  return 0;
}

static int leave(lua_State *D) {
  lualark_debugger_of(D)->leaving = true;
  return 0;
}

/// lines(list): the lines with breakpoints, whatever their file.
static int set_lines(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  luaL_checktype(D, 1, LUA_TTABLE);
  lua_Integer count = (lua_Integer)lua_rawlen(D, 1);
  memset(d->lines, 0, sizeof d->lines);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(D, 1, i);
    unsigned bit = (unsigned)lua_tointeger(D, -1) % LINE_BITS;
    d->lines[bit / 64] |= (uint64_t)1 << (bit % 64);
    lua_pop(D, 1);
  }
  d->has_lines = count > 0;
  lualark_step_watch(d);
  return 0;
}

/// enter(): stops at the first line that runs from now on.
static int enter(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  d->entering = true;
  lualark_step_watch(d);
  return 0;
}

static int pause_all(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  d->pausing = true;
  lualark_step_watch(d);
  return 0;
}

/// resume(how): "continue", "in", "over" or "out".
static int resume(lua_State *D) {
  static const char *const names[] = {"continue", "in", "over", "out", NULL};
  static const lualark_step_mode modes[] = {STEP_NONE, STEP_IN, STEP_OVER,
                                            STEP_OUT};
  lualark_debugger *d = lualark_debugger_of(D);
  lualark_step_begin(d, modes[luaL_checkoption(D, 1, NULL, names)]);
  lualark_step_watch(d);
  d->stop.resumed = true;
  return 0;
}

/// kill(), interrupt(): all scripts.
static int kill_all(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  d->killing = true;
  d->stop.resumed = true;
  return 0;
}

static int interrupt_all(lua_State *D) {
  const lualark_debugger *d = lualark_debugger_of(D);
  for (lark_link *link = d->scripts->all.first; link != NULL;
       link = link->next) {
    const struct script *script = lualark_scripts_of(link);
    if (script->scheduler != NULL)
      lualark_interruption_begin(script->scheduler);
  }
  return 0;
}

/// stopped(): the script and the task that are stopped; nil if none is.
static int stopped(lua_State *D) {
  const lualark_debugger *d = lualark_debugger_of(D);
  if (d->stop.script == NULL || !d->stop.held) return 0;
  lua_pushinteger(D, (lua_Integer)d->stop.script->id);
  lua_pushinteger(D, (lua_Integer)d->stop.task);
  return 2;
}

/// here(): the same, also where a condition is looked at.
static int here(lua_State *D) {
  const lualark_debugger *d = lualark_debugger_of(D);
  if (d->stop.script == NULL) return 0;
  lua_pushinteger(D, (lua_Integer)d->stop.script->id);
  lua_pushinteger(D, (lua_Integer)d->stop.task);
  return 2;
}

/// real_path(path): the file, without links; nil if there is none.
static int real_path(lua_State *D) {
  char *path = realpath(luaL_checkstring(D, 1), NULL);
  if (path == NULL) return 0;
  lualark_debugger *d = lualark_debugger_of(D);
  lark_text_clear(&d->page);
  lualark_text_string(&d->page, path, strlen(path));
  free(path);
  lualark_values_push_page(d);
  return 1;
}

/// text(name): the text of a program or a module; nil if there is none.
static int find_text(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  size_t bytes = 0;
  const char *text =
      lualark_texts_find(d->texts, d->scripts, luaL_checkstring(D, 1), &bytes);
  if (text == NULL) return 0;
  lark_text_clear(&d->page);
  lualark_text_string(&d->page, text, bytes);
  lualark_values_push_page(d);
  return 1;
}

// ------------------------------------------------------------------- the state

static const luaL_Reg primitives[] = {
    {"send", send_text},
    {"behind", is_behind},
    {"attach", attach},
    {"ready", set_ready},
    {"leave", leave},
    {"lines", set_lines},
    {"enter", enter},
    {"pause", pause_all},
    {"resume", resume},
    {"kill", kill_all},
    {"interrupt", interrupt_all},
    {"stopped", stopped},
    {"here", here},
    {"real_path", real_path},
    {"text", find_text},
    {"scripts", lualark_frames_scripts},
    {"levels", lualark_frames_levels},
    {"locals", lualark_variables_locals},
    {"upvalues", lualark_variables_upvalues},
    {"globals", lualark_variables_globals},
    {"members", lualark_variables_members},
    {"evaluate", lualark_evaluate},
    {NULL, NULL},
};

static int load_part(lua_State *D) {
  const char *name = luaL_checkstring(D, 1);
  for (const lualark_chunk *c = lualark_debug_chunks; c->name != NULL; c++) {
    if (strcmp(c->name, name) != 0) continue;
    lua_pushfstring(D, "=lark.debug.%s", name);
    if (luaL_loadbufferx(D, c->source, c->length, lua_tostring(D, -1), "t") !=
        LUA_OK)
      return lua_error(D);
    return 1;
  }
  return 0;
}

// require "lark.debug.x" finds the parts by package.preload.
static void preload_parts(lua_State *D) {
  luaL_getsubtable(D, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  for (const lualark_chunk *c = lualark_debug_chunks; c->name != NULL; c++) {
    lua_pushfstring(D, "lark.debug.%s", c->name);
    lua_pushcfunction(D, load_part);
    lua_pushstring(D, c->name);
    lua_call(D, 1, 1);
    lua_rawset(D, -3);
  }
  lua_pop(D, 1);
}

static int open(lua_State *D) {
  luaL_openlibs(D);
  luaL_requiref(D, "lark", luaopen_lark, 0);
  lua_pop(D, 1);
  luaL_newlib(D, primitives);
  lua_getfield(D, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(D, -2);
  lua_setfield(D, -2, "lark.debug.primitives");
  lualark_values_open(D);
  lua_getfield(D, LUA_REGISTRYINDEX, "texts");
  lua_setfield(D, -3, "texts");
  preload_parts(D);
  lua_getglobal(D, "require");
  lua_pushliteral(D, "lark.debug.session");
  lua_call(D, 1, 1);
  lua_rawsetp(D, LUA_REGISTRYINDEX, &handlers_key);
  return 0;
}

bool lualark_protocol_open(lualark_debugger *d) {
  d->D = luaL_newstate();
  if (d->D == NULL) return false;
  *(lualark_debugger **)lua_getextraspace(d->D) = d;
  lua_pushcfunction(d->D, open);
  if (lua_pcall(d->D, 0, 0, 0) == LUA_OK) return true;
  lualark_protocol_close(d);
  return false;
}

void lualark_protocol_close(lualark_debugger *d) {
  if (d->D != NULL) lua_close(d->D);
  d->D = NULL;
}

// ----------------------------------------------------------------------- calls

typedef struct handler_call {
  const char *name;
  const char *texts[3];
  size_t lengths[3];
  const lua_Debug *record;
} handler_call;

// Argument: a handler_call. Returns what the handler does.
static int call(lua_State *D) {
  const handler_call *c = lua_touserdata(D, 1);
  int count = 0;
  lua_rawgetp(D, LUA_REGISTRYINDEX, &handlers_key);
  lua_getfield(D, -1, c->name);
  if (c->record != NULL) {
    lualark_values_push_source(lualark_debugger_of(D), c->record);
    lua_pushinteger(D, c->record->currentline);
    count = 2;
  }
  for (int i = 0; i < 3; i++, count++) {
    if (c->texts[i] != NULL)
      lua_pushlstring(D, c->texts[i], c->lengths[i]);
    else
      lua_pushnil(D);
  }
  lua_call(D, count, 1);
  return 1;
}

// Whether the handler returned true. One that fails breaks the connection.
static bool call_handler(lualark_debugger *d, handler_call c) {
  lua_State *D = d->D;
  if (D == NULL || d->broken || !lua_checkstack(D, 4)) return false;
  lua_pushcfunction(D, call);
  lua_pushlightuserdata(D, &c);
  bool done = lua_pcall(D, 1, 1, 0) == LUA_OK;
  bool result = done && lua_toboolean(D, -1);
  if (!done) d->broken = true;
  lua_pop(D, 1);
  return result;
}

static handler_call with_text(const char *name, const char *text,
                              size_t bytes) {
  return (handler_call){.name = name, .texts = {text}, .lengths = {bytes}};
}

static size_t length_of(const char *text) {
  return text != NULL ? strlen(text) : 0;
}

void lualark_protocol_message(lualark_debugger *d, const char *text,
                              size_t bytes) {
  call_handler(d, with_text("message", text, bytes));
}

bool lualark_protocol_line(lualark_debugger *d, const lua_Debug *record,
                           const char *why) {
  handler_call c = with_text("line", why, length_of(why));
  c.record = record;
  return call_handler(d, c);
}

void lualark_protocol_stopped(lualark_debugger *d, const char *why,
                              const char *detail) {
  handler_call c = with_text("stopped", why, length_of(why));
  c.texts[1] = detail;
  c.lengths[1] = length_of(detail);
  call_handler(d, c);
}

void lualark_protocol_resumed(lualark_debugger *d) {
  call_handler(d, (handler_call){.name = "resumed"});
}

bool lualark_protocol_wants_errors(lualark_debugger *d) {
  return call_handler(d, (handler_call){.name = "wants_errors"});
}

void lualark_protocol_printed(lualark_debugger *d, const char *text,
                              size_t bytes) {
  lark_text_clear(&d->page);
  lualark_text_string(&d->page, text, bytes);
  if (d->page.failed) return;
  // The page may be written anew meanwhile.
  lark_text line = d->page;
  d->page = (lark_text){0};
  call_handler(d, with_text("printed", line.bytes != NULL ? line.bytes : "",
                            line.length_bytes));
  lark_text_clear(&line);
}

static void tell_script(lualark_debugger *d, const char *name,
                        lualark_script script) {
  char id[32];
  snprintf(id, sizeof id, "%lld", (long long)script);
  call_handler(d, with_text(name, id, strlen(id)));
}

void lualark_protocol_began(lualark_debugger *d, lualark_script script) {
  tell_script(d, "began", script);
}

void lualark_protocol_finished(lualark_debugger *d, lualark_script script) {
  tell_script(d, "finished", script);
}

void lualark_protocol_ended(lualark_debugger *d) {
  call_handler(d, (handler_call){.name = "ended"});
}
