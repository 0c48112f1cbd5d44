// SPDX-License-Identifier: MIT

/// How far the file of a call is, for bindings/lua/progress.lua.
#ifndef LUALARK_PROGRESS_H
#define LUALARK_PROGRESS_H

#include "client.h"

/// Pushes a function that returns how many bytes have gone and how many there
/// are, 0 where that is unknown; nothing once the call has ended. Returns where
/// its number goes, which is 0 until it has started.
lark_call *lualark_progress_push(lua_State *L, const lualark_client *client);

#endif
