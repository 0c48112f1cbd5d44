// SPDX-License-Identifier: MIT

/// The names that an expression finds in a frame: its locals, its function's
/// upvalues, then globals.
#ifndef LUALARK_SCOPE_H
#define LUALARK_SCOPE_H

#include "place.h"

/// Pushes a table that reads and writes these; to be _ENV of a chunk. Valid for
/// this stop: later it has only the globals. May raise.
void lualark_scope_push(lualark_debugger *d, lua_State *I,
                        const lualark_place *place);

#endif
