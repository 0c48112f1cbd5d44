// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <math.h>
#include <poll.h>

#include "lualark_client.h"
#include "lualark_native.h"

static const char scheduler_key = 0;

// -------------------------------------------------------------- of the state

scheduler *lualark_scheduler(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &scheduler_key);
  scheduler *s = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return s;
}

scheduler *lualark_scheduler_check(lua_State *L) {
  scheduler *s = lualark_scheduler(L);
  if (s->closed) luaL_error(L, "the Lua state is closing");
  return s;
}

void lualark_scheduler_close(scheduler *s) {
  lualark_natives_release(s); // some hold waits, and nothing else
  lualark_client_abandon_all(s);
  while (s->waits != NULL) {
    // Of a client that was closed, in a host that has not stepped it since.
    if (s->waits->client != NULL)
      lualark_wait_orphan(s->waits);
    else
      lualark_wait_abandon(s->waits);
  }
  lualark_alarms_clear(&s->own_alarms);
  s->closed = true; // finalizers of the script may still run
}

static int scheduler_gc(lua_State *L) {
  lualark_scheduler_close(lua_touserdata(L, 1));
  return 0;
}

void lualark_scheduler_open(lua_State *L) {
  lualark_finalizer_open(L);
  scheduler *s = lua_newuserdatauv(L, sizeof *s, 0);
  *s = (scheduler){.idle = true, .alarms = &s->own_alarms};
  lua_createtable(L, 0, 1);
  lualark_finalizer_set(L, scheduler_gc);
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &scheduler_key);
  lualark_task_open(L);
}

// -------------------------------------------------------------------- driving

static int nothing(lua_State *L) {
  (void)L;
  return 0;
}

// The interpreter's Ctrl-C sets a hook that runs with the next call: this is
// one. False where it raised; the error is on the stack.
static bool survives_interrupt(lua_State *L) {
  lua_pushcfunction(L, nothing);
  return lua_pcall(L, 0, 0, 0) == LUA_OK;
}

static int sleep_ms(const scheduler *s) {
  uint64_t due_us = lualark_alarm_due_us(s->alarms);
  if (due_us == UINT64_MAX) return -1;
  uint64_t now_us = lualark_now_us();
  if (due_us <= now_us) return 0;
  uint64_t ms = (due_us - now_us + 999) / 1000;
  return ms < INT32_MAX ? (int)ms : INT32_MAX;
}

// Lets traffic and timers go on for a moment.
static void pump(lua_State *L, scheduler *s, bool may_sleep) {
  enum { LOOK_MS = 100 };
  int timeout_ms = may_sleep ? sleep_ms(s) : 0;
  if (s->look != NULL && (timeout_ms < 0 || timeout_ms > LOOK_MS))
    timeout_ms = LOOK_MS;
  if (lualark_client_pending(s) > 0)
    lualark_client_wait_all(L, s, timeout_ms);
  else if (timeout_ms > 0)
    poll(NULL, 0, timeout_ms);
  lualark_alarm_ring(s->alarms, lualark_now_us());
}

// Runs the tasks that are ready now; those they wake have the next turn.
static void run_round(lua_State *L, scheduler *s, const bool *done) {
  const task *last = s->ready_last;
  while (s->ready_first != NULL && !*done) {
    bool was_last = s->ready_first == last;
    lualark_task_run_next(L, s);
    if (was_last) return;
  }
}

static bool is_stuck(const scheduler *s, bool run_tasks) {
  return !(run_tasks && s->ready_first != NULL) && s->alarms->count == 0 &&
         lualark_client_pending(s) == 0;
}

static bool fail(lua_State *L, const char *message) {
  luaL_where(L, 1);
  lua_pushstring(L, message);
  lua_concat(L, 2);
  return false;
}

bool lualark_drive(lua_State *L, scheduler *s, const bool *done,
                   bool run_tasks) {
  lua_State *outer = s->driver;
  bool fine = true;
  s->driver = L;
  while (fine && !*done) {
    if (run_tasks) run_round(L, s, done);
    if (*done) break;
    if (is_stuck(s, run_tasks)) {
      fine = fail(L, "what is waited for can never come: the tasks wait for "
                     "each other");
      break;
    }
    pump(L, s, !(run_tasks && s->ready_first != NULL));
    if (s->look != NULL) s->look(s, L);
    fine = !lualark_client_raised(L, s) && survives_interrupt(L);
  }
  s->driver = outer;
  return fine;
}

