// SPDX-License-Identifier: MIT

/// Grids: rows whose columns live in C. A grid is a userdata with a frame, and
/// does not change. Its cells are texts, or missing.
///
///     #grid                    rows
///     grid:names()             the columns' names, in their order
///     grid:column(name)        its number, from 1 on; nil if there is none
///     grid:may_miss(column)    whether cells of a column may be missing
///     grid:row(i)              a new table, by the names
///     grid:text(i, name)       a cell's text; nil where it is missing
///     grid:line(i, column)     the line of a cell in its CSV
///     grid:id(i)               the row of the first grid that row i is
///     grid:first(n)            the first n rows, as a grid
///     grid:select { { column, name }, ... }    columns under other names
#ifndef LUALARK_GRID_H
#define LUALARK_GRID_H

#include "frame.h"
#include "native.h"

typedef struct lualark_grid {
  lualark_native native;
  lualark_frame *frame;
  lualark_rowmap *picked; ///< while the frame is made
} lualark_grid;

/// Makes the metatable of grids, once for each Lua state: with the methods
/// above, and these.
void lualark_grid_open(lua_State *L, const luaL_Reg *methods);

/// Pushes a grid of that frame, which it shares.
void lualark_grid_push(lua_State *L, lualark_frame *frame);

/// Pushes a grid without a frame. The caller makes it at once, and what it has
/// so far is freed with the grid where an error is raised.
lualark_grid *lualark_grid_push_empty(lua_State *L);

/// The frame of the grid at `index`; raises where there is none.
lualark_frame *lualark_grid_check(lua_State *L, int index);

/// Whether there is one.
bool lualark_grid_test(lua_State *L, int index);

/// The column that the value at `index` numbers, from 1 on; raises where there
/// is none.
uint32_t lualark_grid_check_column(lua_State *L, int index,
                                   const lualark_frame *frame);

/// Pushes the names of the columns, as a list.
void lualark_grid_push_names(lua_State *L, const lualark_frame *frame);

/// Pushes row `row`, from 0 on, as a table. The names of the columns are at
/// `names` on the stack, in a table.
void lualark_grid_push_row(lua_State *L, const lualark_frame *frame,
                           uint32_t row, int names);

int lualark_grid_length(lua_State *L);

#endif
