// SPDX-License-Identifier: MIT

/// JSON for scripts: lark.null, lark.array, lark.encode, lark.decode.
#ifndef LUALARK_CODEC_H
#define LUALARK_CODEC_H

#include <lua.h>

/// Puts them into the table on top.
void lualark_codec_register(lua_State *L);

#endif
