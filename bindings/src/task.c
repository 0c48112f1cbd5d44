// SPDX-License-Identifier: MIT
#include "lualark_coroutine.h"
#include "lualark_error.h"
#include "scheduler.h"

static const char task_type[] = "lark.task";
static const char live_key = 0;   // registry: tasks that have not ended
static const char unseen_key = 0; // registry: the first failure nobody awaited

enum { THREAD_SLOT = 1 };

// Live tasks are found by address, so that the collector leaves them alone.
static void anchor(lua_State *L, task *born) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
  lua_pushvalue(L, -2);
  lua_rawsetp(L, -2, born);
  lua_pop(L, 1);
}

static void release(lua_State *L, const task *ended) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
  lua_pushnil(L);
  lua_rawsetp(L, -2, ended);
  lua_pop(L, 1);
}

task *lualark_task_push(lua_State *L, scheduler *s, int argument_count) {
  task *born = lua_newuserdatauv(L, sizeof *born, THREAD_SLOT);
  *born = (task){.scheduler = s, .argument_count = argument_count};
  born->is_row = s->current != NULL && s->current->is_row;
  luaL_setmetatable(L, task_type);
  lua_State *thread = lua_newthread(L);
  lua_setiuservalue(L, -2, THREAD_SLOT);
  if (!lua_checkstack(thread, argument_count + 1))
    luaL_error(L, "too many arguments");
  anchor(L, born);

  // Nothing fails from here on.
  // function, arguments..., task -> task, function, arguments...
  born->thread = thread;
  lua_insert(L, -(argument_count + 2));
  lua_xmove(L, thread, argument_count + 1);
  s->live++;
  s->idle = false;
  return born;
}

void lualark_task_ready(task *woken) {
  scheduler *s = woken->scheduler;
  woken->state = TASK_READY;
  woken->next = NULL;
  if (s->ready_last != NULL)
    s->ready_last->next = woken;
  else
    s->ready_first = woken;
  s->ready_last = woken;
  if (s->host != NULL) s->host->wake(s);
}

static task *take_first(scheduler *s) {
  task *first = s->ready_first;
  if (first == NULL) return NULL;
  s->ready_first = first->next;
  if (s->ready_first == NULL) s->ready_last = NULL;
  return first;
}

static void unready(scheduler *s, task *sleeper) {
  task *before = NULL;
  for (task **link = &s->ready_first; *link != NULL; link = &(*link)->next) {
    if (*link == sleeper) {
      *link = sleeper->next;
      if (s->ready_last == sleeper) s->ready_last = before;
      return;
    }
    before = *link;
  }
}

// Keeps the first failure that nobody awaits, so that it is not lost.
static void keep_unseen(lua_State *L, task *failed) {
  if (failed->seen) return;
  // The slot is there already, so that filling it takes no memory.
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &unseen_key) == LUA_TBOOLEAN) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
    lua_rawgetp(L, -1, failed);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &unseen_key);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

static void end(lua_State *L, task *ended, task_state how) {
  scheduler *s = ended->scheduler;
  ended->state = how;
  ended->ended = true;
  if (how == TASK_FAILED) keep_unseen(L, ended);
  while (ended->awaiters != NULL) {
    wait *awaiter = ended->awaiters;
    ended->awaiters = awaiter->sibling;
    lualark_wait_over(awaiter);
  }
  s->idle = --s->live == 0;
  release(L, ended);
}

// Runs a task until it waits or ends.
static void run(lua_State *L, task *runner) {
  scheduler *s = runner->scheduler;
  task *outer = s->current;
  lua_State *outer_innermost = s->innermost;
  lua_State *outer_running = s->running;
  runner->state = TASK_RUNNING;
  s->current = runner;
  s->innermost = s->running = runner->thread;
  if (s->host != NULL)
    s->host->enter(s, runner->thread, lua_status(runner->thread) == LUA_OK);
  int count = 0;
  int status = lua_resume(runner->thread, L, runner->argument_count, &count);
  s->current = outer;
  s->innermost = outer_innermost;
  s->running = outer_running;
  runner->argument_count = 0;

  if (status == LUA_OK) {
    runner->result_count = count;
    end(L, runner, TASK_DONE);
  } else if (status != LUA_YIELD) {
    if (s->host != NULL) s->host->failed(s, runner->thread, status);
    // Closes what is to be closed; the error stays on top of the stack. Of one
    // that somebody had closed already it is all there is.
    if (!s->doomed && lua_status(runner->thread) != LUA_OK)
      lualark_coroutine_close(L, s, runner->thread, &status);
    end(L, runner, TASK_FAILED);
  } else if (s->preempted) {
    s->parking = s->preempted = false;
    lualark_task_ready(runner);
  } else if (s->parking) {
    s->parking = false;
    runner->state = TASK_PARKED;
  } else {
    // The task yielded of its own accord: the others have a turn.
    lua_pop(runner->thread, count);
    lualark_task_ready(runner);
  }
}

