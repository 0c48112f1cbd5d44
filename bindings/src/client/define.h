// SPDX-License-Identifier: MIT

/// client:define{...} and lark.define{...}: endpoints that the catalog lacks.
#ifndef LUALARK_DEFINE_H
#define LUALARK_DEFINE_H

#include <lauxlib.h>

/// Endpoints that one client, or lark.define, can have beside the catalog's.
enum { LUALARK_MOST_DEFINED = 20000 };

/// client:define, client:endpoints and client:schema, ended by a NULL name.
extern const luaL_Reg lualark_define_methods[];

/// Puts lark.define into the table on top.
void lualark_define_register_module(lua_State *L);

#endif
