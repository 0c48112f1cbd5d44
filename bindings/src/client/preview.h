// SPDX-License-Identifier: MIT

/// lark.preview: the request of a call that is not sent.
#ifndef LUALARK_PREVIEW_H
#define LUALARK_PREVIEW_H

#include <lua.h>

#include "lark.h"

/// Checks the parameters at `index`, and pushes what a call of the endpoint
/// would send, { method=, path=, body= }: returns 1. Or returns 2, with nil and
/// an error pushed.
int lualark_preview_endpoint(lua_State *L, const lark_endpoint *endpoint,
                             int index);

/// Does the same for a request, which is at index 2.
int lualark_preview_request(lua_State *L);

/// Puts lark.preview into the table on top.
void lualark_preview_register(lua_State *L);

#endif
