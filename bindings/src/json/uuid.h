// SPDX-License-Identifier: MIT

/// UUIDs that texts have for good.
#ifndef LUALARK_UUID_H
#define LUALARK_UUID_H

#include <lua.h>

/// Lua function: the UUID of a text. It is the text's SHA-256, cut and written
/// as a UUID of version 4, since the platform asks for that form.
int lualark_uuid(lua_State *L);

#endif
