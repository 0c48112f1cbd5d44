// SPDX-License-Identifier: MIT

/// string.find, match, gmatch and gsub, which can be interrupted.
#ifndef LUALARK_STRING_SEARCH_H
#define LUALARK_STRING_SEARCH_H

#include <lua.h>

/// Replaces them in the string library. May raise.
void lualark_string_search_open(lua_State *L);

#endif
