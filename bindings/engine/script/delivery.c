// SPDX-License-Identifier: MIT

// A task takes one event after the other, and calls the functions that are
// registered for it, each where the one before has returned. If one of them
// waits, it keeps the task to itself, and the next task goes on.
#include "delivery.h"

#include <stdio.h>
#include <string.h>

#include "event_limits.h"
#include "failure.h"
#include "reader.h"
#include "ready.h"
#include "task.h"
#include "watch.h"

static const char begun_key = 0; // registry: the event that is delivered: [0]
                                 // is its value, [1..count] the functions
static const char task_key = 0;  // registry: the task that delivers
static const char cause_key = 0; // registry: the event, as tasks' cause

enum { STEPS_PER_EVENT = 20 };

// Takes the event that `events->read` is to be, and copies its functions into
// the list at `begun`. Their number; 0 if it has none.
static lua_Integer copy_functions(lua_State *L, const lualark_event *e,
                                  int begun) {
  lua_Integer count = 0;
  if (!lualark_events_push_functions(L, e)) return 0;
  count = (lua_Integer)lua_rawlen(L, -1);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, -1, i);
    lua_rawseti(L, begun, i);
  }
  lua_pop(L, 1);
  return count;
}

// It does not happen: lualark_emit() checked that it is JSON.
static int refuse(lua_State *L, const char *why) {
  (void)why;
  lua_pushnil(L);
  return 1;
}

// Argument: the events. Returns the value of the one that is read; yields
// meanwhile where it is large.
static int decode(lua_State *L) {
  const lualark_events *events = lua_touserdata(L, 1);
  const char *json = events->read->texts->json;
  if (json == NULL) return refuse(L, NULL);
  return lualark_reader_push(
      L, &lualark_script_at(L)->scheduler->state,
      &(lualark_reader_text){json, strlen(json), NULL, refuse});
}

// Pushes a cause that no task has but the one that delivers.
static void push_cause(lua_State *L, lualark_events *events) {
  if (events->cause != NULL && !events->cause->shared) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &cause_key);
    return;
  }
  lualark_cause *cause = lua_newuserdatauv(L, sizeof *cause, 0);
  *cause = (lualark_cause){.shared = false};
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &cause_key);
  events->cause = cause;
}

static void write_name(lualark_cause *cause, const char *name) {
  size_t room = sizeof cause->event;
  lark_mend_end(cause->event, room, snprintf(cause->event, room, "%s", name));
}

// From here on the task runs for the event that is read.
static void set_cause(lua_State *L, lualark_events *events) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &task_key);
  push_cause(L, events);
  write_name(events->cause, events->read->texts->name);
  lualark_task_set_cause(L, events->task);
  lua_pop(L, 1);
}

enum { BEGUN = 1 }; // the index of the event's list in the delivering task
typedef enum stage { NEXT, DECODED, PAUSED } stage;

static int go_on(lua_State *L, int status, lua_KContext context);

static lualark_heap *heap_of(lua_State *L) {
  return &lualark_script_at(L)->heap;
}

// Whether an event has begun, and functions of it are still to be called.
static bool is_in_the_middle(const lualark_events *events) {
  return events->read != NULL || events->next <= events->count;
}

// Whether a task is in a function of an event before. One that has delivered
// all that there was is not, unless it is the one that delivers and waits.
static bool is_under_way(const lualark_events *events,
                         const lualark_task *task) {
  return task->delivers && (task != events->task || task->state == TASK_PARKED);
}

static bool are_under_way(const struct script *script) {
  const lark_link *link = script->scheduler->tasks.all.first;
  if (is_in_the_middle(&script->events)) return true;
  while (link != NULL && !is_under_way(&script->events, lualark_task_of(link)))
    link = link->next;
  return link != NULL;
}

bool lualark_delivery_is_held(const struct script *script) {
  const lualark_events *events = &script->events;
  const lualark_event *first = lualark_events_head(events);
  return first != NULL && first->own != NULL && !is_in_the_middle(events) &&
         are_under_way(script);
}

// Whether the script has a function for the event, or had the time to register
// one. Our own event comes after all others have been handled.
static bool is_ripe(lua_State *L, const struct script *script,
                    const lualark_event *e) {
  if (e->own != NULL && are_under_way(script)) return false;
  if (script->begun) return true;
  if (e->own != NULL) return script->versions.has_function;
  if (!lualark_events_push_functions(L, e)) return false;
  bool has_some = lua_rawlen(L, -1) > 0;
  lua_pop(L, 1);
  return has_some;
}

// Begins with the first event that has functions; false if there is none.
static bool begin_event(lua_State *L, lualark_events *events) {
  const struct script *script = lualark_script_at(L);
  events->count = 0;
  lualark_event_limits_leave(lualark_script_at(L));
  for (;;) {
    if (events->read != NULL)
      lualark_events_drop(events, heap_of(L), events->read);
    events->read = NULL;
    const lualark_event *first = lualark_events_first(events, heap_of(L));
    if (first == NULL || !is_ripe(L, script, first)) return false;
    events->read = lualark_events_take(events);
    lua_Integer count = copy_functions(L, events->read, BEGUN);
    if (count == 0) continue;
    events->begun_count = count;
    set_cause(L, events);
    return true;
  }
}

// Its value is on top: it can be delivered.
static void take_value(lua_State *L, lualark_events *events) {
  bool is_own = events->read->own != NULL;
  lua_rawseti(L, BEGUN, 0);
  lualark_events_drop(events, heap_of(L), events->read);
  events->read = NULL;
  events->count = events->begun_count;
  events->next = 1;
  if (!is_own) lualark_script_at(L)->used.events++;
  lualark_event_limits_begin(lualark_script_at(L), events->cause, L);
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
    // Where steps are very short a second pause would follow the first.
    if (at != PAUSED && lualark_watch_pause(L, STEPS_PER_EVENT))
      return lua_yieldk(L, 0, PAUSED, go_on);
    at = NEXT;
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

// Pushes the list of the event that is delivered.
static void push_begun(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &begun_key) != LUA_TNIL) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &begun_key);
}

void lualark_delivery_go_on(lua_State *L, struct script *script) {
  lualark_events *events = &script->events;
  if (!lualark_events_are_waiting(events) || is_delivered(events)) return;
  luaL_checkstack(L, 8, "an event");
  const lualark_event *first = lualark_events_first(events, &script->heap);
  if (!is_in_the_middle(events) &&
      (first == NULL || !is_ripe(L, script, first)))
    return;
  // The task before keeps the cause with which it waits.
  if (events->cause != NULL && events->task != NULL && !events->task->ended)
    events->cause->shared = true;
  events->task = NULL;
  lua_pushcfunction(L, begin_deliver);
  push_begun(L);
  lualark_task *task = lualark_task_push(L, script->scheduler, 1);
  task->delivers = true;
  // It goes on with the event whose function waits, if that has others.
  if (is_in_the_middle(events) && events->cause != NULL) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &cause_key);
    lualark_task_set_cause(L, task);
  }
  // Keeps it as long as `events` points to it.
  lua_rawsetp(L, LUA_REGISTRYINDEX, &task_key);
  events->task = task;
  lualark_ready_add(task);
}
