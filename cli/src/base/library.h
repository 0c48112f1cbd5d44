// SPDX-License-Identifier: MIT

/// Lua files that the command brings: its own, embedded and compiled, and the
/// report library beside it.
#ifndef LIBRARY_H
#define LIBRARY_H

#include <lua.h>

/// Pushes the function of an own file: "run.inside" is lua/run/inside.lua. May
/// raise.
void library_push_own(lua_State *L, const char *name);

/// Makes `require "lualark.<name>"` find the own files, and puts the report
/// library on package.path.
void library_open(lua_State *L);

/// Pushes the texts of the report library by module name, for states that do
/// not look for files. May raise.
void library_push(lua_State *L);

#endif
