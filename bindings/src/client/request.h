// SPDX-License-Identifier: MIT

/// client:request{ method=, path=, query=, body= }: any path of the platform.
#ifndef LUALARK_REQUEST_H
#define LUALARK_REQUEST_H

#include "client.h"

/// Puts client:request into the table on top.
void lualark_request_register(lua_State *L);

#endif
