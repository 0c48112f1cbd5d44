// SPDX-License-Identifier: MIT

/// client.hire.referral.search and its like: the endpoints a client knows, as
/// a tree of tables.
#ifndef LUALARK_TREE_H
#define LUALARK_TREE_H

#include <lua.h>

/// Pushes client.hire: the branch `name` for the client at `index`; nil where
/// there is none.
void lualark_tree_push(lua_State *L, int index, const char *name);

#endif
