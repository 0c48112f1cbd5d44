// SPDX-License-Identifier: MIT

/// Asks the system about the terminal, files and the time.
#ifndef TERMINAL_H
#define TERMINAL_H

#include <lua.h>

/// Pushes a table:
///
///   is_terminal(fd)       whether it is one
///   width(fd)             its columns; nil if unknown. fd: standard output
///   is_replaceable(path)  whether another file may take the path's place,
///                         because there is none, or a plain one
///   now()                 seconds on a clock that only rises
///   pid                   of this process
void terminal_push(lua_State *L);

#endif
