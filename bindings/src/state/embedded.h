// SPDX-License-Identifier: MIT

/// The binding's parts that are written in Lua (bindings/lua/), embedded.
#ifndef LUALARK_EMBEDDED_H
#define LUALARK_EMBEDDED_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

/// One embedded file; tools/embed.lua writes the list, ended by a NULL name.
typedef struct lualark_chunk {
  const char *name; ///< without ".lua"
  const char *source;
  size_t length;
} lualark_chunk;

extern const lualark_chunk lualark_chunks[];

/// Each file gets two arguments: the module's table, which is on top, and a
/// function that returns a sentence in the language that is set.
void lualark_embedded_open(lua_State *L);

/// Pushes the module's table; false, with nothing pushed, where it is not there
/// yet.
bool lualark_embedded_push_module(lua_State *L);

/// Pushes what the file returns, which runs at its first use.
void lualark_embedded_push(lua_State *L, const char *name);

#endif