// ------------------------------------------------------------------- functions

static int return_all(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  return lua_gettop(L);
}

// Lets a task, and if it was not inside another's what it spawned, run to the
// end. Arguments: the task, whether it was outermost. Raises where that cannot
// be.
static int finish(lua_State *L) {
  scheduler *s = lualark_scheduler(L);
  const task *first = lua_touserdata(L, 1);
  if (!lualark_drive(L, s, &first->ended, true)) return lua_error(L);
  // What a failed task spawned has lost its purpose.
  if (!lua_toboolean(L, 2) || first->state != TASK_DONE) return 0;
  return lualark_drive(L, s, &s->idle, true) ? 0 : lua_error(L);
}

/// lark.run(fn, ...): runs fn as a task, and with it all that it spawns, until
/// they have ended; returns what fn returned. Raises what fn raised, the rest
/// being cancelled, or what a task raised that nobody awaited. Inside itself it
/// and in an engine's script it just calls fn.
static int run(lua_State *L) {
  scheduler *s = lualark_scheduler_check(L);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  // A host runs tasks by itself, and must not be held up.
  if (s->host != NULL || (s->current != NULL && s->innermost == L)) {
    lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, return_all);
    return lua_gettop(L);
  }
  bool outermost = s->current == NULL;
  task *first = lualark_task_push(L, s, lua_gettop(L) - 1);
  first->seen = true;
  lualark_task_ready(first);
  // Protected: whatever is raised, memory errors too, no task is left behind.
  lua_pushcfunction(L, finish);
  lua_pushlightuserdata(L, first);
  lua_pushboolean(L, outermost);
  lua_State *driver = s->driver;
  bool finished = lua_pcall(L, 2, 0, 0) == LUA_OK;
  s->driver = driver;
  if (outermost) lualark_task_cancel_all(L);
  if (!finished) return lua_error(L);
  int count = lualark_task_results(L, first);
  if (outermost) lualark_task_raise_unseen(L);
  return count;
}

/// lark.spawn(fn, ...): a task that runs fn beside the others, from their next
/// turn on.
static int spawn(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lualark_task_ready(
      lualark_task_push(L, lualark_scheduler_check(L), lua_gettop(L) - 1));
  return 1;
}

static int sleep_over(lua_State *L, int status, lua_KContext context) {
  (void)status;
  wait *slept = (wait *)context;
  scheduler *s = slept->scheduler;
  lualark_wait_check(L, slept);
  bool woken = slept->woken;
  lualark_wait_free(slept);
  if (woken) return lualark_interrupted_return(L, s, NULL);
  lua_pushboolean(L, 1);
  return 1;
}

// A script that is to come to an end does not sleep; but one that does nothing
// else, over and over, is ended by that.
static int stay_awake(lua_State *L, scheduler *s) {
  enum { PATIENCE = 1000 };
  lualark_interrupted_return(L, s, NULL);
  return ++s->awake > PATIENCE ? lua_error(L) : 2;
}

static void wake(void *owner) {
  lualark_wait_over(owner);
}

/// lark.sleep(seconds): waits; other tasks run meanwhile. True; or nil and an
/// error where the program was interrupted.
static int sleep(lua_State *L) {
  lua_Number seconds = luaL_checknumber(L, 1);
  luaL_argcheck(L, seconds >= 0 && seconds <= 1e9, 1,
                "seconds, from 0 to a billion");
  scheduler *s = lualark_scheduler_check(L);
  if (s->interrupted) return stay_awake(L, s);
  wait *sleeper = lualark_wait_new(L, s);
  sleeper->alarm = (lualark_alarm){
      .due_us = lualark_now_us() + (uint64_t)llround(seconds * 1e6),
      .ring = wake,
      .owner = sleeper,
  };
  if (!lualark_alarm_set(sleeper->scheduler->alarms, &sleeper->alarm)) {
    lualark_wait_free(sleeper);
    return luaL_error(L, "not enough memory");
  }
  return lualark_wait_for(L, sleeper, sleep_over);
}

void lualark_scheduler_register(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"run", run}, {"spawn", spawn}, {"sleep", sleep}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
