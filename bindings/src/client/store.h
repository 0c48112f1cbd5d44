// SPDX-License-Identifier: MIT

/// lark.store: tokens and rate budgets that clients share when they are given
/// the same store.
#ifndef LUALARK_STORE_H
#define LUALARK_STORE_H

#include <lua.h>

#include "lark.h"

/// The store at `index`, or NULL where that is none.
lark_store *lualark_store_test(lua_State *L, int index);

/// Makes the metatable; puts lark.store into the table on top.
void lualark_store_register(lua_State *L);

#endif
