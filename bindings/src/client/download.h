// SPDX-License-Identifier: MIT

/// Downloads from Lua: lua/download.lua, over what starts one.
#ifndef LUALARK_DOWNLOAD_H
#define LUALARK_DOWNLOAD_H

#include <lauxlib.h>

/// Pushes lark.download.
void lualark_download_push(lua_State *L);

/// client:download, ended by a NULL name.
extern const luaL_Reg lualark_download_methods[];

#endif
