// SPDX-License-Identifier: MIT

/// Modules that the host brings as source text.
#ifndef LUALARK_MODULES_H
#define LUALARK_MODULES_H

#include <lua.h>
#include <stdbool.h>

struct script;

/// Pushes the function of a module; false, with nothing pushed, if there is
/// none of that name. Raises if it does not compile.
bool lualark_modules_push(lua_State *L, const struct script *script,
                          const char *name);

/// Makes the stock `require` find them, after package.preload and before the
/// path.
void lualark_modules_open(lua_State *L, const struct script *script);

/// Sets package.path to the engine's, if it has one of its own. `require` then
/// also says when too many files are open to look into a module's.
void lualark_modules_set_path(lua_State *L, const struct script *script);

#endif
