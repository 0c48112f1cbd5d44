// SPDX-License-Identifier: MIT

/// Reads lines at a terminal, edited with libedit.
#ifndef LINE_H
#define LINE_H

#include <lua.h>

/// line_editor(complete): makes an editor of lines on standard input and
/// output.
///
/// TAB calls complete(text before the cursor), which returns a text to insert,
/// or nil, and a listing to show below, or nil.
///
///   editor:read(prompt)    the line that was typed; nil at the end of input,
///                          false if Ctrl-C dropped the line
///   editor:remember(line)  from now on the arrow keys find the line
///   editor:close()         restores the terminal
int line_editor(lua_State *L);

#endif
