// SPDX-License-Identifier: MIT

/// Paged endpoints: a table that is called for one page, with `each` and `all`
/// for the items of all pages (lua/pages.lua).
#ifndef LUALARK_PAGED_H
#define LUALARK_PAGED_H

#include <lua.h>

#include "lark_catalog.h"

/// Replaces the two functions on top by such a table. Both call for one page;
/// the upper one is the table's __call.
void lualark_paged_push(lua_State *L, const lark_endpoint *endpoint);

#endif
