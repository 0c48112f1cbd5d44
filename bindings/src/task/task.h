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

/// Raises an error of kind "limit" where no further task may be spawned.
void lualark_task_check_room(lua_State *L, const lualark_scheduler *s);

/// Pushes a task that will run the function below `argument_count` arguments
/// on top of the stack, which it takes. Raises a memory error.
lualark_task *lualark_task_push(lua_State *L, lualark_scheduler *s,
                                int argument_count);

/// Makes the userdata on top, which it pops, the cause of the task below it.
void lualark_task_set_cause(lua_State *L, lualark_task *task);

/// Makes the task below the userdata on top, which it pops, one of those of a
/// map. `tasks` is in that userdata.
void lualark_task_join_map(lua_State *L, lualark_task *task, lark_queue *tasks);

/// Runs the first of the ready tasks until it waits or ends; false where none
/// is ready.
bool lualark_task_run_next(lua_State *L, lualark_scheduler *s);

/// Ends a task that is not running.
void lualark_task_cancel(lua_State *L, lualark_task *task);

/// Nobody waits for a map any more: each of its tasks is cancelled in its next
/// turn, or where it waits next if it runs. Runs no Lua, so that maps inside
/// each other end one after the other.
void lualark_task_doom_map(lark_queue *tasks);

/// Cancels all tasks, those that were made first first; none may be running.
void lualark_task_cancel_all(lua_State *L);

/// Pushes what an ended task returned, and returns how many values; raises what
/// it raised. A cancelled one gives nil and an error.
int lualark_task_results(lua_State *L, lualark_task *task);

/// Whether a task failed that nobody awaited so far.
bool lualark_task_has_unseen(lua_State *L);

/// Raises the error of a task that failed and that nobody awaited, if any.
void lualark_task_raise_unseen(lua_State *L);

#endif
