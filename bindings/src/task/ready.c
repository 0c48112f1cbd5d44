// SPDX-License-Identifier: MIT
#include "ready.h"

void lualark_ready_add(lualark_task *task) {
  lualark_scheduler *s = task->scheduler;
  task->state = TASK_READY;
  task->next = NULL;
  if (s->ready.last != NULL)
    s->ready.last->next = task;
  else
    s->ready.first = task;
  s->ready.last = task;
  if (s->state.host != NULL) s->state.host->wake(&s->state);
}

lualark_task *lualark_ready_take(lualark_scheduler *s) {
  lualark_task *first = s->ready.first;
  if (first == NULL) return NULL;
  s->ready.first = first->next;
  if (s->ready.first == NULL) s->ready.last = NULL;
  return first;
}

void lualark_ready_remove(lualark_task *task) {
  lualark_ready *ready = &task->scheduler->ready;
  lualark_task *before = NULL;
  for (lualark_task **link = &ready->first; *link != NULL;
       link = &(*link)->next) {
    if (*link == task) {
      *link = task->next;
      if (ready->last == task) ready->last = before;
      return;
    }
    before = *link;
  }
}
