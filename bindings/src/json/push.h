// SPDX-License-Identifier: MIT

/// JSON as Lua values. Integers stay integers, null is lark.null, arrays are
/// marked so that lark.encode() writes them as arrays, empty ones too.
#ifndef LUALARK_PUSH_H
#define LUALARK_PUSH_H

#include "document.h"

/// Pushes a value. May raise a memory error.
void lualark_push_value(lua_State *L, lark_json value);

/// Parses JSON text and pushes its value. False, with nothing pushed, where the
/// text is not JSON: `*why` says what is wrong with it, as a constant. May
/// raise a memory error.
bool lualark_push_text(lua_State *L, const char *text, size_t length,
                       const char **why);

/// Pushes the value of the document on top, and gives the document back. Where
/// a host wants so it yields meanwhile, so a C function ends with it:
/// `return lualark_push_document(L);`.
int lualark_push_document(lua_State *L);

/// The holder of a value's document.
typedef struct lualark_push_source {
  /// Frees it, with the document. Called once; runs no Lua.
  void (*free)(struct lualark_push_source *source);
} lualark_push_source;

/// Pushes `value` likewise, and frees its source once it is pushed or never
/// will be. Where Lua runs out of memory at once, the source is not freed.
int lualark_push_answer(lua_State *L, lualark_state *state, lark_json value,
                        lualark_push_source *source);

#endif
