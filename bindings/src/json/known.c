// SPDX-License-Identifier: MIT
#include "known.h"

#include "mark.h"

static const char known_key = 0; // registry

lualark_known *lualark_known_open(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &known_key) == LUA_TUSERDATA)
    return lua_touserdata(L, -1);
  lua_pop(L, 1);
  lualark_known *known =
      lua_newuserdatauv(L, sizeof *known, LUALARK_KNOWN_ARRAY);
  memset(known, 0, sizeof *known);
  lualark_mark_push_array(L);
  lua_setiuservalue(L, -2, LUALARK_KNOWN_ARRAY);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &known_key);
  return known;
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
                        uint32_t home, uint32_t hash, const char *bytes,
                        size_t length) {
  uint16_t missed = (uint16_t)hash;
  uint32_t at = choose(known, home, missed);
  lualark_known_place *place = &known->places[at];
  lua_pushlstring(L, bytes, length);
  if (place->missed != missed) {
    place->missed = missed;
    return;
  }
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, index, (int)at + 1);
  *place = (lualark_known_place){
      .bytes = lua_tostring(L, -1), .hash = hash, .length = (uint16_t)length};
}
