// SPDX-License-Identifier: MIT

/// The catalog as Lua tables.
#ifndef LUALARK_SCHEMA_H
#define LUALARK_SCHEMA_H

#include <lauxlib.h>
#include <lua.h>

/// lark.schema and lark.endpoints into the table on top.
void lualark_schema_register(lua_State *L);

#endif
