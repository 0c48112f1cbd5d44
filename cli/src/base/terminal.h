// SPDX-License-Identifier: MIT

/// What the command wants to know of its terminal.
#ifndef TERMINAL_H
#define TERMINAL_H

#include <lua.h>

/// Pushes { is_terminal = fn(fd), width = fn(fd), is_replaceable = fn(path),
/// pid = n }. width() is nil where unknown, and of standard output without an
/// fd; is_replaceable() is true where another file may take the path's place:
/// there is none, or a plain one.
void terminal_push(lua_State *L);

#endif
