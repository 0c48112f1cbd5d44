// SPDX-License-Identifier: MIT

/// lark.grid: what this room offers.
#ifndef LUALARK_OPEN_GRID_H
#define LUALARK_OPEN_GRID_H

#include <lua.h>

/// Adds `grid` to the module's table, which is on top.
void lualark_open_grid_register(lua_State *L);

#endif
