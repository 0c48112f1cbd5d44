// SPDX-License-Identifier: MIT
#include "frames.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "place.h"
#include "text.h"
#include "values.h"
#include "wait.h"

enum { MOST_TASKS = 200, MOST_LEVELS = 1000 };

static void set_text(lualark_debugger *d, const char *name, const char *text) {
  lark_text_clear(&d->page);
  lualark_text_string(&d->page, text, strlen(text));
  lualark_values_push_page(d);
  lua_setfield(d->D, -2, name);
}

static void set_integer(lua_State *D, const char *name, lua_Integer value) {
  lua_pushinteger(D, value);
  lua_setfield(D, -2, name);
}

static void set_flag(lua_State *D, const char *name, bool value) {
  lua_pushboolean(D, value);
  lua_setfield(D, -2, name);
}

// ----------------------------------------------------------------------- tasks

static void name_task(const struct script *script, const lualark_task *task,
                      char *name, size_t room) {
  if (task == script->main)
    snprintf(name, room, "main");
  else if (task == script->events.task && task->cause == NULL)
    snprintf(name, room, "events");
  else if (task->cause != NULL)
    snprintf(name, room, "event '%s'", task->cause->event);
  else
    snprintf(name, room, "task %llu", (unsigned long long)task->number);
}

static void describe_wait(const lualark_task *task, char *text, size_t room) {
  const lualark_wait_head *wait = task->parked_on;
  text[0] = '\0';
  if (task->state != TASK_PARKED) return;
  snprintf(text, room, "waits");
  if (wait != NULL && wait->kind->describe != NULL)
    wait->kind->describe(wait, text, room);
}

static void add_task(lualark_debugger *d, const struct script *script,
                     const lualark_task *task) {
  char text[200];
  lua_State *D = d->D;
  lua_createtable(D, 0, 3);
  set_integer(D, "number", (lua_Integer)task->number);
  name_task(script, task, text, sizeof text);
  set_text(d, "name", text);
  describe_wait(task, text, sizeof text);
  set_text(d, "waits", text);
  lua_rawseti(D, -2, (lua_Integer)lua_rawlen(D, -2) + 1);
}

static void add_tasks(lualark_debugger *d, const struct script *script) {
  int count = 0;
  lua_newtable(d->D);
  if (script->scheduler != NULL) {
    for (const lark_link *link = script->scheduler->tasks.all.first;
         link != NULL && count < MOST_TASKS; link = link->next, count++)
      add_task(d, script, lualark_task_of(link));
  }
  lua_setfield(d->D, -2, "tasks");
}

int lualark_frames_scripts(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  lua_newtable(D);
  for (lark_link *link = d->scripts->all.first; link != NULL;
       link = link->next) {
    const struct script *script = lualark_scripts_of(link);
    lua_createtable(D, 0, 3);
    set_integer(D, "id", (lua_Integer)script->id);
    set_text(d, "name", script->name);
    add_tasks(d, script);
    lua_rawseti(D, -2, (lua_Integer)lua_rawlen(D, -2) + 1);
  }
  return 1;
}

// ---------------------------------------------------------------------- levels

// Adds a level to the list on top; `inner` coroutines stand inside its own.
static void add_level(lualark_debugger *d, const lualark_place *place,
                      size_t inner) {
  lua_State *D = d->D;
  lua_Debug record;
  if (!lualark_place_info(place, "Slnt", &record)) return;
  lua_createtable(D, 0, 8);
  set_text(d, "name", record.name != NULL ? record.name : "");
  set_text(d, "what", record.what);
  lualark_values_push_source(d, &record);
  lua_setfield(D, -2, "source");
  set_integer(D, "line", record.currentline);
  set_integer(D, "first", record.linedefined);
  set_flag(D, "tail", record.istailcall);
  set_integer(D, "inner", (lua_Integer)inner);
  set_flag(D, "ours", lualark_place_is_ours(record.source));
  lua_rawseti(D, -2, (lua_Integer)lua_rawlen(D, -2) + 1);
}

int lualark_frames_levels(lua_State *D) {
  lualark_debugger *d = lualark_debugger_of(D);
  lualark_script id = (lualark_script)luaL_checkinteger(D, 1);
  uint64_t task = (uint64_t)luaL_checkinteger(D, 2);
  lua_Integer from = luaL_checkinteger(D, 3), count = luaL_checkinteger(D, 4);
  lua_State *list[LUALARK_STACK_MOST + 1];
  struct script *script = lualark_scripts_find(d->scripts, id);
  if (script == NULL) return luaL_error(D, "the script is gone");
  size_t coroutines = lualark_place_threads(d, script, task, list);
  lua_Integer total = 0;
  if (count <= 0 || count > MOST_LEVELS) count = MOST_LEVELS;
  lua_newtable(D);
  for (size_t i = coroutines; i > 0; i--) {
    int depth = lualark_place_depth(list[i - 1]);
    for (lua_Integer at = from > total ? from - total : 0;
         at < depth && total + at - from < count; at++)
      add_level(d, &(lualark_place){script, list[i - 1], (int)at},
                coroutines - i);
    total += depth;
  }
  lua_pushinteger(D, total);
  return 2;
}
