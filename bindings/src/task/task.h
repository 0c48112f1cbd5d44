// SPDX-License-Identifier: MIT

/// Tasks from their start to their end.
#ifndef LUALARK_TASK_H
#define LUALARK_TASK_H

#include "task_record.h"
#include "wait.h"

/// A wait for the end of a task.
typedef struct lualark_await {
  lualark_wait_head wait;
  lualark_task *task;  ///< that it waits for
  lark_link in_awaits; ///< of that task
} lualark_await;

/// Makes what the functions below need, once for each Lua state. The metatable
/// of tasks is task_methods.c's.
void lualark_task_open(lua_State *L);

/// Pushes a task that will run the function below `argument_count` arguments
/// on top of the stack, which it takes. Raises a memory error.
lualark_task *lualark_task_push(lua_State *L, lualark_scheduler *s,
                                int argument_count);

/// Makes the userdata on top, which it pops, the cause of the task below it.
void lualark_task_set_cause(lua_State *L, lualark_task *task);

/// Runs the first of the ready tasks until it waits or ends; false where none
/// is ready.
bool lualark_task_run_next(lua_State *L, lualark_scheduler *s);

/// Ends a task that is not running.
void lualark_task_cancel(lua_State *L, lualark_task *task);

/// Cancels all tasks; none may be running.
void lualark_task_cancel_all(lua_State *L);

/// Pushes what an ended task returned, and returns how many values; raises what
/// it raised. A cancelled one gives nil and an error.
int lualark_task_results(lua_State *L, lualark_task *task);

/// Whether a task failed that nobody awaited so far.
bool lualark_task_has_unseen(lua_State *L);

/// Raises the error of a task that failed and that nobody awaited, if any.
void lualark_task_raise_unseen(lua_State *L);

#endif
