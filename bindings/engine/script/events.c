// SPDX-License-Identifier: MIT
#include "events.h"

#include <stdlib.h>
#include <string.h>

#include "push.h"
#include "ready.h"
#include "script.h"
#include "task.h"
#include "watch.h"

static const char handlers_key = 0; // registry: event -> list of functions
static const char begun_key = 0;    // registry: the event that is delivered:
                                    // [0] its value, [1..count] the functions
static const char task_key = 0;     // registry: the task that delivers

enum {
  STEPS_PER_EVENT = 50,
  MOST_OF_LIMIT = 8, // events may take such a part of the script's memory
  OVERHEAD = 48      // of malloc(), in bytes for an event
};

typedef struct event {
  lark_link link; // first, so that it leads to the event
  size_t charged; // of the heap
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

static size_t bytes_of(const char *name, const char *json) {
  return sizeof(event) + OVERHEAD + strlen(name) +
         (json != NULL ? strlen(json) : 0);
}

// Whether so many bytes may wait. One event may take more than its part.
static bool has_room(const lualark_events *events, const lualark_heap *heap,
                     size_t bytes) {
  if (heap->limit_bytes == 0 || events->waiting == 0) return true;
  return events->bytes + bytes <= heap->limit_bytes / MOST_OF_LIMIT;
}

lark_status lualark_events_add(lualark_events *events, lualark_heap *heap,
                               const char *name, const char *json) {
  size_t bytes = bytes_of(name, json);
  if (events->waiting >= events->most || !has_room(events, heap, bytes))
    return LARK_EAGAIN;
  if (!lualark_heap_charge(heap, (ptrdiff_t)bytes))
    return events->waiting > 0 ? LARK_EAGAIN : LARK_ELIMIT;
  event *e = new_event(name, json);
  if (e == NULL) {
    lualark_heap_charge(heap, -(ptrdiff_t)bytes);
    return LARK_ENOMEM;
  }
  e->charged = bytes;
  events->bytes += bytes;
  events->waiting++;
  lark_queue_add(&events->queue, &e->link);
  return LARK_OK;
}

static void drop(lualark_events *events, lualark_heap *heap, event *e) {
  lualark_heap_charge(heap, -(ptrdiff_t)e->charged);
  events->bytes -= e->charged;
  free_event(e);
}

static event *take_first(lualark_events *events) {
  event *first = (event *)(void *)lark_queue_take(&events->queue);
  if (first != NULL) events->waiting--;
  return first;
}

void lualark_events_clear(lualark_events *events, lualark_heap *heap) {
  for (event *e = take_first(events); e != NULL; e = take_first(events))
    drop(events, heap, e);
  if (events->read != NULL) drop(events, heap, events->read);
  events->read = NULL;
}

bool lualark_events_are_waiting(const lualark_events *events) {
  return events->queue.first != NULL || events->next <= events->count;
}

// ----------------------------------------------------------------- delivering
//
// A task takes one event after the other, and calls the functions that are
// registered for it, each where the one before has returned. If one of them
// waits, it keeps the task to itself, and the next task goes on.

// Takes the event that `events->read` is to be, and copies its functions into
// the list at `begun`. Their number; 0 if it has none.
static lua_Integer copy_functions(lua_State *L, const event *e, int begun) {
  lua_Integer count = 0;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &handlers_key);
  if (lua_getfield(L, -1, e->name) == LUA_TTABLE)
    count = (lua_Integer)lua_rawlen(L, -1);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, -1, i);
    lua_rawseti(L, begun, i);
  }
  lua_pop(L, 2);
  return count;
}

// Argument: the events. Returns the value of the one that is read; yields
// meanwhile where it is large.
static int decode(lua_State *L) {
  const lualark_events *events = lua_touserdata(L, 1);
  const char *json = events->read->json;
  const char *why = NULL;
  // lualark_emit() checked that it is JSON.
  if (json == NULL || !lualark_document_parse(L, json, strlen(json), &why)) {
    lua_pushnil(L);
    return 1;
  }
  return lualark_push_document(L);
}

enum { BEGUN = 1 }; // the index of the event's list in the delivering task
typedef enum stage { NEXT, DECODED } stage;

static int go_on(lua_State *L, int status, lua_KContext context);

static lualark_heap *heap_of(lua_State *L) {
  return &lualark_script_at(L)->heap;
}

// Begins with the first event that has functions; false if there is none.
static bool begin_event(lua_State *L, lualark_events *events) {
  events->count = 0;
  for (;;) {
    if (events->read != NULL) drop(events, heap_of(L), events->read);
    events->read = take_first(events);
    if (events->read == NULL) return false;
    lua_Integer count = copy_functions(L, events->read, BEGUN);
    if (count == 0) continue;
    events->begun_count = count;
    return true;
  }
}

// Its value is on top: it can be delivered.
static void take_value(lua_State *L, lualark_events *events) {
  lua_rawseti(L, BEGUN, 0);
  drop(events, heap_of(L), events->read);
  events->read = NULL;
  events->count = events->begun_count;
  events->next = 1;
}

// Pushes the next function and its argument.
static void push_call(lua_State *L, lualark_events *events) {
  lua_rawgeti(L, BEGUN, events->next);
  lua_rawgeti(L, BEGUN, 0);
  lua_pushnil(L);
  lua_rawseti(L, BEGUN, events->next++);
  if (events->next <= events->count) return;
  lua_pushnil(L);
  lua_rawseti(L, BEGUN, 0);
}

// Whether another task delivers by now, since a function of this one waited.
static bool is_relieved(lua_State *L, const lualark_events *events) {
  return events->task == NULL || events->task->thread != L;
}

static int deliver(lua_State *L, lualark_events *events, stage at) {
  if (at == DECODED) take_value(L, events);
  while (!is_relieved(L, events)) {
    if (events->next > events->count) {
      if (!begin_event(L, events)) break;
      lua_pushcfunction(L, decode);
      lua_pushlightuserdata(L, events);
      lua_callk(L, 1, 1, DECODED, go_on);
      take_value(L, events);
    }
    if (lualark_watch_pause(L, STEPS_PER_EVENT))
      return lua_yieldk(L, 0, NEXT, go_on);
    push_call(L, events);
    lua_callk(L, 1, 0, NEXT, go_on);
  }
  return 0;
}

static int go_on(lua_State *L, int status, lua_KContext context) {
  (void)status;
  return deliver(L, &lualark_script_at(L)->events, (stage)context);
}

// The main function of such a task. Argument: the list of the event.
static int begin_deliver(lua_State *L) {
  return deliver(L, &lualark_script_at(L)->events, NEXT);
}

// Whether the task that delivers will go on by itself.
static bool is_delivered(const lualark_events *events) {
  const lualark_task *task = events->task;
  return task != NULL && !task->ended && task->state != TASK_PARKED;
}

void lualark_events_deliver(lua_State *L, lualark_events *events,
                            lualark_scheduler *scheduler) {
  if (!lualark_events_are_waiting(events) || is_delivered(events)) return;
  luaL_checkstack(L, 8, "an event");
  events->task = NULL;
  lua_pushcfunction(L, begin_deliver);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &begun_key);
  lualark_task *task = lualark_task_push(L, scheduler, 1);
  // Keeps it as long as `events` points to it.
  lua_rawsetp(L, LUA_REGISTRYINDEX, &task_key);
  events->task = task;
  lualark_ready_add(task);
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
  events->next = 1;
  lua_pushlightuserdata(L, events);
  lua_pushcclosure(L, on, 1);
  lua_setfield(L, -2, "on");
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &handlers_key);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &begun_key);
}
