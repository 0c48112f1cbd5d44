// SPDX-License-Identifier: MIT

/// Rows together with those of another grid that have the same texts.
#ifndef LUALARK_JOIN_H
#define LUALARK_JOIN_H

#include <lua.h>

/// grid:joining(other, { column, ... }, { column of other, ... }, inner): a
/// work whose last step returns true and the joined grid. It has a row for each
/// match, with the columns of `other` that the first lacks; and, unless
/// `inner`, rows without a match.
int lualark_join_new(lua_State *L);

/// grid:matching({ { column, text, ... }, ... }): a work whose last step
/// returns true and the rows with one of these texts in each column; false as a
/// text matches a missing cell.
int lualark_join_matching(lua_State *L);

#endif
