// SPDX-License-Identifier: MIT

/// The rows of lark.map.
#ifndef LUALARK_ROWS_H
#define LUALARK_ROWS_H

#include <lua.h>

/// For lark.map: the rows from 1 to the argument. Returns an iterator that the
/// tasks which run them share, and what is to be closed with the map.
int lualark_rows_new(lua_State *L);

#endif
