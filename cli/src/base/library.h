// SPDX-License-Identifier: MIT

/// Lua files that the command brings: its own, embedded, and the report library
/// beside it.
#ifndef LIBRARY_H
#define LIBRARY_H

#include <lua.h>

#include "embedded.h"

/// The text of inside.lua or results.lua, by name, for states of an engine.
const lualark_chunk *library_own(const char *name);

/// Pushes the folder that bin/ stands in; "" where it cannot be told.
void library_push_prefix(lua_State *L);

/// Puts the embedded files where `require "lualark.<name>"` finds them, and the
/// report library on package.path.
void library_open(lua_State *L);

/// Pushes a table of texts by module name, for states that look for no files:
/// the report library, and what a script needs of our own.
void library_push(lua_State *L);

#endif
