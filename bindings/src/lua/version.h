// SPDX-License-Identifier: MIT

/// The differences between Lua 5.4 and 5.5, behind one set of functions.
#ifndef LUALARK_VERSION_H
#define LUALARK_VERSION_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

/// Makes a state with `allocate`, which gets `user`; NULL if memory lacks.
lua_State *lualark_version_new_state(lua_Alloc allocate, void *user);

/// Makes each step of the collector an eighth of what is usual.
void lualark_version_collect_gently(lua_State *L);

/// Closes the variables of a coroutine that does not run; returns its status.
/// `from` is the coroutine that does it.
int lualark_version_close_thread(lua_State *thread, lua_State *from);

/// Runs the collector as if `kib` KiB had been allocated; 0 runs one basic
/// step. Returns what lua_gc(LUA_GCSTEP) does: above 0 where that ended a
/// cycle, below 0 inside a finalizer.
int lualark_version_collect_step(lua_State *L, size_t kib);

/// Lets the collector begin its next step `kib` KiB of new memory later, at
/// most INT_MAX. False where this Lua cannot do so: from 5.5 on.
bool lualark_version_collect_later(lua_State *L, size_t kib);

#endif
