// SPDX-License-Identifier: MIT

/// The task and the coroutine that run right now.
#ifndef LUALARK_RUNNING_H
#define LUALARK_RUNNING_H

#include "scheduler.h"

/// A coroutine is about to run; `may_park` says whether waits may park it.
/// Returns what lualark_running_leave() takes once it has stopped.
static inline lualark_running
lualark_running_enter(lualark_scheduler *s, lua_State *thread, bool may_park) {
  lualark_running outer = s->running;
  s->running.thread = thread;
  s->running.may_park = may_park ? thread : NULL;
  return outer;
}

static inline void lualark_running_leave(lualark_scheduler *s,
                                         lualark_running outer) {
  s->running = outer;
}

/// Whether a wait of the coroutine L would park it, rather than drive the loop
/// in place.
static inline bool lualark_running_can_park(lua_State *L,
                                            const lualark_scheduler *s) {
  return s->running.task != NULL && s->running.may_park == L &&
         lua_isyieldable(L);
}

#endif
