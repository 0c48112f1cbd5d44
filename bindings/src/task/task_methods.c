// SPDX-License-Identifier: MIT
#include "task_methods.h"

#include <stdio.h>

#include "block.h"
#include "closing.h"
#include "task.h"

static void close(lualark_wait_head *wait) {
  lark_queue_remove(&((lualark_await *)wait)->in_awaits);
  lualark_wait_free(wait);
}

// A map may wait in a coroutine inside of a task, which is not closed with it.
static void abandon(lualark_wait_head *wait) {
  lark_queue *map = ((lualark_await *)wait)->task->in_map.queue;
  close(wait);
  if (map != NULL) lualark_task_doom_map(map);
}

static void describe(const lualark_wait_head *wait, char *text, size_t room) {
  const lualark_task *task = ((const lualark_await *)wait)->task;
  snprintf(text, room, "waits for task %llu", (unsigned long long)task->number);
}

static const lualark_wait_kind kind = {
    .abandon = abandon,
    .close = close,
    .describe = describe,
    .for_task = true,
};

static int await_over(lua_State *L, int status, lua_KContext context) {
  (void)status;
  lualark_block_check(L, (lualark_wait_head *)context);
  lualark_wait_free((lualark_wait_head *)context);
  return lualark_task_results(L, lua_touserdata(L, 1));
}

/// task:await(): what its function returned; raises what it raised; nil and an
/// error of kind "cancelled" if it was cancelled.
static int task_await(lua_State *L) {
  lualark_task *task = luaL_checkudata(L, 1, LUALARK_TASK);
  lua_settop(L, 1);
  task->seen = true;
  if (task->ended) return lualark_task_results(L, task);
  lualark_scheduler *s = lualark_scheduler_check(L);
  if (task->state == TASK_RUNNING)
    return luaL_error(L, "a task cannot await itself, or one that it runs in");

  lualark_await *await = lualark_wait_new(L, s, &kind, sizeof *await);
  await->task = task;
  lark_queue_add(&task->awaits, &await->in_awaits);
  return lualark_block_on(L, &await->wait, await_over);
}

/// task:cancel(): ends it where it waits; its to-be-closed variables are
/// closed. False where it had ended already.
static int task_cancel(lua_State *L) {
  lualark_task *task = luaL_checkudata(L, 1, LUALARK_TASK);
  bool ended = task->ended || task->scheduler->state.closed;
  if (!ended && task->state == TASK_RUNNING)
    return luaL_error(L, "a task that runs cannot be cancelled from within");
  if (!ended && lualark_closing_is_deep(task->scheduler))
    return luaL_error(L, "too many tasks are cancelled inside each other");
  if (!ended) lualark_task_cancel(L, task);
  lua_pushboolean(L, !ended);
  return 1;
}

// local task <close> = lark.spawn(...): cancels it, if it has not ended, where
// the block ends.
static int task_close(lua_State *L) {
  const lualark_task *task = luaL_checkudata(L, 1, LUALARK_TASK);
  if (task->ended || task->state == TASK_RUNNING) return 0;
  lua_settop(L, 1);
  return task_cancel(L);
}

/// task:status(): "waiting", "running", "done", "failed" or "cancelled".
static int task_status(lua_State *L) {
  static const char *const names[] = {
      [TASK_READY] = "waiting",  [TASK_RUNNING] = "running",
      [TASK_PARKED] = "waiting", [TASK_DONE] = "done",
      [TASK_FAILED] = "failed",  [TASK_CANCELLED] = "cancelled",
  };
  const lualark_task *task = luaL_checkudata(L, 1, LUALARK_TASK);
  lua_pushstring(L, names[task->state]);
  return 1;
}

void lualark_task_methods_open(lua_State *L) {
  static const luaL_Reg methods[] = {{"await", task_await},
                                     {"cancel", task_cancel},
                                     {"status", task_status},
                                     {NULL, NULL}};
  luaL_newmetatable(L, LUALARK_TASK);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, task_close);
  lua_setfield(L, -2, "__close");
  lua_pushliteral(L, "task");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}
