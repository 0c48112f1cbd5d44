// SPDX-License-Identifier: MIT

/// Marks for two things that Lua lacks: null, and arrays that stay arrays when
/// empty.
///
/// Null is the light userdata NULL, as in lua-cjson. Arrays share a metatable,
/// one for each Lua state.
#ifndef LUALARK_MARK_H
#define LUALARK_MARK_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>

/// Makes the arrays' metatable, once for each Lua state.
void lualark_mark_open(lua_State *L);

/// Pushes lark.null.
static inline void lualark_mark_push_null(lua_State *L) {
  lua_pushlightuserdata(L, NULL);
}

/// Whether the value at `index` is lark.null.
bool lualark_mark_is_null(lua_State *L, int index);

/// Pushes the arrays' metatable.
void lualark_mark_push_array(lua_State *L);

/// Whether the table at `index` is marked as an array: by lark.array(), or by
/// `__jsontype = "array"` in a metatable of its own.
bool lualark_mark_is_array(lua_State *L, int index);

#endif
