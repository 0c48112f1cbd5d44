// SPDX-License-Identifier: MIT

/// Fills a script's state: Lua's libraries, the module, the host's functions,
/// and our versions of library functions that take long.
#ifndef LUALARK_LIBRARY_H
#define LUALARK_LIBRARY_H

#include <lua.h>

struct script;

/// Leaves the stack as it was. May raise.
void lualark_library_open(lua_State *L, struct script *script);

#endif
