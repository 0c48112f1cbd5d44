// SPDX-License-Identifier: MIT
#include "task.h"

#include "closing.h"
#include "error.h"
#include "lualark_words.h"
#include "ready.h"
#include "running.h"

static const char live_key = 0;   // registry: tasks that have not ended
static const char unseen_key = 0; // registry: the first failure nobody awaited

enum { THREAD_SLOT = 1, CAUSE_SLOT = 2, SLOTS = 2 };

void lualark_task_open(lua_State *L) {
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &live_key);
  lua_pushboolean(L, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &unseen_key);
}

// Live tasks are found by address, so that the collector leaves them alone.
static void anchor(lua_State *L, const lualark_task *task) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
  lua_pushvalue(L, -2);
  lua_rawsetp(L, -2, task);
  lua_pop(L, 1);
}

static void release(lua_State *L, const lualark_task *task) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
  lua_pushnil(L);
  lua_rawsetp(L, -2, task);
  lua_pop(L, 1);
}

void lualark_task_set_cause(lua_State *L, lualark_task *task) {
  task->cause = lua_touserdata(L, -1);
  lua_setiuservalue(L, -2, CAUSE_SLOT);
}

// The task on top runs for what its spawner runs for.
static void inherit(lua_State *L, lualark_task *task) {
  const lualark_task *spawner = task->scheduler->running.task;
  if (spawner == NULL) return;
  task->is_row = spawner->is_row;
  if (spawner->cause == NULL) return;
  spawner->cause->shared = true;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
  lua_rawgetp(L, -1, spawner);
  lua_getiuservalue(L, -1, CAUSE_SLOT);
  lua_insert(L, -3);
  lua_pop(L, 2);
  lualark_task_set_cause(L, task);
}

lualark_task *lualark_task_push(lua_State *L, lualark_scheduler *s,
                                int argument_count) {
  lualark_task *task = lua_newuserdatauv(L, sizeof *task, SLOTS);
  *task = (lualark_task){.scheduler = s, .argument_count = argument_count};
  inherit(L, task);
  luaL_setmetatable(L, LUALARK_TASK);
  lua_State *thread = lua_newthread(L);
  lua_setiuservalue(L, -2, THREAD_SLOT);
  if (!lua_checkstack(thread, argument_count + 1))
    luaL_error(L, "too many arguments");
  anchor(L, task);

  // Nothing fails from here on.
  // function, arguments..., task -> task, function, arguments...
  task->thread = thread;
  lua_insert(L, -(argument_count + 2));
  lua_xmove(L, thread, argument_count + 1);
  task->number = ++s->tasks.made;
  lark_queue_add(&s->tasks.all, &task->in_all);
  s->tasks.live++;
  s->tasks.idle = false;
  return task;
}

// Keeps the first failure that nobody awaits, so that it is not lost.
static void keep_unseen(lua_State *L, const lualark_task *task) {
  if (task->seen) return;
  // The slot is there already, so that filling it takes no memory.
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &unseen_key) == LUA_TBOOLEAN) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
    lua_rawgetp(L, -1, task);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &unseen_key);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

// Ends the waits for its end, the latest first.
static void end_awaits(lualark_task *task) {
  for (lark_link *link = task->awaits.last; link != NULL;
       link = task->awaits.last) {
    size_t offset = offsetof(lualark_await, in_awaits);
    lark_queue_remove(link);
    lualark_wait_over((void *)((char *)link - offset));
  }
}

static void end(lua_State *L, lualark_task *task, lualark_task_state state) {
  lualark_tasks *tasks = &task->scheduler->tasks;
  lark_queue_remove(&task->in_all);
  task->state = state;
  task->ended = true;
  if (state == TASK_FAILED) keep_unseen(L, task);
  end_awaits(task);
  tasks->idle = --tasks->live == 0;
  release(L, task);
}

static void fail(lua_State *L, lualark_task *task, int status) {
  lualark_scheduler *s = task->scheduler;
  lua_State *thread = task->thread;
  if (s->state.host != NULL) s->state.host->failed(&s->state, thread, status);
  // Closes the coroutine's variables; the error stays on top of its stack.
  // Where the script closed the coroutine already, the error is all that is on
  // it.
  if (!s->state.doomed && lua_status(thread) != LUA_OK)
    lualark_closing_close(L, s, thread, &status);
  end(L, task, TASK_FAILED);
}

