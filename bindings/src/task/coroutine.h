// SPDX-License-Identifier: MIT

/// Coroutines of a script that may wait for calls.
#ifndef LUALARK_COROUTINE_H
#define LUALARK_COROUTINE_H

#include <lua.h>

/// Replaces coroutine.resume, wrap and close in a state of our own, so that
/// calls inside a script's coroutines let other tasks run. A stock Lua is never
/// patched.
void lualark_coroutine_patch(lua_State *L);

#endif
