// SPDX-License-Identifier: MIT

/// collectgarbage() in pieces, so that a full collection can be interrupted.
#ifndef LUALARK_COLLECTGARBAGE_H
#define LUALARK_COLLECTGARBAGE_H

#include <lua.h>

/// Replaces it. May raise.
void lualark_collectgarbage_open(lua_State *L);

#endif
