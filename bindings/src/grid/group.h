// SPDX-License-Identifier: MIT

/// Groups of rows with the same texts in some columns, and what they come to.
#ifndef LUALARK_GROUP_H
#define LUALARK_GROUP_H

#include <lua.h>

/// grid:grouping({ column, ... }, { { what, column }, ... }): a work whose
/// last step returns true and how many groups there are; or true and nil, where
/// a value is no short number and needs Lua's arithmetic.
///
/// `what` is
///
///     key                 the text in that column
///     rows                the number of rows
///     count               of those whose cell is not missing
///     sum                 the exact sum: a number, or its digits as a text;
///                         cells without a number, "" or a dash, are left out
///     numbers             how many numbers the sum has
///     min, max            the least and greatest text; by the numbers where
///                         both write one; "" is left out
///     first               the first text
///     distinct, several   different texts; those that are not ""
///
///     work:rows(from, names)   some groups from that one on, each a table by
///                              the names of what was wanted
///     work:firsts()       the first rows of the groups, as a grid
int lualark_group_new(lua_State *L);

int lualark_group_rows(lua_State *L);
int lualark_group_firsts(lua_State *L);

#endif
