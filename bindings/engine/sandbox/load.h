// SPDX-License-Identifier: MIT

/// Compiling source text for sandboxed scripts: text alone, and in bounded
/// time.
#ifndef LUALARK_LOAD_H
#define LUALARK_LOAD_H

#include <lua.h>
#include <stddef.h>

struct script;

/// Compiles text that the host gives, as luaL_loadbufferx().
int lualark_load_text(lua_State *L, const char *text, size_t bytes,
                      const char *name);

/// load(chunk, name, mode, env): as in Lua, but source text alone, and only so
/// much of it.
int lualark_load(lua_State *L);

#endif
