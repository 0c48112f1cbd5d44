// SPDX-License-Identifier: MIT

/// The table of options of lark.client{...}.
#ifndef LUALARK_OPTIONS_H
#define LUALARK_OPTIONS_H

#include <lua.h>
#include <stdbool.h>

#include "lark.h"

/// Reads the options at `index` (a table or nil) into `*options`, whose strings
/// are alive as long as the values on the stack are. False, with nil and an
/// error pushed, where they are wrong.
bool lualark_options_read(lua_State *L, int index, lark_options *options);

/// Pushes a text that differs where options differ.
void lualark_options_push_key(lua_State *L, const lark_options *options);

#endif
