// SPDX-License-Identifier: MIT

/// Stock functions whose time grows with the length of their strings: the watch
/// is asked before they run.
#ifndef LUALARK_STOCK_H
#define LUALARK_STOCK_H

#include <lua.h>

/// Wraps them in the open libraries. May raise.
void lualark_stock_open(lua_State *L);

#endif
