// SPDX-License-Identifier: MIT

/// client:define{...} and lark.define{...}: endpoints that the catalog lacks.
#ifndef LUALARK_DEFINE_H
#define LUALARK_DEFINE_H

#include <lua.h>

/// Endpoints that one client, or lark.define, can have beside the catalog's.
enum { LUALARK_MOST_DEFINED = 20000 };

/// Puts client:define, client:endpoints and client:schema into the table on
/// top.
void lualark_define_register(lua_State *L);

/// Puts lark.define into the table on top.
void lualark_define_register_module(lua_State *L);

#endif
