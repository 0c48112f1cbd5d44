// SPDX-License-Identifier: MIT

/// Finalizers of our own userdata, in states whose sandbox hides `__gc`.
#ifndef LUALARK_FINALIZER_H
#define LUALARK_FINALIZER_H

#include <lua.h>

/// Remembers what finalizers are called in a state, before a sandbox hides that
/// name from its script. Called before anything that makes a finalizer.
void lualark_finalizer_open(lua_State *L);

/// Sets the finalizer in the metatable on top.
void lualark_finalizer_set(lua_State *L, lua_CFunction finalizer);

#endif
