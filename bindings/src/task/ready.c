// SPDX-License-Identifier: MIT
#include "ready.h"

void lualark_ready_add(lualark_task *task) {
  lualark_state *state = &task->scheduler->state;
  // What it waited for may be over after it was told to end.
  if (task->in_ready.queue != NULL) return;
  task->state = TASK_READY;
  lark_queue_add(&task->scheduler->ready, &task->in_ready);
  if (state->host != NULL) state->host->wake(state);
}

void lualark_ready_add_first(lualark_task *task) {
  lualark_state *state = &task->scheduler->state;
  lark_queue_remove(&task->in_ready);
  task->state = TASK_READY;
  lark_queue_add_first(&task->scheduler->ready, &task->in_ready);
  if (state->host != NULL) state->host->wake(state);
}

lualark_task *lualark_ready_take(lualark_scheduler *s) {
  lark_link *first = s->ready.first;
  if (first != NULL) lark_queue_remove(first);
  return (lualark_task *)first;
}

void lualark_ready_remove(lualark_task *task) {
  lark_queue_remove(&task->in_ready);
}
