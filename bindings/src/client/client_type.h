// SPDX-License-Identifier: MIT

/// The metatable of clients: methods, then the catalog's names.
#ifndef LUALARK_CLIENT_TYPE_H
#define LUALARK_CLIENT_TYPE_H

#include <lua.h>

/// Makes it, unless it is there. Done with the first client: a script that does
/// without starts sooner.
void lualark_client_type_open(lua_State *L);

#endif
