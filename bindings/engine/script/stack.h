// SPDX-License-Identifier: MIT

/// The coroutines of a task that run inside each other, read without running
/// Lua or taking memory.
#ifndef LUALARK_STACK_H
#define LUALARK_STACK_H

#include <lua.h>
#include <stddef.h>

enum { LUALARK_STACK_MOST = 100 }; // coroutines

/// Fills in the coroutines that `outermost`, the first of them, has resumed and
/// that have resumed each other. Returns how many they are.
size_t lualark_stack_coroutines(lua_State *outermost,
                                lua_State *list[LUALARK_STACK_MOST]);

#endif
