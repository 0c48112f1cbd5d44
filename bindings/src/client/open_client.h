// SPDX-License-Identifier: MIT

/// lark.client{...}: opens clients.
#ifndef LUALARK_OPEN_CLIENT_H
#define LUALARK_OPEN_CLIENT_H

#include <lua.h>

/// Puts lark.client into the table on top.
void lualark_open_client_register(lua_State *L);

#endif
