// SPDX-License-Identifier: MIT
#include "known.h"

#include "mark.h"

static const char known_key = 0; // registry

enum {
  MISSES_A_PLACE = 4, // before the cache grows
  BYTES_A_PLACE = 56, // with the user value
  SHARE = 2,          // it takes at most half of the state's memory
  CHOICES = 4,        // places that a string may have
};

// Pushes an empty cache.
static lualark_known *push_new(lua_State *L, uint32_t count) {
  size_t bytes = sizeof(lualark_known) + count * sizeof(lualark_known_place);
  lualark_known *known =
      lua_newuserdatauv(L, bytes, LUALARK_KNOWN_ARRAY + (int)count);
  memset(known, 0, bytes);
  known->count = count;
  known->shift = 32;
  while (count > 1) {
    count /= 2;
    known->shift--;
  }
  lualark_mark_push_array(L);
  lua_setiuservalue(L, -2, LUALARK_KNOWN_ARRAY);
  return known;
}

// Makes the cache on top the state's.
static void set(lua_State *L) {
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &known_key);
}

// Whether a cache of twice the size takes little of the memory that the state
// uses anyway, for which there may be a limit.
static bool may_double(lua_State *L, const lualark_known *known) {
  size_t used_kib = (size_t)lua_gc(L, LUA_GCCOUNT);
  size_t bytes = (size_t)known->count * 2 * BYTES_A_PLACE;
  return known->count < LUALARK_KNOWN_MOST && bytes / 1024 <= used_kib / SHARE;
}

static uint32_t hash_of(const lualark_known_place *place) {
  return lualark_known_hash(&place->words, place->length);
}

// Puts a larger cache in place of the one on top, with the strings that are
// known already.
static lualark_known *grow(lua_State *L, const lualark_known *old) {
  lualark_known *known = push_new(L, old->count * 2);
  for (uint32_t i = 0; i < old->count; i++) {
    if (old->places[i].bytes == NULL) continue;
    // Four places become eight, so that there is room for all.
    uint32_t home = lualark_known_home(known, hash_of(&old->places[i]));
    uint32_t at = home;
    for (uint32_t beside = 1; known->places[at].bytes != NULL; beside++)
      at = home ^ beside;
    lua_getiuservalue(L, -2, LUALARK_KNOWN_ARRAY + 1 + (int)i);
    lua_setiuservalue(L, -2, LUALARK_KNOWN_ARRAY + 1 + (int)at);
    known->places[at] = old->places[i];
    known->places[at].missed = 0;
  }
  lua_remove(L, -2);
  set(L);
  return known;
}

lualark_known *lualark_known_open(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &known_key) != LUA_TUSERDATA) {
    lua_pop(L, 1);
    lualark_known *known = push_new(L, LUALARK_KNOWN_FEWEST);
    set(L);
    return known;
  }
  lualark_known *known = lua_touserdata(L, -1);
  if (known->misses / MISSES_A_PLACE < known->count) return known;
  known->misses = 0;
  return may_double(L, known) ? grow(L, known) : known;
}

static bool is_free(const lualark_known_place *place) {
  return place->bytes == NULL && place->missed == 0;
}

// The place for a string with this home: where it missed before, else an empty
// one, else its home.
static uint32_t choose(const lualark_known *known, uint32_t home,
                       uint16_t missed) {
  uint32_t empty = home;
  for (uint32_t beside = CHOICES; beside-- > 0;) {
    const lualark_known_place *place = &known->places[home ^ beside];
    if (place->missed == missed) return home ^ beside;
    if (is_free(place)) empty = home ^ beside;
  }
  return empty;
}

// Pushes an unknown string, and keeps it if it missed its place before.
static void miss(lua_State *L, lualark_known *known, int index,
                 const lualark_known_words *words, const char *bytes,
                 size_t length) {
  uint32_t hash = lualark_known_hash(words, length);
  uint16_t missed = (uint16_t)hash;
  uint32_t at = choose(known, lualark_known_home(known, hash), missed);
  lualark_known_place *place = &known->places[at];
  known->misses++;
  lua_pushlstring(L, bytes, length);
  if (place->missed != missed) {
    place->missed = missed;
    return;
  }
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, index, LUALARK_KNOWN_ARRAY + 1 + (int)at);
  *place = (lualark_known_place){.words = *words,
                                 .bytes = lua_tostring(L, -1),
                                 .length = (uint16_t)length};
}

void lualark_known_seek(lua_State *L, lualark_known *known, int index,
                        const char *bytes, size_t length) {
  lualark_known_words words = lualark_known_read(bytes, length);
  uint32_t home = lualark_known_home(known, lualark_known_hash(&words, length));
  for (uint32_t beside = 2; beside < CHOICES; beside++) {
    uint32_t at = home ^ beside;
    if (lualark_known_is(&known->places[at], &words, bytes, length)) {
      lualark_known_push_place(L, known, index, at);
      return;
    }
  }
  miss(L, known, index, &words, bytes, length);
}
