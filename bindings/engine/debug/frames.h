// SPDX-License-Identifier: MIT

/// Scripts, their tasks and levels as primitives of the protocol's.
#ifndef LUALARK_DEBUG_FRAMES_H
#define LUALARK_DEBUG_FRAMES_H

#include <lua.h>

/// scripts(): a list of { id, name, tasks = { { number, name, waits } } }.
int lualark_frames_scripts(lua_State *D);

/// levels(script, task, from, count): a list of { name, what, source, line,
/// first, tail, inner, ours }, the innermost first, and how many there are.
int lualark_frames_levels(lua_State *D);

#endif
