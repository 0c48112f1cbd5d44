// SPDX-License-Identifier: MIT

/// Finalizers of trusted scripts. Those that C code sets run; a script's own
/// __gc is ignored, since Lua calls it with hooks off, so that nothing could
/// interrupt it.
#ifndef LUALARK_FINALIZERS_H
#define LUALARK_FINALIZERS_H

#include <lua.h>

/// Notes when a state that is being closed has run its last finalizer; to be
/// called before anything else is made in it. May raise.
void lualark_finalizers_watch(lua_State *L);

/// Replaces setmetatable and debug.setmetatable. May raise.
void lualark_finalizers_open(lua_State *L);

#endif
