// SPDX-License-Identifier: MIT

/// First come, first served: a list of links (lark_store.h), each of which is
/// part of what waits and in one queue at a time.
#ifndef LARK_QUEUE_H
#define LARK_QUEUE_H

#include "lark_store.h"

typedef struct lark_queue {
  lark_link *first, *last;
  size_t count;
} lark_queue;

static inline void lark_queue_add(lark_queue *queue, lark_link *link) {
  link->queue = queue;
  link->next = NULL;
  link->previous = queue->last;
  if (queue->last != NULL)
    queue->last->next = link;
  else
    queue->first = link;
  queue->last = link;
  queue->count++;
}

/// Adds a link in front of the others.
static inline void lark_queue_add_first(lark_queue *queue, lark_link *link) {
  link->queue = queue;
  link->previous = NULL;
  link->next = queue->first;
  if (queue->first != NULL)
    queue->first->previous = link;
  else
    queue->last = link;
  queue->first = link;
  queue->count++;
}

/// Takes a link out of the queue that it is in, if any.
static inline void lark_queue_remove(lark_link *link) {
  lark_queue *queue = link->queue;
  if (queue == NULL) return;
  if (link->previous != NULL)
    link->previous->next = link->next;
  else
    queue->first = link->next;
  if (link->next != NULL)
    link->next->previous = link->previous;
  else
    queue->last = link->previous;
  link->queue = NULL;
  queue->count--;
}

/// Takes the first link out of a queue; NULL where it is empty.
static inline lark_link *lark_queue_take(lark_queue *queue) {
  lark_link *first = queue->first;
  if (first == NULL) return NULL;
  queue->first = first->next;
  if (first->next != NULL)
    first->next->previous = NULL;
  else
    queue->last = NULL;
  first->queue = NULL;
  queue->count--;
  return first;
}

/// Moves all links of one queue to the end of another, in order.
static inline void lark_queue_move(lark_queue *from, lark_queue *to) {
  while (from->first != NULL) {
    lark_link *link = from->first;
    lark_queue_remove(link);
    lark_queue_add(to, link);
  }
}

#endif
