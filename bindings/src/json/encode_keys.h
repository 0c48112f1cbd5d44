// SPDX-License-Identifier: MIT

/// The keys of an object, in the order that they are written in.
#ifndef LUALARK_ENCODE_KEYS_H
#define LUALARK_ENCODE_KEYS_H

#include "encoder.h"

/// The most keys that are sorted by insertion.
enum { ENCODE_KEYS_INSERTED = 24 };

/// As lua_next() for the table at `at`, without a key that scripts do not see:
/// the state's `hidden_key`.
static inline bool lualark_encode_keys_next(lua_State *L, int at,
                                            const char *hidden) {
  if (!lua_next(L, at)) return false;
  if (hidden == NULL || lua_type(L, -2) != LUA_TSTRING ||
      lua_tostring(L, -2) != hidden)
    return true;
  lua_pop(L, 1);
  return lua_next(L, at);
}

/// The key that scripts do not see; NULL: none.
static inline const char *lualark_encode_keys_hidden(const encoder *e) {
  return e->native.state->hidden_key;
}

/// Adds the string at `index` of Lua's stack, which stays alive, as a key.
member *lualark_encode_keys_add(encoder *e, int index);

/// Sorts keys by their bytes.
void lualark_encode_keys_sort(encoder *e, member *list, size_t length);

/// Whether two neighbours are the same key.
bool lualark_encode_keys_are_same(const member *a, const member *b);

/// Writes a key of up to ENCODER_PIECE bytes, and the colon. Raises where it is
/// not UTF-8.
void lualark_encode_keys_write(encoder *e, const member *m);

#endif
