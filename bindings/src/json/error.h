// SPDX-License-Identifier: MIT

/// Errors as Lua tables: `kind`, `code`, `msg`, `hint` and so on, with one
/// readable line as their tostring().
#ifndef LUALARK_ERROR_H
#define LUALARK_ERROR_H

#include <lauxlib.h>
#include <lua.h>

#include "lark.h"

/// Pushes the table for an error. May raise a memory error.
void lualark_error_push(lua_State *L, const lark_error *error);

/// Pushes nil and the table; returns 2, for a function to end with.
int lualark_error_return(lua_State *L, const lark_error *error);

/// Pushes nil and a "param" error about an argument that the binding itself
/// refuses; returns 2. `parameter` may be NULL.
int lualark_error_argument(lua_State *L, const char *parameter,
                           const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// Whether the value at `index` is one of these tables.
int lualark_error_is(lua_State *L, int index);

/// lark.error{ kind=, msg=, ... }: makes a table an error like those of calls,
/// readable with tostring().
int lualark_error_new(lua_State *L);

#endif
