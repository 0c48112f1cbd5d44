// SPDX-License-Identifier: MIT

/// lark.run and lark.spawn.
#ifndef LUALARK_RUN_H
#define LUALARK_RUN_H

#include <lua.h>

/// Puts them into the table on top.
void lualark_run_register(lua_State *L);

#endif
