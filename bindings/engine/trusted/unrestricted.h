// SPDX-License-Identifier: MIT

/// Unrestricted scripts, for the lualark command: their Lua is as the stock
/// interpreter's.
///
/// Such a script may end the process with os.exit, has finalizers and all of
/// the debug library, takes its memory from realloc(), and runs without a hook:
/// nothing bounds it. It drives its own clients, so its one turn lasts until it
/// has ended.
#ifndef LUALARK_UNRESTRICTED_H
#define LUALARK_UNRESTRICTED_H

#include <lua.h>

#include "kind.h"

extern const script_kind lualark_unrestricted_kind;

/// For xpcall: keeps where an error was raised as the script's traceback, and
/// returns the error. Nothing else does that in such a script.
int lualark_unrestricted_note_trace(lua_State *L);

#endif
