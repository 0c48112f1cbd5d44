// SPDX-License-Identifier: MIT

/// What lualark repl wants of the system.
#ifndef REPL_H
#define REPL_H

#include <lua.h>

/// Into the table on top:
///
///   line_editor(complete)  see line.h
///   speak_utf8()           what is typed is read as UTF-8 from now on
///   interruptible(fn)      calls fn; Ctrl-C raises "interrupted" in what runs
///                          then, and once more as often as it is needed
///   has_input()            whether more was typed, or pasted, already
///   private_file(path)     makes a file that nobody else may read, with the
///                          folders above it; true, or nil and why not
void repl_register(lua_State *L);

#endif
