// SPDX-License-Identifier: MIT

/// The module, for programs that carry it instead of loading lark.so.
#ifndef LUALARK_MODULE_H
#define LUALARK_MODULE_H

#include <lua.h>

#include "lark.h"

/// Pushes the module's table: `luaL_requiref(L, "lark", luaopen_lark, 0)`.
LARK_API int luaopen_lark(lua_State *L);

#endif
