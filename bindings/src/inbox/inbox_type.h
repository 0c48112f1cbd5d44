// SPDX-License-Identifier: MIT

/// The userdata of an inbox, which lua/inbox.lua works with.
#ifndef LUALARK_INBOX_TYPE_H
#define LUALARK_INBOX_TYPE_H

#include <lua.h>

/// Lua function: opens the inbox at a path; nil and an error.
int lualark_inbox_type_open(lua_State *L);

/// Makes what it needs, once for a state.
void lualark_inbox_type_make(lua_State *L);

#endif
