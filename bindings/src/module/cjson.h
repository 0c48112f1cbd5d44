// SPDX-License-Identifier: MIT

/// `require "cjson"`: the names of lua-cjson on our own reading and writing.
#ifndef LUALARK_CJSON_H
#define LUALARK_CJSON_H

#include <lua.h>

#include "lark.h"

LARK_API int luaopen_lualark_cjson(lua_State *L);

/// The same as "cjson.safe": encode and decode return nil and an error.
LARK_API int luaopen_lualark_cjson_safe(lua_State *L);

#endif
