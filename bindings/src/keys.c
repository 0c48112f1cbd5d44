// SPDX-License-Identifier: MIT
#include "keys.h"

#include "lualark_json.h"

static const char keys_key = 0; // registry

lualark_keys *lualark_keys_push(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &keys_key) == LUA_TUSERDATA)
    return lua_touserdata(L, -1);
  lua_pop(L, 1);
  lualark_keys *keys = lua_newuserdatauv(L, sizeof *keys, LUALARK_KEYS_ARRAY);
  memset(keys, 0, sizeof *keys);
  lualark_json_push_mark(L);
  lua_setiuservalue(L, -2, LUALARK_KEYS_ARRAY);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &keys_key);
  return keys;
}

void lualark_keys_learn(lua_State *L, lualark_keys *keys, int index,
                        uint32_t place, const char *bytes, size_t length) {
  lua_pushlstring(L, bytes, length);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, index, (int)place + 1);
  memcpy(keys->places[place].bytes, bytes, length);
  keys->places[place].length = (uint8_t)length;
}
