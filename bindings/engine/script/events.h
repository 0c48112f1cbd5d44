// SPDX-License-Identifier: MIT

/// Events from the host, and lark.on(): the functions that a script registers
/// for them.
#ifndef LUALARK_EVENTS_H
#define LUALARK_EVENTS_H

#include <stdatomic.h>

#include "heap.h"
#include "queue.h"
#include "scheduler.h"
#include "task_record.h"

/// Counts the posts of other threads that no script has got yet.
typedef struct lualark_gauge {
  atomic_size_t waiting, bytes;
} lualark_gauge;

/// The texts of an event, which several scripts may get. One thread at a time
/// uses them.
typedef struct lualark_event_texts {
  size_t references;
  size_t bytes;
  const char *json; ///< behind the name; NULL: nil
  char name[];
} lualark_event_texts;

typedef struct lualark_event {
  lark_link link;       ///< first, so that it leads to the event
  size_t charged;       ///< of the heap
  lualark_gauge *gauge; ///< that counts it; NULL: none
  lualark_event_texts *texts;
  lua_CFunction own; ///< ours, in place of the script's functions; NULL
  uint64_t subject;  ///< upvalue of `own`
} lualark_event;

/// Events on their way to a script, oldest first. They count against its
/// memory.
typedef struct lualark_events {
  lark_queue queue;
  lark_queue posted;   ///< by other threads, where the queue is full
  size_t waiting;      ///< in the queue, without our own
  size_t posted_count; ///< in the other, likewise
  size_t most;         ///< that may wait
  size_t bytes;        ///< of all, and the one that is read
  size_t handlers;     ///< functions that the script has registered
  lualark_event *read; ///< out of the queue, while its value is decoded; NULL
  lua_Integer begun_count; ///< its functions
  /// The event whose value is decoded: its functions, and the one to call
  /// next. Beyond `count`: all were called.
  lua_Integer count, next;
  lualark_task *task;   ///< that delivers; NULL: none. The registry keeps it
  lualark_cause *cause; ///< of the event; NULL: none yet. Likewise
} lualark_events;

/// Puts lark.on into the module's table, which is on top. May raise.
void lualark_events_open(lua_State *L, lualark_events *events);

/// Makes texts, with one reference; `json` NULL stands for nil. NULL if memory
/// lacks.
lualark_event_texts *lualark_events_texts(const char *name, const char *json);
void lualark_events_release(lualark_event_texts *texts);

/// Adds an event, which takes a reference. LARK_EAGAIN if too many wait, or
/// their part of the script's memory is used up; LARK_ELIMIT if there is no
/// memory for this one alone; LARK_ENOMEM.
lark_status lualark_events_add(lualark_events *events, lualark_heap *heap,
                               lualark_event_texts *texts);

/// The same for one that another thread sent: it waits where too many do, and
/// counts in `gauge` as long as that.
lark_status lualark_events_post(lualark_events *events, lualark_heap *heap,
                                lualark_event_texts *texts,
                                lualark_gauge *gauge);

/// Adds an event of our own, which always has room: `function` is called in its
/// turn, with `subject` as its upvalue. LARK_ENOMEM.
lark_status lualark_events_add_own(lualark_events *events, const char *name,
                                   lua_CFunction function, uint64_t subject);

/// Drops those of our own that wait.
void lualark_events_drop_own(lualark_events *events);

/// Moves all that wait behind those of another script, which is charged for
/// them as far as it has memory.
void lualark_events_move(lualark_events *from, lualark_heap *from_heap,
                         lualark_events *to, lualark_heap *to_heap);

/// The first event in the queue; NULL if there is none.
static inline const lualark_event *
lualark_events_head(const lualark_events *events) {
  return (const lualark_event *)(const void *)events->queue.first;
}

/// How many of the host's wait.
static inline size_t lualark_events_count(const lualark_events *events) {
  return events->waiting + events->posted_count;
}

/// Whether there are any that have not reached all their functions.
bool lualark_events_are_waiting(const lualark_events *events);

/// The first event in the queue, which has got those that waited for room; NULL
/// if there is none.
const lualark_event *lualark_events_first(lualark_events *events,
                                          lualark_heap *heap);

/// Takes the first event out of the queue; NULL if there is none. The caller
/// drops it.
lualark_event *lualark_events_take(lualark_events *events);
void lualark_events_drop(lualark_events *events, lualark_heap *heap,
                         lualark_event *e);

/// Pushes the list of the functions registered for an event; false, with
/// nothing pushed, if there is none. May raise.
bool lualark_events_push_functions(lua_State *L, const lualark_event *e);

/// Frees events of at least `bytes` bytes; true where none is left.
bool lualark_events_clear_some(lualark_events *events, lualark_heap *heap,
                               size_t bytes);

#endif
