// SPDX-License-Identifier: MIT

/// Coroutines of a script that may wait for calls.
#ifndef LUALARK_COROUTINE_H
#define LUALARK_COROUTINE_H

#include <lauxlib.h>
#include <lua.h>

#include "scheduler.h"

/// Replaces coroutine.resume, wrap and close in a state of our own, so that
/// calls inside a script's coroutines let other tasks run. A stock Lua is never
/// patched.
void lualark_coroutine_patch(lua_State *L);

/// Closes the variables of a coroutine that does not run, as lua_resetthread()
/// does; its status. False, with nothing done, where too many are being closed
/// inside each other.
bool lualark_coroutine_close(lua_State *L, scheduler *s, lua_State *co,
                             int *status);

/// Whether that would be false.
bool lualark_coroutine_is_deep(scheduler *s);

#endif
