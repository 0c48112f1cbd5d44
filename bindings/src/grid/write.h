// SPDX-License-Identifier: MIT

/// Rows as lines of text, written from columns: of CSV and of HTML tables.
#ifndef LUALARK_WRITE_H
#define LUALARK_WRITE_H

#include <lua.h>

/// grid:writing({ column, ... }, { format =, before =, between =, after = }):
/// pushes a work that writes all rows.
///
///     format    "csv": fields are quoted where they have to be; "html": text
///     is
///               escaped
///     before    the text before a row, `between` two cells, `after` a row
///
/// A column is { column =, kind =, places =, missing =, before =, after =,
/// long =, longest = }:
///
///     column    its number in the grid
///     kind      "text"; "number": as it stands; "fixed": with `places` digits;
///               "ask": Lua writes each
///     missing   what stands for a missing cell
///     before    and `after`: the text around a cell; `long` stands before
///               instead where the text is longer than `longest` bytes
///
///     work:write()   a piece of text; with it a column, text and row, from 1
///                    on, where C does not know how to write a cell: Lua says
///                    it by work:answer(text, keep), for all cells with that
///                    text if `keep`. nil at the end.
int lualark_write_new(lua_State *L);

int lualark_write_write(lua_State *L);
int lualark_write_answer(lua_State *L);

#endif
