// SPDX-License-Identifier: MIT
#include "lifetime.h"

#include "finalizer.h"
#include "live.h"
#include "native.h"
#include "task_methods.h"
#include "wait.h"

void lualark_lifetime_end(lualark_scheduler *s) {
  lualark_native_release_all(&s->state); // some hold waits, and nothing else
  if (s->loop.traffic != NULL) s->loop.traffic->abandon(s);
  lualark_wait_close_all(s);
  lark_timers_clear(&s->loop.own_timers);
  s->state.closed = true; // finalizers of the script may still run
}

static int scheduler_gc(lua_State *L) {
  lualark_lifetime_end(lua_touserdata(L, 1));
  return 0;
}

void lualark_lifetime_begin(lua_State *L) {
  lualark_finalizer_open(L);
  lualark_scheduler *s = lua_newuserdatauv(L, sizeof *s, LUALARK_KEPT);
  *s = (lualark_scheduler){.tasks.idle = true};
  s->loop.timers = &s->loop.own_timers;
  lua_createtable(L, 0, 1);
  lualark_finalizer_set(L, scheduler_gc);
  lua_setmetatable(L, -2);
  lualark_state_set(L);
  lualark_task_methods_open(L);
  lualark_live_open(L);
}
