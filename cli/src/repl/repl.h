// SPDX-License-Identifier: MIT

/// The parts of lualark repl that need the system.
#ifndef REPL_H
#define REPL_H

#include <lua.h>

/// Into the table on top:
///
///   line_editor(complete)  see line.h
///   speak_utf8()           from now on input is read as UTF-8
///   interruptible(fn)      calls fn; each Ctrl-C raises "interrupted" in
///                          whatever runs
///   has_input()            whether more was typed or pasted already
///   private_file(path)     makes a file that only its owner may read, with the
///                          folders above it; true, or nil and why not
void repl_register(lua_State *L);

#endif
