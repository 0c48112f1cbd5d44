// SPDX-License-Identifier: MIT

/// Scanning CSV text (RFC 4180) into a sheet: a work that is given the text,
/// then finds its cells in one pass.
#ifndef LUALARK_SCAN_H
#define LUALARK_SCAN_H

#include <lua.h>

/// lark.grid(): pushes the work of reading CSV.
///
///     work:add(text)           more of the text, before the first step
///     work:step()              true, grid, oddities, how many, encoding;
///                              or true, nil, why, line
///
/// An oddity is { line =, column =, kind = }, of a cell that a spreadsheet
/// changed: see oddity.h. The first 1000 are told. The encoding is "GBK" or
/// "UTF-16" where the text was decoded, else nil.
///
///     work:names()             the header's names, and its line; nil before it
///                              is read
///     work:separator(mark)     "," ";" or "\t"; without it the header tells
///     work:ids { 1, 3 }        the columns that hold ids
int lualark_scan_new(lua_State *L);

int lualark_scan_add(lua_State *L);
int lualark_scan_names(lua_State *L);
int lualark_scan_separator(lua_State *L);
int lualark_scan_ids(lua_State *L);

#endif
