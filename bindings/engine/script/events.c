// SPDX-License-Identifier: MIT
#include "events.h"

#include <stdlib.h>
#include <string.h>

static const char handlers_key = 0; // registry: event -> list of functions

enum {
  MOST_OF_LIMIT = 8, // events may take such a part of the script's memory
  OVERHEAD = 48      // of malloc(), in bytes for an event
};

// ------------------------------------------------------------------ the queue

lualark_event_texts *lualark_events_texts(const char *name, const char *json) {
  size_t name_bytes = strlen(name) + 1;
  size_t json_bytes = json != NULL ? strlen(json) + 1 : 0;
  size_t bytes = name_bytes + json_bytes;
  lualark_event_texts *texts = malloc(sizeof *texts + bytes);
  if (texts == NULL) return NULL;
  *texts = (lualark_event_texts){.references = 1, .bytes = bytes};
  memcpy(texts->name, name, name_bytes);
  if (json == NULL) return texts;
  char *copy = texts->name + name_bytes;
  memcpy(copy, json, json_bytes);
  texts->json = copy;
  return texts;
}

void lualark_events_release(lualark_event_texts *texts) {
  if (--texts->references == 0) free(texts);
}

static lualark_event *new_event(lualark_event_texts *texts) {
  lualark_event *e = calloc(1, sizeof *e);
  if (e == NULL) return NULL;
  e->texts = texts;
  texts->references++;
  return e;
}

// It waits in the mailbox or for its script no more.
static void leave_gauge(lualark_event *e) {
  if (e->gauge == NULL) return;
  atomic_fetch_sub(&e->gauge->waiting, 1);
  atomic_fetch_sub(&e->gauge->bytes, e->texts->bytes);
  e->gauge = NULL;
}

static void free_event(lualark_event *e) {
  leave_gauge(e);
  lualark_events_release(e->texts);
  free(e);
}

// Whether so many bytes may wait. One event may take more than its part.
static bool has_room(const lualark_events *events, const lualark_heap *heap,
                     size_t bytes) {
  if (heap->limit_bytes == 0 || events->waiting == 0) return true;
  return events->bytes + bytes <= heap->limit_bytes / MOST_OF_LIMIT;
}

static void add(lualark_events *events, lualark_event *e, size_t charged) {
  leave_gauge(e);
  e->charged = charged;
  events->bytes += charged;
  if (e->own == NULL) events->waiting++;
  lark_queue_add(&events->queue, &e->link);
}

// Puts an event into the queue, if there is room.
static lark_status put(lualark_events *events, lualark_heap *heap,
                       lualark_event *e) {
  size_t bytes = sizeof *e + OVERHEAD + e->texts->bytes;
  if (events->waiting >= events->most || !has_room(events, heap, bytes))
    return LARK_EAGAIN;
  if (!lualark_heap_charge(heap, (ptrdiff_t)bytes))
    return events->waiting > 0 ? LARK_EAGAIN : LARK_ELIMIT;
  add(events, e, bytes);
  return LARK_OK;
}

lark_status lualark_events_add(lualark_events *events, lualark_heap *heap,
                               lualark_event_texts *texts) {
  if (events->posted.first != NULL) return LARK_EAGAIN; // they came before
  lualark_event *e = new_event(texts);
  if (e == NULL) return LARK_ENOMEM;
  lark_status status = put(events, heap, e);
  if (status != LARK_OK) free_event(e);
  return status;
}

static void add_posted(lualark_events *events, lualark_event *e) {
  lark_queue_add(&events->posted, &e->link);
  if (e->own == NULL) events->posted_count++;
}

lark_status lualark_events_post(lualark_events *events, lualark_heap *heap,
                                lualark_event_texts *texts,
                                lualark_gauge *gauge) {
  lualark_event *e = new_event(texts);
  if (e == NULL) return LARK_ENOMEM;
  lark_status status = LARK_EAGAIN;
  if (events->posted.first == NULL) status = put(events, heap, e);
  if (status != LARK_OK && status != LARK_EAGAIN) free_event(e);
  if (status != LARK_EAGAIN) return status;
  e->gauge = gauge;
  atomic_fetch_add(&gauge->waiting, 1);
  atomic_fetch_add(&gauge->bytes, texts->bytes);
  add_posted(events, e);
  return LARK_OK;
}

