// SPDX-License-Identifier: MIT

/// Rows in another order.
#ifndef LUALARK_SORT_H
#define LUALARK_SORT_H

#include <lua.h>

/// grid:sorting({ { column, descending, by_number }, ... }): a work whose last
/// step returns true and the sorted grid; or true and nil, where a value needs
/// Lua's arithmetic. Equal rows keep their order; missing cells come last, and
/// texts that write no number where the order is by number.
int lualark_sort_new(lua_State *L);

#endif
