// SPDX-License-Identifier: MIT

/// What the command wants to know of its terminal.
#ifndef TERMINAL_H
#define TERMINAL_H

#include <lua.h>

/// Pushes { is_terminal = fn(fd), width = fn() }; width is nil where unknown.
void terminal_push(lua_State *L);

#endif