lark_status lualark_events_add_own(lualark_events *events, const char *name,
                                   lua_CFunction function, uint64_t subject) {
  lualark_event_texts *texts = lualark_events_texts(name, NULL);
  if (texts == NULL) return LARK_ENOMEM;
  lualark_event *e = new_event(texts);
  lualark_events_release(texts);
  if (e == NULL) return LARK_ENOMEM;
  e->own = function;
  e->subject = subject;
  if (events->posted.first != NULL)
    add_posted(events, e); // behind those that wait for room
  else
    add(events, e, 0);
  return LARK_OK;
}

static lualark_event *take_posted(lualark_events *events) {
  lualark_event *e = (lualark_event *)(void *)lark_queue_take(&events->posted);
  if (e != NULL && e->own == NULL) events->posted_count--;
  return e;
}

// Our own takes none of the script's memory.
static lark_status put_posted(lualark_events *events, lualark_heap *heap,
                              lualark_event *e) {
  if (e->own == NULL) return put(events, heap, e);
  add(events, e, 0);
  return LARK_OK;
}

// Moves events into the queue as long as there is room. One of the host's that
// never fits is dropped.
static void pull(lualark_events *events, lualark_heap *heap) {
  while (events->posted.first != NULL && events->waiting < events->most) {
    lualark_event *e = take_posted(events);
    lark_status status = put_posted(events, heap, e);
    if (status == LARK_EAGAIN) {
      lark_queue_add_first(&events->posted, &e->link);
      events->posted_count++;
      return;
    }
    if (status != LARK_OK) free_event(e);
  }
}

void lualark_events_drop(lualark_events *events, lualark_heap *heap,
                         lualark_event *e) {
  lualark_heap_charge(heap, -(ptrdiff_t)e->charged);
  events->bytes -= e->charged;
  free_event(e);
}

const lualark_event *lualark_events_first(lualark_events *events,
                                          lualark_heap *heap) {
  pull(events, heap);
  return lualark_events_head(events);
}

lualark_event *lualark_events_take(lualark_events *events) {
  lualark_event *first =
      (lualark_event *)(void *)lark_queue_take(&events->queue);
  if (first != NULL && first->own == NULL) events->waiting--;
  return first;
}

static void drop_own(lark_queue *queue) {
  lark_link *next = NULL;
  for (lark_link *link = queue->first; link != NULL; link = next) {
    lualark_event *e = (lualark_event *)(void *)link;
    next = link->next;
    if (e->own == NULL) continue;
    lark_queue_remove(link);
    free_event(e);
  }
}

void lualark_events_drop_own(lualark_events *events) {
  drop_own(&events->queue);
  drop_own(&events->posted);
}

// An event of another script's comes behind those that wait.
static void receive(lualark_events *events, lualark_heap *heap,
                    lualark_event *e, size_t bytes) {
  if (events->posted.first != NULL)
    add_posted(events, e);
  else
    add(events, e, lualark_heap_charge(heap, (ptrdiff_t)bytes) ? bytes : 0);
}

void lualark_events_move(lualark_events *from, lualark_heap *from_heap,
                         lualark_events *to, lualark_heap *to_heap) {
  for (lualark_event *e = lualark_events_take(from); e != NULL;
       e = lualark_events_take(from)) {
    size_t bytes = e->charged;
    lualark_heap_charge(from_heap, -(ptrdiff_t)bytes);
    from->bytes -= bytes;
    e->charged = 0;
    receive(to, to_heap, e, bytes);
  }
  for (lualark_event *e = take_posted(from); e != NULL; e = take_posted(from))
    add_posted(to, e);
}

bool lualark_events_clear_some(lualark_events *events, lualark_heap *heap,
                               size_t bytes) {
  size_t freed = 0;
  if (events->read != NULL) lualark_events_drop(events, heap, events->read);
  events->read = NULL;
  while (freed < bytes) {
    lualark_event *e = take_posted(events);
    if (e == NULL) e = lualark_events_take(events);
    if (e == NULL) return true;
    freed += sizeof *e + e->texts->bytes;
    lualark_events_drop(events, heap, e);
  }
  return false;
}

bool lualark_events_are_waiting(const lualark_events *events) {
  return events->queue.first != NULL || events->posted.first != NULL ||
         events->next <= events->count;
}

bool lualark_events_push_functions(lua_State *L, const lualark_event *e) {
  if (e->own != NULL) {
    lua_createtable(L, 1, 0);
    lua_pushinteger(L, (lua_Integer)e->subject);
    lua_pushcclosure(L, e->own, 1);
    lua_rawseti(L, -2, 1);
    return true;
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &handlers_key);
  bool found = lua_getfield(L, -1, e->texts->name) == LUA_TTABLE;
  lua_remove(L, -2);
  if (!found) lua_pop(L, 1);
  return found;
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
}
