// SPDX-License-Identifier: MIT

/// The order that people of a language expect of texts, by ICU.
#ifndef LUALARK_COLLATION_H
#define LUALARK_COLLATION_H

#include <lua.h>

/// Puts lark.collation_key into the table on top.
void lualark_collation_register(lua_State *L);

#endif
