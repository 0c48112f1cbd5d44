// SPDX-License-Identifier: MIT
#include "known.h"

#include "mark.h"

static const char known_key = 0; // registry

enum {
  MISSES_A_PLACE = 4, // before the cache grows
  BYTES_A_PLACE = 56, // with the user value
  SHARE = 2,          // it takes at most half of the state's memory
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

// Puts a larger cache in place of the one on top, with the strings that are
// known already.
static lualark_known *grow(lua_State *L, const lualark_known *old) {
  lualark_known *known = push_new(L, old->count * 2);
  for (uint32_t i = 0; i < old->count; i++) {
    if (old->places[i].bytes == NULL) continue;
    // Two neighbours become four, so that there is room for both.
    uint32_t at = lualark_known_home(known, old->places[i].hash);
    if (known->places[at].bytes != NULL) at ^= 1;
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
  uint32_t beside = home ^ 1;
  if (known->places[home].missed == missed) return home;
  if (known->places[beside].missed == missed) return beside;
  return !is_free(&known->places[home]) && is_free(&known->places[beside])
             ? beside
             : home;
}

void lualark_known_miss(lua_State *L, lualark_known *known, int index,
                        uint32_t hash, const char *bytes, size_t length) {
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
  *place = (lualark_known_place){.words = lualark_known_read(bytes, length),
                                 .bytes = lua_tostring(L, -1),
                                 .length = (uint16_t)length,
                                 .hash = hash};
}
