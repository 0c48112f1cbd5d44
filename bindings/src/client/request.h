// SPDX-License-Identifier: MIT

/// client:request{ method=, path=, query=, body= }: any path of the platform.
#ifndef LUALARK_REQUEST_H
#define LUALARK_REQUEST_H

#include "client.h"

/// Reads a request from the table at index 2. What it pushes keeps the strings
/// alive. False, with nil and an error pushed, where it is none.
bool lualark_request_read(lua_State *L, lark_request *out);

/// Puts client:request into the table on top.
void lualark_request_register(lua_State *L);

#endif
