// SPDX-License-Identifier: MIT

/// lark.sleep.
#ifndef LUALARK_SLEEP_H
#define LUALARK_SLEEP_H

#include <lua.h>

/// Puts it into the table on top.
void lualark_sleep_register(lua_State *L);

#endif
