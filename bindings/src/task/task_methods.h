// SPDX-License-Identifier: MIT

/// The methods of a task: await, cancel, status.
#ifndef LUALARK_TASK_METHODS_H
#define LUALARK_TASK_METHODS_H

#include <lua.h>

/// Makes the tasks' metatable, once for each Lua state.
void lualark_task_methods_open(lua_State *L);

#endif
