// SPDX-License-Identifier: MIT

/// Plain data on its way from one Lua state to another.
#ifndef COPY_H
#define COPY_H

#include <lua.h>

/// Pushes a copy of the value at `index` of `from` onto `to`: a boolean, a
/// number, a string, or a table of these; anything else becomes nil. Reads
/// `from` without running its code, and never raises there; raises in `to`
/// where memory lacks.
void copy_value(lua_State *from, int index, lua_State *to);

#endif
