// SPDX-License-Identifier: MIT
#include "run.h"

#include "drive.h"
#include "ready.h"
#include "task.h"

static int return_all(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  return lua_gettop(L);
}

// Arguments: a task, whether it is outermost. Drives the loop until the task
// has ended, and if it is outermost, all that it spawned. Raises where that
// cannot be.
static int finish(lua_State *L) {
  lualark_scheduler *s = lualark_scheduler_get(L);
  const lualark_task *first = lua_touserdata(L, 1);
  if (!lualark_drive_until(L, s, &first->ended, true)) return lua_error(L);
  // Where the task failed, what it spawned is cancelled.
  if (!lua_toboolean(L, 2) || first->state != TASK_DONE) return 0;
  return lualark_drive_until(L, s, &s->tasks.idle, true) ? 0 : lua_error(L);
}

/// lark.run(fn, ...): runs fn as a task, and all tasks that it spawns, until
/// they have ended; returns what fn returned. Raises what fn raised, and
/// cancels the rest; or raises what a task raised that nobody awaited. Inside
/// itself, and in an engine's script, it just calls fn.
static int run(lua_State *L) {
  lualark_scheduler *s = lualark_scheduler_check(L);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  // A host runs tasks by itself, and must not be held up.
  if (s->state.host != NULL ||
      (s->running.task != NULL && s->running.may_park == L)) {
    lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, return_all);
    return lua_gettop(L);
  }
  bool outermost = s->running.task == NULL;
  lualark_task *first = lualark_task_push(L, s, lua_gettop(L) - 1);
  first->seen = true;
  lualark_ready_add(first);
  // Protected, so that no error, memory errors included, leaves tasks behind.
  lua_pushcfunction(L, finish);
  lua_pushlightuserdata(L, first);
  lua_pushboolean(L, outermost);
  lua_State *driver = s->loop.driver;
  bool finished = lua_pcall(L, 2, 0, 0) == LUA_OK;
  s->loop.driver = driver;
  if (outermost)
    lualark_task_cancel_all(L);
  else if (!finished && !first->ended && first->state != TASK_RUNNING)
    lualark_task_cancel(L, first);
  if (!finished) return lua_error(L);
  int count = lualark_task_results(L, first);
  if (outermost) lualark_task_raise_unseen(L);
  return count;
}

/// lark.spawn(fn, ...): a task that runs fn beside the others, from their next
/// turn on.
static int spawn(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lualark_scheduler *s = lualark_scheduler_check(L);
  lualark_task_check_room(L, s);
  lualark_ready_add(lualark_task_push(L, s, lua_gettop(L) - 1));
  return 1;
}

void lualark_run_register(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"run", run}, {"spawn", spawn}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
