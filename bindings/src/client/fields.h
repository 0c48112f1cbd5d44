// SPDX-License-Identifier: MIT

/// Members of the tables that functions take.
#ifndef LUALARK_FIELDS_H
#define LUALARK_FIELDS_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

/// Finds a member of the table at `index` that is none of `known`. Where there
/// are several it is the first of the alphabet, because the order of a table
/// differs from run to run. NULL: there is none; "?" stands for a key that is
/// no string. The table keeps the name.
const char *lualark_fields_unknown(lua_State *L, int index,
                                   const char *const *known, size_t count);

/// Reads the value on top, a string without NULs, which stays there and keeps
/// `*to`; nil makes it NULL. False, with nil and an error about `name` pushed,
/// where it is another.
bool lualark_fields_text(lua_State *L, const char *name, const char **to);

#endif
