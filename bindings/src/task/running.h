// SPDX-License-Identifier: MIT

/// The task and the coroutine that run right now.
#ifndef LUALARK_RUNNING_H
#define LUALARK_RUNNING_H

#include "scheduler.h"

/// A coroutine is about to run; `may_park` says whether waits may park it.
/// Returns what lualark_running_leave() takes once it has stopped.
lualark_running lualark_running_enter(lualark_scheduler *s, lua_State *thread,
                                      bool may_park);

void lualark_running_leave(lualark_scheduler *s, lualark_running outer);

/// Whether a wait of the coroutine L would park it, rather than drive the loop
/// in place.
bool lualark_running_can_park(lua_State *L, const lualark_scheduler *s);

#endif
