// SPDX-License-Identifier: MIT
#include "task.h"

#include "closing.h"
#include "error.h"
#include "live.h"
#include "lualark_words.h"
#include "ready.h"
#include "running.h"

enum { THREAD_SLOT = 1, CAUSE_SLOT, MAP_SLOT, SLOTS = MAP_SLOT };

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
  lualark_live_push(L, spawner);
  lua_getiuservalue(L, -1, CAUSE_SLOT);
  lua_remove(L, -2);
  lualark_task_set_cause(L, task);
}

void lualark_task_check_room(lua_State *L, const lualark_scheduler *s) {
  enum { MOST = 100000 };
  if (s->tasks.live <= MOST) return; // beside the first
  lark_error error = {
      .status = LARK_ELIMIT,
      .msg = lualark_words("more than 100,000 tasks at once"),
      .hint = lualark_words("Await some before you spawn others; lark.map runs "
                            "a long list, a few items at a time.")};
  lualark_error_push(L, &error);
  lua_error(L);
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
  lualark_live_add(L, task);

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

void lualark_task_join_map(lua_State *L, lualark_task *task,
                           lark_queue *tasks) {
  lua_setiuservalue(L, -2, MAP_SLOT);
  lark_queue_add(tasks, &task->in_map);
}

// Keeps the first failure that nobody awaits, so that it is not lost.
static void keep_unseen(lua_State *L, const lualark_task *task) {
  if (task->seen) return;
  if (lualark_state_push_kept(L, LUALARK_KEPT_UNSEEN) == LUA_TNIL) {
    lualark_live_push(L, task);
    lualark_state_keep(L, LUALARK_KEPT_UNSEEN);
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
  lark_queue_remove(&task->in_map);
  task->state = state;
  task->ended = true;
  if (state == TASK_FAILED) keep_unseen(L, task);
  end_awaits(task);
  tasks->idle = --tasks->live == 0;
  lualark_live_remove(L, task);
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
  if (parked && !task->doomed)
    task->state = TASK_PARKED;
  else
    lualark_ready_add(task);
}

// What it waited for is its coroutine's to take. A script that got hold of that
// may have closed it.
static void take_wait(lualark_task *task) {
  lualark_wait_head *wait = lualark_wait_unpark(task);
  if (wait != NULL && lua_status(task->thread) != LUA_YIELD)
    lualark_wait_abandon(wait);
}

// Runs a task until it waits or ends.
static void run(lua_State *L, lualark_task *task) {
  lualark_scheduler *s = task->scheduler;
  lua_State *thread = task->thread;
  task->state = TASK_RUNNING;
  take_wait(task);
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
  if (first == NULL) return false;
  if (first->doomed)
    lualark_task_cancel(L, first);
  else
    run(L, first);
  return true;
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
  if (lualark_state_push_kept(L, LUALARK_KEPT_UNSEEN) == LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  lua_pushnil(L);
  lualark_state_keep(L, LUALARK_KEPT_UNSEEN);
  lualark_task *failed = lua_touserdata(L, -1);
  if (!failed->seen) lualark_task_results(L, failed);
  lua_pop(L, 1);
}

bool lualark_task_has_unseen(lua_State *L) {
  bool found = lualark_state_push_kept(L, LUALARK_KEPT_UNSEEN) != LUA_TNIL;
  lua_pop(L, 1);
  return found;
}

// --------------------------------------------------------------- cancelling

void lualark_task_cancel(lua_State *L, lualark_task *task) {
  if (task->parked_on != NULL) lualark_wait_abandon(task->parked_on);
  lualark_ready_remove(task);
  // Nobody finds it ready while its variables are being closed.
  task->state = TASK_RUNNING;
  int status = LUA_OK;
  lualark_closing_close(L, task->scheduler, task->thread, &status);
  end(L, task, TASK_CANCELLED);
}

// It comes before all others, so that none finds it at work.
static void doom(lualark_task *task) {
  task->doomed = true;
  if (task->state != TASK_RUNNING) lualark_ready_add_first(task);
}

void lualark_task_doom_map(lark_queue *tasks) {
  size_t offset = offsetof(lualark_task, in_map);
  for (lark_link *link = tasks->last; link != NULL; link = tasks->last) {
    lark_queue_remove(link);
    doom((void *)((char *)link - offset));
  }
}

void lualark_task_cancel_all(lua_State *L) {
  lualark_tasks *tasks = &lualark_scheduler_get(L)->tasks;
  luaL_checkstack(L, 6, "tasks");
  // Closing variables may spawn other tasks.
  while (tasks->all.first != NULL) {
    lualark_task *first = lualark_task_of(tasks->all.first);
    lualark_live_push(L, first);
    lualark_task_cancel(L, first);
    lua_pop(L, 1);
  }
}
