// SPDX-License-Identifier: MIT
#include "events.h"

#include <stdlib.h>
#include <string.h>

#include "push.h"
#include "ready.h"
#include "task.h"

static const char handlers_key = 0; // registry: event -> list of functions

typedef struct event {
  lark_link link; // first, so that it leads to the event
  char *name;
  char *json; // NULL: nil
} event;

// ------------------------------------------------------------------ the queue

static void free_event(event *e) {
  free(e->name);
  free(e->json);
  free(e);
}

static event *new_event(const char *name, const char *json) {
  event *e = calloc(1, sizeof *e);
  if (e == NULL) return NULL;
  e->name = strdup(name);
  e->json = json != NULL ? strdup(json) : NULL;
  if (e->name != NULL && (json == NULL || e->json != NULL)) return e;
  free_event(e);
  return NULL;
}

bool lualark_events_add(lualark_events *events, const char *name,
                        const char *json) {
  event *e = new_event(name, json);
  if (e == NULL) return false;
  lark_queue_add(&events->queue, &e->link);
  return true;
}

static bool drop_first(lualark_events *events) {
  event *first = (event *)(void *)lark_queue_take(&events->queue);
  if (first == NULL) return false;
  free_event(first);
  return true;
}

void lualark_events_clear(lualark_events *events) {
  while (drop_first(events))
    ;
}

// ----------------------------------------------------------------- delivering

// Pushes the event's value.
static void push_value(lua_State *L, const event *e) {
  const char *why = NULL;
  // lualark_emit() checked that it is JSON.
  if (e->json == NULL || !lualark_push_text(L, e->json, strlen(e->json), &why))
    lua_pushnil(L);
}

static void deliver(lua_State *L, const event *e,
                    lualark_scheduler *scheduler) {
  int base = lua_gettop(L);
  luaL_checkstack(L, 8, "an event");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &handlers_key);
  if (lua_getfield(L, -1, e->name) == LUA_TTABLE) {
    int list = lua_gettop(L);
    push_value(L, e);
    int value = lua_gettop(L);
    lua_Integer count = (lua_Integer)lua_rawlen(L, list);
    for (lua_Integer i = 1; i <= count; i++) {
      lua_rawgeti(L, list, i);
      lua_pushvalue(L, value);
      lualark_ready_add(lualark_task_push(L, scheduler, 1));
      lua_pop(L, 1);
    }
  }
  lua_settop(L, base);
}

void lualark_events_deliver(lua_State *L, lualark_events *events,
                            lualark_scheduler *scheduler) {
  // An event leaves the queue, which owns it, when its handlers have begun.
  while (events->queue.first != NULL) {
    deliver(L, (event *)(void *)events->queue.first, scheduler);
    drop_first(events);
  }
}

// -------------------------------------------------------------------- lark.on

// Upvalues: the list of an event's functions, one of them, the events. Takes
// the function out of the list.
static int off(lua_State *L) {
  int list = lua_upvalueindex(1);
  lualark_events *events = lua_touserdata(L, lua_upvalueindex(3));
  lua_Integer count = (lua_Integer)lua_rawlen(L, list);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, list, i);
    bool found = lua_rawequal(L, -1, lua_upvalueindex(2));
    lua_pop(L, 1);
    if (!found) continue;
    for (; i <= count; i++) {
      lua_rawgeti(L, list, i + 1);
      lua_rawseti(L, list, i);
    }
    events->handlers--;
    break;
  }
  lua_pushnil(L);
  lua_replace(L, lua_upvalueindex(2)); // a second call does nothing
  return 0;
}

/// lark.on(event, fn): runs fn(value) as a task whenever the host sends the
/// event. Returns a function that unregisters fn. A script with registered
/// functions goes on until they are unregistered, or it is retired or killed.
/// Upvalue: the events.
static int on(lua_State *L) {
  lualark_events *events = lua_touserdata(L, lua_upvalueindex(1));
  luaL_checkstring(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &handlers_key);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, 3) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, 3);
  }
  lua_pushvalue(L, 2);
  lua_rawseti(L, 4, (lua_Integer)lua_rawlen(L, 4) + 1);
  events->handlers++;
  lua_pushvalue(L, 2);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushcclosure(L, off, 3);
  return 1;
}

void lualark_events_open(lua_State *L, lualark_events *events) {
  lua_pushlightuserdata(L, events);
  lua_pushcclosure(L, on, 1);
  lua_setfield(L, -2, "on");
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &handlers_key);
}
