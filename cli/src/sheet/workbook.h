// SPDX-License-Identifier: MIT

/// Spreadsheets for lua/output/sheet.lua, in constant memory.
#ifndef WORKBOOK_H
#define WORKBOOK_H

#include <lua.h>

/// terminal.workbook(path, tmpdir): a spreadsheet to write, or nil and why
/// there is none, with %s for the folder and for a third value, what the system
/// said. `tmpdir` is where the sheets grow until it is closed. Its
/// methods:
///
///   format{num=, bold=, wrap=, right=, fill=}  a number that stands for it
///   sheet(name)           the sheet that is written from now on; nil and why
///   width(column, width, format?)   in characters, before the first cell
///   cell(row, column, value, format?)  a text or a number; rows in their
///   order.
///                         A text is never a formula
///   freeze(rows, columns) keeps the first ones in view
///   filter(row, column, last_row, last_column)
///   chart{kind=, title=, x=, y=, row=, column=, series={{name=, from=,
///         categories=, values=}}}
///   close()               the path of the file, which the caller removes; or
///                         nil and why, and then there is no file
///   abandon()             ends it; there is no file
///
/// Rows and columns count from 0. Methods return nil and why where the library
/// refuses, or the temporary folder is nearly full.
int workbook_open(lua_State *L);

#endif
