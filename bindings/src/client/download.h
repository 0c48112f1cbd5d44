// SPDX-License-Identifier: MIT

/// Downloads from Lua: lua/download.lua, over what starts one.
#ifndef LUALARK_DOWNLOAD_H
#define LUALARK_DOWNLOAD_H

#include <lua.h>

/// Pushes lark.download.
void lualark_download_push(lua_State *L);

/// Adds client:download to the methods on top.
void lualark_download_register(lua_State *L);

#endif
