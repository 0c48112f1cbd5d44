// SPDX-License-Identifier: MIT

// The queue of a script's events, on its own.
#include "check.h"
#include "events.h"

#include <string.h>

enum { LIMIT = 1000 };

static int nothing(lua_State *L) {
  (void)L;
  return 0;
}

typedef struct queue {
  lualark_events events;
  lualark_heap heap;
  lualark_gauge gauge;
} queue;

static queue new_queue(size_t most) {
  queue q = {.events = {.most = most, .next = 1}};
  q.heap.limit_bytes = LIMIT;
  return q;
}

static void post(queue *q, const char *name) {
  lualark_event_texts *texts = lualark_events_texts(name, "1");
  CHECK(lualark_events_post(&q->events, &q->heap, texts, &q->gauge) == LARK_OK);
  lualark_events_release(texts);
}

static void ask(queue *q, uint64_t subject) {
  CHECK(lualark_events_add_own(&q->events, "own", nothing, subject) == LARK_OK);
}

// Takes the first event, which has this name; NULL: there is none.
static void take(queue *q, const char *name) {
  const lualark_event *first = lualark_events_first(&q->events, &q->heap);
  CHECK((first == NULL) == (name == NULL));
  if (first == NULL || name == NULL) return;
  CHECK(strcmp(first->texts->name, name) == 0);
  lualark_events_drop(&q->events, &q->heap, lualark_events_take(&q->events));
}

static void check_empty(queue *q) {
  take(q, NULL);
  CHECK(q->heap.held_bytes == 0 && q->events.bytes == 0);
  CHECK(lualark_events_count(&q->events) == 0);
  CHECK(q->gauge.waiting == 0 && q->gauge.bytes == 0);
}

static void our_own_has_room_where_the_heap_is_full(void) {
  queue q = new_queue(1);
  post(&q, "a");
  post(&q, "b");
  ask(&q, 7);
  CHECK(lualark_events_count(&q.events) == 2);
  take(&q, "a");
  size_t rest = LIMIT - q.heap.held_bytes;
  CHECK(lualark_heap_charge(&q.heap, (ptrdiff_t)rest));
  // The host's event has no room even alone, and is dropped.
  take(&q, "own");
  lualark_heap_charge(&q.heap, -(ptrdiff_t)rest);
  check_empty(&q);
}

static void our_own_is_dropped_alone(void) {
  queue q = new_queue(1);
  ask(&q, 1);
  post(&q, "a");
  post(&q, "b");
  ask(&q, 2);
  post(&q, "c");
  lualark_events_drop_own(&q.events);
  CHECK(lualark_events_count(&q.events) == 3);
  take(&q, "a");
  take(&q, "b");
  take(&q, "c");
  check_empty(&q);
}

static void events_move_in_order(void) {
  queue from = new_queue(1), to = new_queue(10);
  post(&to, "first");
  post(&from, "a");
  ask(&from, 1);
  post(&from, "b");
  lualark_events_move(&from.events, &from.heap, &to.events, &to.heap);
  CHECK(lualark_events_count(&to.events) == 3);
  take(&to, "first");
  take(&to, "a");
  take(&to, "own");
  take(&to, "b");
  check_empty(&from);
  check_empty(&to);
}

int main(void) {
  our_own_has_room_where_the_heap_is_full();
  our_own_is_dropped_alone();
  events_move_in_order();
  return check_failures();
}
