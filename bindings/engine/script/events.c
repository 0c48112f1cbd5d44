// SPDX-License-Identifier: MIT
#include "events.h"

#include <stdlib.h>
#include <string.h>

#include "push.h"
#include "ready.h"
#include "task.h"

static const char handlers_key = 0; // registry: event -> list of functions

struct event {
  struct event *next;
  char *name, *json; // json NULL: nil
};

// ------------------------------------------------------------------ the queue

static void free_event(struct event *event) {
  free(event->name);
  free(event->json);
  free(event);
}

static struct event *new_event(const char *name, const char *json) {
  struct event *event = calloc(1, sizeof *event);
  if (event == NULL) return NULL;
  event->name = strdup(name);
  event->json = json != NULL ? strdup(json) : NULL;
  if (event->name != NULL && (json == NULL || event->json != NULL))
    return event;
  free_event(event);
  return NULL;
}

bool lualark_events_add(lualark_events *events, const char *name,
                        const char *json) {
  struct event *event = new_event(name, json);
  if (event == NULL) return false;
  if (events->last != NULL)
    events->last->next = event;
  else
    events->first = event;
  events->last = event;
  return true;
}

static void drop_first(lualark_events *events) {
  struct event *first = events->first;
  events->first = first->next;
  if (events->first == NULL) events->last = NULL;
  free_event(first);
}

void lualark_events_clear(lualark_events *events) {
  while (events->first != NULL)
    drop_first(events);
}

// ----------------------------------------------------------------- delivering

// Pushes the event's value.
static void push_value(lua_State *L, const struct event *event) {
  const char *why = NULL;
  // lualark_emit() checked that it is JSON.
  if (event->json == NULL ||
      !lualark_push_text(L, event->json, strlen(event->json), &why))
    lua_pushnil(L);
}

static void deliver(lua_State *L, const struct event *event,
                    lualark_scheduler *scheduler) {
  int base = lua_gettop(L);
  luaL_checkstack(L, 8, "an event");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &handlers_key);
  if (lua_getfield(L, -1, event->name) == LUA_TTABLE) {
    int list = lua_gettop(L);
    push_value(L, event);
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
  while (events->first != NULL) {
    deliver(L, events->first, scheduler);
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
