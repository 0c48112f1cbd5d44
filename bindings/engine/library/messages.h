// SPDX-License-Identifier: MIT

/// lark.send(): messages from a script to its host.
#ifndef LUALARK_MESSAGES_H
#define LUALARK_MESSAGES_H

#include <lua.h>

/// Puts lark.send into the module's table, which is on top. May raise.
void lualark_messages_open(lua_State *L);

#endif
