// SPDX-License-Identifier: MIT

/// Makes Lua ignore a field of metatables, such as "__gc".
#ifndef LUALARK_HIDE_H
#define LUALARK_HIDE_H

#include <lua.h>

/// Hides `field` in metatables that are set from now on. May raise.
void lualark_hide(lua_State *L, const char *field);

#endif
