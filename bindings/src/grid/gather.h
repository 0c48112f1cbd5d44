// SPDX-License-Identifier: MIT

/// Copies fields of rows that are tables into a grid, so that methods of rows
/// work on them in C, as they do on rows of a CSV.
#ifndef LUALARK_GATHER_H
#define LUALARK_GATHER_H

#include <lua.h>

/// lark.grid_gather(): a work without rows.
int lualark_gather_new(lua_State *L);

/// work:gather(rows, keys [, first, last]): copies the fields of some more rows
/// of these. A key may be a path, as in scripts/lark/field.lua. Returns false
/// where there are more rows; at the end true, the grid and the kinds of its
/// columns: "text", "integer", "number", "mixed" (texts and numbers) or "" (all
/// missing). Returns nil where a value is neither: the rows are to be read as
/// tables.
int lualark_gather_gather(lua_State *L);

#endif
