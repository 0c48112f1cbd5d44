// SPDX-License-Identifier: MIT

/// string.find, match, gmatch and gsub, which can be interrupted.
#ifndef LUALARK_STRINGS_H
#define LUALARK_STRINGS_H

#include <lua.h>

/// Replaces them in the string library. May raise.
void lualark_strings_open(lua_State *L);

#endif
