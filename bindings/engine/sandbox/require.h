// SPDX-License-Identifier: MIT

/// `require` for sandboxed scripts.
#ifndef LUALARK_REQUIRE_H
#define LUALARK_REQUIRE_H

#include <lua.h>

/// Pushes it; `lark` is where the module's table stands. May raise.
void lualark_require_push(lua_State *L, int lark);

#endif
