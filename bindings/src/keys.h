// SPDX-License-Identifier: MIT

/// Strings that documents repeat, above all their keys: pushing one that is
/// known compares its bytes, and neither hashes them nor looks for them among
/// all strings of the state.
///
/// They are kept in a userdata, one for each Lua state: their bytes in its
/// memory, the strings as its user values. A string has one place, and leaves
/// it to the next one that comes there.
#ifndef LUALARK_KEYS_H
#define LUALARK_KEYS_H

#include <lua.h>
#include <stdint.h>
#include <string.h>

enum {
  LUALARK_KEYS_PLACES = 128,
  LUALARK_KEYS_LONGEST = 23,
  /// The user value behind the strings: the arrays' metatable.
  LUALARK_KEYS_ARRAY = LUALARK_KEYS_PLACES + 1
};

typedef struct lualark_keys {
  struct {
    uint8_t length; ///< 0: nothing is here
    char bytes[LUALARK_KEYS_LONGEST];
  } places[LUALARK_KEYS_PLACES];
} lualark_keys;

/// Pushes the state's, which is made when it is first asked for. May raise a
/// memory error.
lualark_keys *lualark_keys_push(lua_State *L);

/// Pushes a string that is not known, and keeps it in `place`.
void lualark_keys_learn(lua_State *L, lualark_keys *keys, int index,
                        uint32_t place, const char *bytes, size_t length);

/// Where a string belongs: from its ends, its middle and its length. The factor
/// keeps the fields of nearly every endpoint apart.
static inline uint32_t lualark_keys_place(const char *bytes, size_t length) {
  const uint8_t *b = (const uint8_t *)bytes;
  uint32_t mixed = b[0] | (uint32_t)b[length / 2] << 8 |
                   (uint32_t)b[length - 1] << 16 | (uint32_t)length << 24;
  return mixed * 1603010023U >> 25; // the top bits, as many as there are places
}

/// Pushes a string; `index` is where the userdata stands.
static inline void lualark_keys_push_string(lua_State *L, lualark_keys *keys,
                                            int index, const char *bytes,
                                            size_t length) {
  if (length == 0 || length > LUALARK_KEYS_LONGEST) {
    lua_pushlstring(L, bytes, length);
    return;
  }
  uint32_t place = lualark_keys_place(bytes, length);
  if (keys->places[place].length == length &&
      memcmp(keys->places[place].bytes, bytes, length) == 0)
    lua_getiuservalue(L, index, (int)place + 1);
  else
    lualark_keys_learn(L, keys, index, place, bytes, length);
}

#endif
