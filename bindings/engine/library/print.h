// SPDX-License-Identifier: MIT

/// print and warn: lines go to the host's callbacks.
#ifndef LUALARK_PRINT_H
#define LUALARK_PRINT_H

#include <lua.h>

struct script;

/// Replaces print and the state's warning function. May raise.
void lualark_print_open(lua_State *L, struct script *script);

#endif