bool lualark_task_run_next(lua_State *L, scheduler *s) {
  luaL_checkstack(L, 6, "tasks");
  task *first = take_first(s);
  if (first != NULL) run(L, first);
  return first != NULL;
}

// Who got hold of its coroutine may have closed that, or resumed it once more:
// then fewer are there.
static int count_results(const task *ended) {
  int count = ended->state == TASK_FAILED ? 1 : ended->result_count;
  int there = lua_gettop(ended->thread);
  return count < there ? count : there;
}

int lualark_task_results(lua_State *L, task *ended) {
  lua_State *thread = ended->thread;
  ended->seen = true;
  if (ended->state == TASK_CANCELLED) {
    lark_error error = {.status = LARK_ECANCELLED,
                        .msg = "the task was cancelled"};
    return lualark_error_return(L, &error);
  }
  int count = count_results(ended);
  luaL_checkstack(L, count + 1, "a task's results");
  if (!lua_checkstack(thread, count)) luaL_error(L, "not enough memory");
  int first = lua_gettop(thread) - count + 1;
  for (int i = 0; i < count; i++)
    lua_pushvalue(thread, first + i);
  lua_xmove(thread, L, count);
  if (ended->state != TASK_FAILED) return count;
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
  task *failed = lua_touserdata(L, -1);
  if (!failed->seen) lualark_task_results(L, failed);
  lua_pop(L, 1);
}

bool lualark_task_has_unseen(lua_State *L) {
  bool found = lua_rawgetp(L, LUA_REGISTRYINDEX, &unseen_key) != LUA_TBOOLEAN;
  lua_pop(L, 1);
  return found;
}

// -------------------------------------------------------------------- methods

static int await_over(lua_State *L, int status, lua_KContext context) {
  (void)status;
  lualark_wait_check(L, (wait *)context);
  lualark_wait_free((wait *)context);
  return lualark_task_results(L, lua_touserdata(L, 1));
}

/// task:await(): what its function returned; raises what it raised; nil and an
/// error of kind "cancelled" if it was cancelled.
static int task_await(lua_State *L) {
  task *awaited = luaL_checkudata(L, 1, task_type);
  scheduler *s = awaited->scheduler;
  lua_settop(L, 1);
  awaited->seen = true;
  if (awaited->ended) return lualark_task_results(L, awaited);
  if (awaited->state == TASK_RUNNING)
    return luaL_error(L, "a task cannot await itself, or one that it runs in");

  wait *until = lualark_wait_new(L, s);
  until->awaited = awaited;
  until->sibling = awaited->awaiters;
  awaited->awaiters = until;
  return lualark_wait_for(L, until, await_over);
}

// Ends a task that is not running.
static void cancel(lua_State *L, task *cancelled) {
  if (cancelled->parked_on != NULL) {
    lualark_wait_abandon(cancelled->parked_on);
    cancelled->parked_on = NULL;
  } else {
    unready(cancelled->scheduler, cancelled);
  }
  // Nobody finds it ready while its variables are being closed.
  cancelled->state = TASK_RUNNING;
  int status = LUA_OK;
  lualark_coroutine_close(L, cancelled->scheduler, cancelled->thread, &status);
  end(L, cancelled, TASK_CANCELLED);
}

/// task:cancel(): ends it where it waits; its to-be-closed variables are
/// closed. False where it had ended already.
static int task_cancel(lua_State *L) {
  task *cancelled = luaL_checkudata(L, 1, task_type);
  bool ended = cancelled->ended;
  if (!ended && cancelled->state == TASK_RUNNING)
    return luaL_error(L, "a task that runs cannot be cancelled from within");
  if (!ended && lualark_coroutine_is_deep(cancelled->scheduler))
    return luaL_error(L, "too many tasks are cancelled inside each other");
  if (!ended) cancel(L, cancelled);
  lua_pushboolean(L, !ended);
  return 1;
}

void lualark_task_cancel_all(lua_State *L) {
  luaL_checkstack(L, 6, "tasks");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &live_key);
  // From the start each time: closing variables may spawn others.
  for (lua_pushnil(L); lua_next(L, -2); lua_pushnil(L)) {
    cancel(L, lua_touserdata(L, -1));
    lua_pop(L, 2);
  }
  lua_pop(L, 1);
}

/// task:status(): "waiting", "running", "done", "failed" or "cancelled".
static int task_status(lua_State *L) {
  static const char *const names[] = {
      [TASK_READY] = "waiting",  [TASK_RUNNING] = "running",
      [TASK_PARKED] = "waiting", [TASK_DONE] = "done",
      [TASK_FAILED] = "failed",  [TASK_CANCELLED] = "cancelled",
  };
  task *asked = luaL_checkudata(L, 1, task_type);
  lua_pushstring(L, names[asked->state]);
  return 1;
}

void lualark_task_open(lua_State *L) {
  static const luaL_Reg methods[] = {{"await", task_await},
                                     {"cancel", task_cancel},
                                     {"status", task_status},
                                     {NULL, NULL}};
  luaL_newmetatable(L, task_type);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pushliteral(L, "task");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &live_key);
  lua_pushboolean(L, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &unseen_key);
}
