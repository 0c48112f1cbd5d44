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
  LUALARK_KNOWN_READ = 16,    ///< bytes that are read of a shorter one
  /// The user value before the strings: the arrays' metatable.
  LUALARK_KNOWN_ARRAY = 1
};

/// Words of a string, which are all of it up to 24 bytes.
typedef struct lualark_known_words {
  uint64_t first, second; ///< bytes 0 to 15, zeros behind the end
  uint64_t last;          ///< the last 8 bytes of more than 16, else 0
} lualark_known_words;

typedef struct lualark_known_place {
  lualark_known_words words;
  const char *bytes; ///< the Lua string's; NULL: the place is empty
  uint16_t length;   ///< 0: the place is empty
  uint16_t missed;   ///< part of the hash of the latest unknown string; 0: none
  uint32_t hash;
} lualark_known_place;

typedef struct lualark_known {
  uint32_t count;  ///< of places
  uint32_t shift;  ///< from a hash to a home
  uint32_t misses; ///< since it has this size
  lualark_known_place places[];
} lualark_known;

/// Pushes the state's cache: made at the first use, and anew, with what it
/// holds, where it grows. It keeps its size until the next call. May raise a
/// memory error.
lualark_known *lualark_known_open(lua_State *L);

static inline uint64_t lualark_known_word(const char *bytes) {
  uint64_t word = 0;
  memcpy(&word, bytes, sizeof word);
  return word;
}

/// The words of a string, of which LUALARK_KNOWN_READ bytes can be read however
/// short it is.
static inline lualark_known_words lualark_known_read(const char *bytes,
                                                     size_t length) {
  static const char masks[32] = "\xff\xff\xff\xff\xff\xff\xff\xff"
                                "\xff\xff\xff\xff\xff\xff\xff\xff";
  const char *mask = masks + 16 - (length < 16 ? length : 16);
  return (lualark_known_words){
      lualark_known_word(bytes) & lualark_known_word(mask),
      lualark_known_word(bytes + 8) & lualark_known_word(mask + 8),
      length > 16 ? lualark_known_word(bytes + length - 8) : 0};
}

/// Hashes the string's ends, which tell most strings apart.
static inline uint32_t lualark_known_hash(const lualark_known_words *words,
                                          size_t length) {
  uint64_t tail = words->second + words->last;
  uint64_t mixed = length ^ words->first ^ (tail << 29 | tail >> 35);
  // Among odd factors drawn at random it crowds the fields of endpoints least.
  return (uint32_t)(mixed * 0x3edef339d6fce79fU >> 32);
}

static inline bool lualark_known_is(const lualark_known_place *place,
                                    uint32_t hash,
                                    const lualark_known_words *words,
                                    const char *bytes, size_t length) {
  if (place->hash != hash) return false;
  uint64_t differ = (place->words.first ^ words->first) |
                    (place->words.second ^ words->second) |
                    (place->words.last ^ words->last) |
                    (place->length ^ length);
  if (differ != 0) return false;
  for (size_t at = 16; at + 8 < length; at += 8)
    differ |=
        lualark_known_word(place->bytes + at) ^ lualark_known_word(bytes + at);
  return differ == 0;
}

static inline uint32_t lualark_known_home(const lualark_known *known,
                                          uint32_t hash) {
  return hash >> known->shift;
}

/// Pushes an unknown string, and keeps it if it missed its place before. The
/// userdata is at `index`.
void lualark_known_miss(lua_State *L, lualark_known *known, int index,
                        uint32_t hash, const char *bytes, size_t length);

/// Pushes a string, of which LUALARK_KNOWN_READ bytes can be read however short
/// it is. The userdata is at `index`.
static inline void lualark_known_push(lua_State *L, lualark_known *known,
                                      int index, const char *bytes,
                                      size_t length) {
  if (length == 0 || length > LUALARK_KNOWN_LONGEST) {
    lua_pushlstring(L, bytes, length);
    return;
  }
  lualark_known_words words = lualark_known_read(bytes, length);
  uint32_t hash = lualark_known_hash(&words, length);
  uint32_t at = lualark_known_home(known, hash);
  if (!lualark_known_is(&known->places[at], hash, &words, bytes, length)) {
    at ^= 1;
    if (!lualark_known_is(&known->places[at], hash, &words, bytes, length)) {
      lualark_known_miss(L, known, index, hash, bytes, length);
      return;
    }
  }
  known->places[at].missed = 0;
  lua_getiuservalue(L, index, LUALARK_KNOWN_ARRAY + 1 + (int)at);
}

#endif
