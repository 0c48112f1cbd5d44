// SPDX-License-Identifier: MIT

/// Locals, upvalues, globals and members of tables, as primitives of the
/// protocol's. Arguments and results are those of D.
///
/// A frame is written as `script, task, level` (place.h). Each list is of
/// tables as in values.h, which have a `name` and a `slot`, their number.
#ifndef LUALARK_VARIABLES_H
#define LUALARK_VARIABLES_H

#include "place.h"

/// locals(script, task, level), upvalues(script, task, level)
int lualark_variables_locals(lua_State *D);
int lualark_variables_upvalues(lua_State *D);

/// globals(script, task, level): the value of _ENV there.
int lualark_variables_globals(lua_State *D);

/// members(script, ref, kind, from, count): those of a table, a function or a
/// userdata. `kind` is "items", by their number from `from` on; "named", the
/// others; or "all".
int lualark_variables_members(lua_State *D);

/// Pushes the value of _ENV at a place onto the inspector.
void lualark_variables_push_globals(lua_State *I, const lualark_place *place);

#endif
