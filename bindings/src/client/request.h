// SPDX-License-Identifier: MIT

/// client:request{ method=, path=, query=, body= }: any path of the platform.
#ifndef LUALARK_REQUEST_H
#define LUALARK_REQUEST_H

#include "client.h"

/// client:request, ended by a NULL name.
extern const luaL_Reg lualark_request_methods[];

#endif
