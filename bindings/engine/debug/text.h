// SPDX-License-Identifier: MIT

/// Values as text for people, always UTF-8. No metamethod is called, and
/// nothing raises.
#ifndef LUALARK_DEBUG_TEXT_H
#define LUALARK_DEBUG_TEXT_H

#include <lua.h>

#include "lark_json.h"

/// Adds the value at `index`: a string in quotes, of which at most `most_bytes`
/// are shown; a table with its first members.
void lualark_text_value(lark_text *text, lua_State *L, int index,
                        size_t most_bytes);

/// Adds a string as it is, except for what is no UTF-8.
void lualark_text_string(lark_text *text, const char *bytes, size_t length);

/// Adds the name of a member by its key: `name`, or `[3]`.
void lualark_text_key(lark_text *text, lua_State *L, int index);

/// Whether a key is one of ours that no script sees.
bool lualark_text_is_hidden(lua_State *L, int index);

/// The name of its type: that of a userdata's metatable, where it has one.
const char *lualark_text_type(lua_State *L, int index);

#endif
