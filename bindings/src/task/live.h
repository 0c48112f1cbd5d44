// SPDX-License-Identifier: MIT

/// The tasks that have not ended, as Lua values: what keeps the collector from
/// them.
#ifndef LUALARK_LIVE_H
#define LUALARK_LIVE_H

#include "task_record.h"

/// Once for each Lua state.
void lualark_live_open(lua_State *L);

/// Keeps the task on top of the stack, until lualark_live_remove(). Raises a
/// memory error.
void lualark_live_add(lua_State *L, lualark_task *task);

/// Gives a task to the collector. Takes no memory.
void lualark_live_remove(lua_State *L, lualark_task *task);

/// Pushes a task that is kept.
void lualark_live_push(lua_State *L, const lualark_task *task);

#endif
