// SPDX-License-Identifier: MIT

/// A cache of strings that documents repeat: keys above all, and values such as
/// states and people's ids. To push a known string it is compared word by word;
/// Lua would hash it byte by byte and look for it among all strings of the
/// state. Strings above 40 bytes, which Lua does not look for either, are never
/// known.
///
/// The strings are user values of a userdata, one for each Lua state:
///
///     user value    1: the arrays' metatable | 2 ... : the strings
///     places[]                                 0 ...
///
/// A string's hash gives it a home; its place is that or the neighbour. It
/// takes the place when it comes twice while the string that is there does not
/// come, so strings that come once displace nothing.
///
/// A cache begins small. The next document finds a larger one where strings
/// missed it often, unless that took much of the state's memory.
#ifndef LUALARK_KNOWN_H
#define LUALARK_KNOWN_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/// How many places a cache has: powers of two.
enum { LUALARK_KNOWN_FEWEST = 32, LUALARK_KNOWN_MOST = 1024 };

enum {
  LUALARK_KNOWN_LONGEST = 40, ///< bytes of a string
  /// The user value before the strings: the arrays' metatable.
  LUALARK_KNOWN_ARRAY = 1
};

typedef struct lualark_known_place {
  const char *bytes; ///< the Lua string's; NULL: the place is empty
  uint32_t hash;
  uint16_t length;
  uint16_t missed; ///< part of the hash of the latest unknown string; 0: none
} lualark_known_place;

typedef struct lualark_known {
  uint32_t count;  ///< of places
  uint32_t misses; ///< since it has this size
  lualark_known_place places[];
} lualark_known;

/// Pushes the state's cache: made at the first use, and anew, with what it
/// holds, where it grows. It keeps its size until the next call. May raise a
/// memory error.
lualark_known *lualark_known_open(lua_State *L);

/// Pushes an unknown string, and keeps it if it missed its place before. The
/// userdata is at `index`.
void lualark_known_miss(lua_State *L, lualark_known *known, int index,
                        uint32_t home, uint32_t hash, const char *bytes,
                        size_t length);

static inline uint64_t lualark_known_word(const char *bytes) {
  uint64_t word = 0;
  memcpy(&word, bytes, sizeof word);
  return word;
}

/// All bytes of a string of 1 to 7, read in pieces that may overlap.
static inline uint64_t lualark_known_short(const char *bytes, size_t length) {
  const uint8_t *b = (const uint8_t *)bytes;
  uint32_t first = 0;
  uint32_t last = 0;
  if (length < sizeof first)
    return b[0] | (uint64_t)b[length / 2] << 8 | (uint64_t)b[length - 1] << 16;
  memcpy(&first, bytes, sizeof first);
  memcpy(&last, bytes + length - sizeof last, sizeof last);
  return first | (uint64_t)last << 32;
}

/// Hashes the string's ends, which tell most strings apart.
static inline uint32_t lualark_known_hash(const char *bytes, size_t length) {
  uint64_t mixed = length;
  if (length < 8) {
    mixed ^= lualark_known_short(bytes, length);
  } else {
    uint64_t tail = lualark_known_word(bytes + length - 8);
    mixed ^= lualark_known_word(bytes) ^ (tail << 29 | tail >> 35);
  }
  // The factor keeps the fields of nearly every endpoint apart.
  return (uint32_t)(mixed * 0x6cc335fb3ad04907U >> 32);
}

/// Whether two strings of the same length are equal.
static inline bool lualark_known_same(const char *a, const char *b,
                                      size_t length) {
  if (length < 8)
    return lualark_known_short(a, length) == lualark_known_short(b, length);
  for (size_t at = 0; at + 8 < length; at += 8)
    if (lualark_known_word(a + at) != lualark_known_word(b + at)) return false;
  return lualark_known_word(a + length - 8) ==
         lualark_known_word(b + length - 8);
}

static inline bool lualark_known_is(const lualark_known_place *place,
                                    uint32_t hash, const char *bytes,
                                    size_t length) {
  return place->hash == hash && place->length == length &&
         lualark_known_same(place->bytes, bytes, length);
}

static inline uint32_t lualark_known_home(const lualark_known *known,
                                          uint32_t hash) {
  return (uint32_t)((uint64_t)hash * known->count >> 32);
}

/// Pushes a string. The userdata is at `index`.
static inline void lualark_known_push(lua_State *L, lualark_known *known,
                                      int index, const char *bytes,
                                      size_t length) {
  if (length == 0 || length > LUALARK_KNOWN_LONGEST) {
    lua_pushlstring(L, bytes, length);
    return;
  }
  uint32_t hash = lualark_known_hash(bytes, length);
  uint32_t home = lualark_known_home(known, hash);
  uint32_t at = home;
  if (!lualark_known_is(&known->places[at], hash, bytes, length)) {
    at ^= 1;
    if (!lualark_known_is(&known->places[at], hash, bytes, length)) {
      lualark_known_miss(L, known, index, home, hash, bytes, length);
      return;
    }
  }
  known->places[at].missed = 0;
  lua_getiuservalue(L, index, LUALARK_KNOWN_ARRAY + 1 + (int)at);
}

#endif