// The task's coroutine yielded `count` values.
static void yielded(lualark_task *task, int count) {
  lualark_state *state = &task->scheduler->state;
  bool parked = state->parking && !state->preempted;
  // Where it yielded of its own accord, the other tasks have a turn.
  if (!state->parking && !state->preempted) lua_pop(task->thread, count);
  state->parking = state->preempted = false;
  if (parked)
    task->state = TASK_PARKED;
  else
    lualark_ready_add(task);
}

// Runs a task until it waits or ends.
static void run(lua_State *L, lualark_task *task) {
  lualark_scheduler *s = task->scheduler;
  lua_State *thread = task->thread;
  task->state = TASK_RUNNING;
  lualark_running outer = lualark_running_enter(s, thread, true);
  s->running.task = task;
  if (s->state.host != NULL)
    s->state.host->enter(&s->state, thread, lua_status(thread) == LUA_OK);
  int count = 0;
  int status = lua_resume(thread, L, task->argument_count, &count);
  lualark_running_leave(s, outer);
  if (s->state.host != NULL) s->state.host->enter(&s->state, L, false);
  task->argument_count = 0;

  if (status == LUA_YIELD) {
    yielded(task, count);
  } else if (status == LUA_OK) {
    task->result_count = count;
    end(L, task, TASK_DONE);
  } else {
    fail(L, task, status);
  }
}

bool lualark_task_run_next(lua_State *L, lualark_scheduler *s) {
  luaL_checkstack(L, 6, "tasks");
  lualark_task *first = lualark_ready_take(s);
  if (first != NULL) run(L, first);
  return first != NULL;
}

// A script that got hold of the task's coroutine may have closed it, or resumed
// it once more: then fewer results are there.
static int count_results(const lualark_task *task) {
  int count = task->state == TASK_FAILED ? 1 : task->result_count;
  int there = lua_gettop(task->thread);
  return count < there ? count : there;
}

int lualark_task_results(lua_State *L, lualark_task *task) {
  lua_State *thread = task->thread;
  task->seen = true;
  if (task->state == TASK_CANCELLED) {
    lark_error error = {.status = LARK_ECANCELLED,
                        .msg = lualark_words("the task was cancelled")};
    return lualark_error_return(L, &error);
  }
  int count = count_results(task);
  luaL_checkstack(L, count + 1, "a task's results");
  if (!lua_checkstack(thread, count)) luaL_error(L, "not enough memory");
  int first = lua_gettop(thread) - count + 1;
  for (int i = 0; i < count; i++)
    lua_pushvalue(thread, first + i);
  lua_xmove(thread, L, count);
  if (task->state != TASK_FAILED) return count;
  if (count == 0) lua_pushnil(L);
  return lua_error(L);
}

void lualark_task_raise_unseen(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &unseen_key) == LUA_TBOOLEAN) {
    lua_pop(L, 1);
    return;
  }
  lua_pushboolean(L, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &unseen_key);
  lualark_task *failed = lua_touserdata(L, -1);
  if (!failed->seen) lualark_task_results(L, failed);
  lua_pop(L, 1);
}

bool lualark_task_has_unseen(lua_State *L) {
  bool found = lua_rawgetp(L, LUA_REGISTRYINDEX, &unseen_key) != LUA_TBOOLEAN;
  lua_pop(L, 1);
  return found;
}

// --------------------------------------------------------------- cancelling

void lualark_task_cancel(lua_State *L, lualark_task *task) {
  if (task->parked_on != NULL) {
    lualark_wait_abandon(task->parked_on);
    task->parked_on = NULL;
  } else {
    lualark_ready_remove(task);
  }
  // Nobody finds it ready while its variables are being closed.
  task->state = TASK_RUNNING;
  int status = LUA_OK;
  lualark_closing_close(L, task->scheduler, task->thread, &status);
  end(L, task, TASK_CANCELLED);
}

void lualark_task_cancel_all(lua_State *L) {
  luaL_checkstack(L, 6, "tasks");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
  // From the start each time: closing variables may spawn other tasks.
  for (lua_pushnil(L); lua_next(L, -2); lua_pushnil(L)) {
    lualark_task_cancel(L, lua_touserdata(L, -1));
    lua_pop(L, 2);
  }
  lua_pop(L, 1);
}
