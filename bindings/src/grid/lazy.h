// SPDX-License-Identifier: MIT

/// Lazy lists: Lua tables that are empty while their rows are in a grid. Their
/// metatable, which scripts/lark/rows/list.lua makes, has
///
///     grid      the rows
///     handed    the tables that somebody has, by the rows' ids
///     filled    how many rows are in the list; nil: none
///     plain     the list's metatable once it has all its rows
///
/// Code that reads tables without metamethods fills such a list first.
#ifndef LUALARK_LAZY_H
#define LUALARK_LAZY_H

#include <lua.h>
#include <stdbool.h>

/// Whether the table at `index` is a lazy list.
bool lualark_lazy_is(lua_State *L, int index);

/// Fills in some more of its rows, and counts the steps. True when it has all,
/// and is a plain list.
bool lualark_lazy_fill(lua_State *L, int index, lua_Integer *steps);

/// lark.grid_fill(list): the same for Lua.
int lualark_lazy_fill_some(lua_State *L);

#endif
