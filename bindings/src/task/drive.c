// SPDX-License-Identifier: MIT
#include "drive.h"

#include <poll.h>

#include "callback.h"
#include "clock.h"
#include "task.h"

static int nothing(lua_State *L) {
  (void)L;
  return 0;
}

// Calls a function, because the interpreter's Ctrl-C sets a hook that runs with
// the next call. False where the hook raised, with the error on the stack.
static bool survives_interrupt(lua_State *L) {
  lua_pushcfunction(L, nothing);
  return lua_pcall(L, 0, 0, 0) == LUA_OK;
}

// Lets traffic and timers go on, once.
static void pump(lua_State *L, lualark_scheduler *s, bool may_sleep) {
  enum { LOOK_MS = 100 };
  int timeout_ms =
      may_sleep ? lark_ms_until(lark_timers_due_us(s->loop.timers)) : 0;
  if (s->loop.look != NULL && (timeout_ms < 0 || timeout_ms > LOOK_MS))
    timeout_ms = LOOK_MS;
  if (s->loop.traffic->pending(s))
    s->loop.traffic->wait(L, s, timeout_ms);
  else if (timeout_ms > 0)
    poll(NULL, 0, timeout_ms);
  lark_timers_fire(s->loop.timers, lark_now_us());
}

// Runs the tasks that are ready now, not those that they make ready.
static void run_round(lua_State *L, lualark_scheduler *s, const bool *done) {
  const lark_link *last = s->ready.last;
  while (s->ready.first != NULL && !*done) {
    bool was_last = s->ready.first == last;
    lualark_task_run_next(L, s);
    if (was_last) return;
  }
}

static bool is_stuck(lualark_scheduler *s, bool run_tasks) {
  return !(run_tasks && s->ready.first != NULL) && s->loop.timers->count == 0 &&
         !s->loop.traffic->pending(s);
}

static bool fail(lua_State *L, const char *message) {
  luaL_where(L, 1);
  lua_pushstring(L, message);
  lua_concat(L, 2);
  return false;
}

bool lualark_drive_until(lua_State *L, lualark_scheduler *s, const bool *done,
                         bool run_tasks) {
  lua_State *outer = s->loop.driver;
  bool fine = true;
  s->loop.driver = L;
  while (fine && !*done) {
    if (run_tasks) run_round(L, s, done);
    if (*done) break;
    if (is_stuck(s, run_tasks)) {
      fine = fail(L, "what is waited for can never come: the tasks wait for "
                     "each other");
      break;
    }
    pump(L, s, !(run_tasks && s->ready.first != NULL));
    if (s->loop.look != NULL) s->loop.look(s, L);
    fine = !lualark_callback_raised(L, s) && survives_interrupt(L);
  }
  s->loop.driver = outer;
  return fine;
}
