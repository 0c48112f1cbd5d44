// SPDX-License-Identifier: MIT

/// client:define{...} and lark.define{...}: endpoints that the catalog lacks.
#ifndef LUALARK_DEFINE_H
#define LUALARK_DEFINE_H

#include <lua.h>

/// Puts client:define and client:schema into the table on top.
void lualark_define_register(lua_State *L);

/// Puts lark.define into the table on top.
void lualark_define_register_module(lua_State *L);

#endif
