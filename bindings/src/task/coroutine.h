// SPDX-License-Identifier: MIT

/// Coroutines of a script that may wait for calls.
#ifndef LUALARK_COROUTINE_H
#define LUALARK_COROUTINE_H

#include <lua.h>
#include <stdbool.h>

/// Replaces coroutine.resume, wrap and close in a state of our own, so that
/// calls inside a script's coroutines let other tasks run. A stock Lua is never
/// patched.
void lualark_coroutine_patch(lua_State *L);

/// Whether the error on top of `thread` is that of the wrapped coroutine that
/// failed last; lualark_host's fell() was told of it.
bool lualark_coroutine_has_fallen(lua_State *thread);

#endif
