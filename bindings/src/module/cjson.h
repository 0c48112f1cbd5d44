// SPDX-License-Identifier: MIT

/// `require "cjson"`: the names of lua-cjson on our own reading and writing.
#ifndef LUALARK_CJSON_H
#define LUALARK_CJSON_H

#include <lua.h>

#include "lark.h"

LARK_API int luaopen_lualark_cjson(lua_State *L);

#endif
