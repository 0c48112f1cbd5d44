// SPDX-License-Identifier: MIT

/// The table library for lists of any length, and for values that only behave
/// like lists, which can be interrupted.
#ifndef LUALARK_TABLES_H
#define LUALARK_TABLES_H

#include <lua.h>

/// Replaces its functions. May raise.
void lualark_tables_open(lua_State *L);

#endif
