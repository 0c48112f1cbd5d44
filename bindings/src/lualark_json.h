// SPDX-License-Identifier: MIT

/// JSON to Lua values and back.
#ifndef LUALARK_JSON_H
#define LUALARK_JSON_H

#include <lauxlib.h>
#include <lua.h>

#include "lark.h"

/// Makes what the functions below need; once for each Lua state.
void lualark_json_open(lua_State *L);

/// Pushes a value. Integers stay integers, null is lark.null, arrays are
/// marked so that lark.encode() writes them as arrays, empty ones too. May
/// raise a memory error.
void lualark_json_push(lua_State *L, lark_json value);

/// Reads JSON text and pushes its value. False, with nothing pushed, where it
/// is none: `*why` says what is wrong with it, as a constant. May raise a
/// memory error.
bool lualark_json_read(lua_State *L, const char *text, size_t length,
                       const char **why);

/// Pushes JSON text for the value at `index`. Raises a message where a value
/// has no JSON form: a function, a cycle, NaN, a string that is not UTF-8, a
/// table that is neither list nor object. An unmarked empty table is `{}`, or
/// `[]` if `empty_is_array`.
void lualark_json_encode(lua_State *L, int index, int empty_is_array);

/// Whether the value at `index` is lark.null.
int lualark_json_is_null(lua_State *L, int index);

/// Whether the table at `index` is marked as an array.
int lualark_json_is_array(lua_State *L, int index);

/// lark.encode(value): exact JSON text; raises what lualark_json_encode() does.
int lualark_json_encode_function(lua_State *L);

/// lark.null, lark.array, lark.encode, lark.decode into the table on top.
void lualark_json_register(lua_State *L);

#endif
