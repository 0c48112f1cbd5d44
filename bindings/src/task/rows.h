// SPDX-License-Identifier: MIT

/// The rows of lark.map.
#ifndef LUALARK_ROWS_H
#define LUALARK_ROWS_H

#include <lua.h>

/// For lark.map: the rows from 1 to the argument. Returns an iterator that the
/// tasks which run them share; a function that makes such a task from what it
/// runs; and what is to be closed with the map, which cancels those tasks that
/// have not ended.
int lualark_rows_new(lua_State *L);

#endif
