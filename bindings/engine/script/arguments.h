// SPDX-License-Identifier: MIT

/// A program's arguments: checked when it starts, and read when it runs, in its
/// slices.
#ifndef LUALARK_ARGUMENTS_H
#define LUALARK_ARGUMENTS_H

#include "script.h"

/// Keeps a copy of a JSON array, which counts against the script's memory; NULL
/// is none. Raises where it is none, or memory lacks.
void lualark_arguments_take(lua_State *L, struct script *script,
                            const char *json);

/// Frees them, if they were not read.
void lualark_arguments_drop(struct script *script);

/// Calls the function that is alone on the stack with the script's arguments,
/// and goes on with `then`, as lua_callk() for all results.
int lualark_arguments_call(lua_State *L, lua_KFunction then);

#endif
