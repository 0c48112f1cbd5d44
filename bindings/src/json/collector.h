// SPDX-License-Identifier: MIT

/// Lua's collector, while a large document becomes tables. They are all in use
/// until the last one is there, so a collector that looks at half of them finds
/// no garbage; in generational mode it would even take them for old, and leave
/// them alone long after the script dropped them.
#ifndef LUALARK_COLLECTOR_H
#define LUALARK_COLLECTOR_H

#include "state.h"

/// Call it before `words` of a tape become tables. Where they are many, the
/// collector waits until about as much memory is allocated as they take, at
/// most 1 MiB; before the next document it is where it would have been without.
/// Then finalizers may run. Nothing happens where the script stopped the
/// collector, and in an engine, which limits memory and has steps.h.
void lualark_collector_defer(lua_State *L, lualark_state *state, size_t words);

#endif
