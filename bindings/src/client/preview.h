// SPDX-License-Identifier: MIT

/// lark.preview: the request of a call that is not sent.
#ifndef LUALARK_PREVIEW_H
#define LUALARK_PREVIEW_H

#include <lua.h>

/// Puts lark.preview into the table on top.
void lualark_preview_register(lua_State *L);

#endif
