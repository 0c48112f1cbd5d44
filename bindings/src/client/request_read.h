// SPDX-License-Identifier: MIT

/// Requests as tables: what client:request and lark.preview take.
#ifndef LUALARK_REQUEST_READ_H
#define LUALARK_REQUEST_READ_H

#include <lua.h>

#include "lark.h"

/// Reads a request from the table at index 2. What it pushes keeps the strings
/// alive. False, with nil and an error pushed, where it is none.
bool lualark_request_read(lua_State *L, lark_request *out);

#endif
