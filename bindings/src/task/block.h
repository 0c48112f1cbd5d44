// SPDX-License-Identifier: MIT

/// Blocking on a wait: how C functions that look blocking to Lua end.
#ifndef LUALARK_BLOCK_H
#define LUALARK_BLOCK_H

#include "wait.h"

/// Waits, then ends with `then(L, LUA_OK or LUA_YIELD, (lua_KContext)wait)`,
/// whose result is the C function's. `then` finds the wait over.
int lualark_block_on(lua_State *L, lualark_wait_head *wait, lua_KFunction then);

/// In a `then`: raises where something other than the scheduler resumed the
/// coroutine.
void lualark_block_check(lua_State *L, lualark_wait_head *wait);

#endif
