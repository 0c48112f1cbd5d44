// SPDX-License-Identifier: MIT

/// Lines typed at a terminal, edited with libedit.
#ifndef LINE_H
#define LINE_H

#include <lua.h>

/// line_editor(complete): an editor of lines on standard input and output.
///
/// TAB calls complete(text before the cursor), which returns a text to insert,
/// or nil, and a listing to show below, or nil.
///
///   editor:read(prompt)    the line that was typed; nil where there are no
///                          more, false where Ctrl-C gave it up
///   editor:remember(line)  the arrow keys find it from now on
///   editor:close()         leaves the terminal as it was
int line_editor(lua_State *L);

#endif
