// SPDX-License-Identifier: MIT

/// Lua values as JSON text.
///
/// A value raises a message where it has no JSON form: a function, a cycle,
/// NaN, a string that is not UTF-8, a table that is neither list nor object. An
/// unmarked empty table is `{}`.
#ifndef LUALARK_ENCODE_H
#define LUALARK_ENCODE_H

#include "encoder.h"

/// Pushes the text of the value at `index`. An unmarked empty table is `[]` if
/// `empty_is_array`. For functions that cannot yield, such as those below
/// lua_pcall(): it goes on to the end, unless a host ends the script.
/// `rules` NULL: exact JSON.
void lualark_encode_now(lua_State *L, int index,
                        const lualark_encode_rules *rules, bool empty_is_array);

/// The rules for what is sent: platforms do not read 5.0 as an integer.
extern const lualark_encode_rules lualark_encode_whole;

/// The same in turns: where a host wants so it yields meanwhile, so a C
/// function ends with it: `return lualark_encode_turns(...);`. It pushes the
/// text onto the stack as it was and ends with `then`, or returns the text
/// where that is NULL. Without `rules` those of lark.encode hold.
int lualark_encode_turns(lua_State *L, int index,
                         const lualark_encode_rules *rules, lua_CFunction then);

/// The same for the values from `first` to the top, as the text of an array.
/// Nil becomes null.
int lualark_encode_list(lua_State *L, int first, lua_CFunction then);

#endif
