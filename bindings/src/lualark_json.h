// SPDX-License-Identifier: MIT

/// JSON to Lua values and back.
#ifndef LUALARK_JSON_H
#define LUALARK_JSON_H

#include <lauxlib.h>
#include <lua.h>

#include "lark.h"

struct wait;

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

/// Parses JSON text into a box, which it pushes. False, with nothing pushed,
/// where it is none: as above.
bool lualark_json_parse(lua_State *L, const char *text, size_t length,
                        const char **why);

/// Pushes the value of the box on top, and frees its document. Where a host
/// wants so it yields meanwhile, and so it is the end of its C function:
/// `return lualark_json_push_parsed(L);`.
int lualark_json_push_parsed(lua_State *L);

/// The same for the data of a call that is over: it frees the wait.
int lualark_json_push_answer(lua_State *L, struct wait *answered);

/// Pushes JSON text for the value at `index`. Raises a message where a value
/// has no JSON form: a function, a cycle, NaN, a string that is not UTF-8, a
/// table that is neither list nor object. An unmarked empty table is `{}`, or
/// `[]` if `empty_is_array`. For functions that cannot yield, such as those
/// below lua_pcall(): it goes on to the end, unless a host ends the script.
void lualark_json_encode(lua_State *L, int index, int empty_is_array);

/// How tables are written. NULL stands for the rules of lark.encode.
typedef struct lualark_json_rules {
  uint32_t deepest; ///< tables in one another

  /// Lists may have holes, which are null, and integer keys of objects become
  /// strings.
  bool as_cjson;
  bool invalid_to_null; ///< NaN and infinities, which else raise

  /// Of a list whose highest key is above `sparse_safe` and more than
  /// `sparse_ratio` (0: without end) times the number of its members, an object
  /// is made; or else it raises.
  bool sparse_to_object;
  size_t sparse_ratio, sparse_safe;
} lualark_json_rules;

/// The same in turns: where a host wants so it yields meanwhile, and so it is
/// the end of its C function: `return lualark_json_encode_turns(...);`. With
/// the text pushed onto the stack as it was, it ends with `then`, or returns
/// the text where that is NULL.
int lualark_json_encode_turns(lua_State *L, int index,
                              const lualark_json_rules *rules,
                              lua_CFunction then);

/// The same for the values from `first` to the top, as the text of an array.
/// What is nil becomes null.
int lualark_json_encode_list(lua_State *L, int first, lua_CFunction then);

/// Whether the value at `index` is lark.null.
int lualark_json_is_null(lua_State *L, int index);

/// Whether the table at `index` is marked as an array: by lark.array(), or by
/// `__jsontype = "array"` in a metatable of its own.
int lualark_json_is_array(lua_State *L, int index);

/// Pushes the metatable that marks arrays.
void lualark_json_push_mark(lua_State *L);

/// lark.encode(value): exact JSON text; raises what lualark_json_encode() does.
int lualark_json_encode_function(lua_State *L);

/// lark.null, lark.array, lark.encode, lark.decode into the table on top.
void lualark_json_register(lua_State *L);

/// `require "cjson"`: the names of lua-cjson on our own reading and writing.
LARK_API int luaopen_lualark_cjson(lua_State *L);

#endif
