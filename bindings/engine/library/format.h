// SPDX-License-Identifier: MIT

/// string.format and string.rep, which can be interrupted.
#ifndef LUALARK_FORMAT_H
#define LUALARK_FORMAT_H

#include <lua.h>

/// Replaces them in the string library. May raise.
void lualark_format_open(lua_State *L);

#endif
