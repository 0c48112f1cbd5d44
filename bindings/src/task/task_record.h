// SPDX-License-Identifier: MIT

/// A task: a coroutine that the scheduler runs.
///
///     READY -> RUNNING -> DONE, FAILED
///       ^        |
///       +- PARKED <-
///
/// Any task that does not run may become CANCELLED.
#ifndef LUALARK_TASK_RECORD_H
#define LUALARK_TASK_RECORD_H

#include "scheduler.h"

/// The name of its userdata's type.
#define LUALARK_TASK "lark.task"

typedef enum lualark_task_state {
  TASK_READY,    ///< in the scheduler's queue
  TASK_RUNNING,  ///< or being closed
  TASK_PARKED,   ///< its coroutine has yielded, until a wait is over
  TASK_DONE,     ///< its function returned
  TASK_FAILED,   ///< its function raised
  TASK_CANCELLED ///< by task:cancel(), or with lark.run()
} lualark_task_state;

/// The event for which a task runs; the tasks that it spawns run for the same.
/// A userdata of the host's.
typedef struct lualark_cause {
  char event[48];        ///< its name, maybe cut
  bool shared;           ///< several tasks run for it
  uint64_t used_us;      ///< what they computed, where the host limits it
  uint64_t instructions; ///< likewise
} lualark_cause;

/// A userdata. Its user values are the thread, what it runs for, and its map.
typedef struct lualark_task {
  lark_link in_ready; ///< first, so that it leads to the task
  lark_link in_all;   ///< of the scheduler's tasks, until it has ended
  lark_link in_map;   ///< of those that run the rows of one map, likewise
  uint64_t number;    ///< from 1, in the order in which they were made
  uint32_t slot;      ///< where live.c has it
  lualark_scheduler *scheduler;
  lua_State *thread;
  lualark_task_state state;
  bool ended;           ///< done, failed or cancelled
  bool doomed;          ///< it is cancelled in its next turn
  bool seen;            ///< its end is or was awaited, so its error is not lost
  bool is_row;          ///< it runs rows of lark.map
  bool delivers;        ///< an engine's events; the host's
  int argument_count;   ///< on the thread's stack before it starts
  int result_count;     ///< on top of the thread's stack after its end
  lualark_cause *cause; ///< NULL: none
  struct lualark_wait_head *parked_on; ///< NULL: none; see wait.h
  lark_queue awaits;                   ///< of those that wait for its end
} lualark_task;

/// The task of a link in the scheduler's list of all.
static inline lualark_task *lualark_task_of(const lark_link *link) {
  size_t offset = offsetof(lualark_task, in_all);
  return (lualark_task *)(void *)((char *)link - offset);
}

#endif
