// SPDX-License-Identifier: MIT

/// Values of a script's state as tables of the protocol's.
#ifndef LUALARK_DEBUG_VALUES_H
#define LUALARK_DEBUG_VALUES_H

#include "debugger.h"

enum { VALUE_BYTES = 1000 }; // of a string in a list

/// Pushes, onto D, a table that shows the value on top of the inspector, and
/// pops that:
///
///     value  its text
///     type   the name of its type
///     ref    what lualark_inspector_push() takes, if it has members
///     items  the length of a table's list
///     exact  the string itself, if it is a short one; or the number, boolean
void lualark_values_push(lualark_debugger *d, lua_State *I, size_t most_bytes);

/// Pushes the text of `d->page` onto D; raises there if memory lacks.
void lualark_values_push_page(lualark_debugger *d);

/// Pushes the source of a function onto D. A chunk that was named by its own
/// text gets a short key, by which D keeps the text.
void lualark_values_push_source(lualark_debugger *d, const lua_Debug *record);

/// Makes room in D for such texts. May raise.
void lualark_values_open(lua_State *D);

#endif
