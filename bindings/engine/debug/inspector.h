// SPDX-License-Identifier: MIT

/// A coroutine of a script's state in which a debugger works. It stays off the
/// stacks of those that it looks at.
#ifndef LUALARK_INSPECTOR_H
#define LUALARK_INSPECTOR_H

#include "debugger.h"
#include "script.h"

/// The script's inspector, its stack empty; NULL if memory lacks.
lua_State *lualark_inspector(const lualark_debugger *d, struct script *script);

/// Keeps the value on top of the inspector until the stop ends, and pops it.
/// Returns its number, or 0 if memory lacks.
lua_Integer lualark_inspector_keep(lua_State *I);

/// Pushes a value that is kept; nil if there is none.
void lualark_inspector_push(lua_State *I, lua_Integer number);

/// Keeps a coroutine alive for a step; NULL: none. False if memory lacks.
bool lualark_inspector_hold(lua_State *I, lua_State *thread);

/// Lets go of what is kept in all scripts.
void lualark_inspector_forget(const lualark_debugger *d);

#endif
