// SPDX-License-Identifier: MIT
#include "copy.h"

#include <lauxlib.h>
#include <stdbool.h>

enum { DEEPEST = 5, SLOTS_A_LEVEL = 4 };

static void copy(lua_State *from, int index, lua_State *to, int depth);

static void copy_table(lua_State *from, int table, lua_State *to, int depth) {
  lua_newtable(to);
  for (lua_pushnil(from); lua_next(from, table); lua_pop(from, 1)) {
    copy(from, -2, to, depth);
    if (lua_isnil(to, -1)) {
      lua_pop(to, 1);
      continue;
    }
    copy(from, -1, to, depth);
    lua_rawset(to, -3);
  }
}

static void copy_string(lua_State *from, int index, lua_State *to) {
  size_t bytes = 0;
  const char *text = lua_tolstring(from, index, &bytes);
  lua_pushlstring(to, text, bytes);
}

static void copy(lua_State *from, int index, lua_State *to, int depth) {
  luaL_checkstack(to, SLOTS_A_LEVEL, "a copy");
  bool has_room = depth < DEEPEST && lua_checkstack(from, SLOTS_A_LEVEL);
  int type = lua_type(from, index);
  if (type == LUA_TSTRING)
    copy_string(from, index, to);
  else if (type == LUA_TBOOLEAN)
    lua_pushboolean(to, lua_toboolean(from, index));
  else if (lua_isinteger(from, index))
    lua_pushinteger(to, lua_tointeger(from, index));
  else if (type == LUA_TNUMBER)
    lua_pushnumber(to, lua_tonumber(from, index));
  else if (type == LUA_TTABLE && has_room)
    copy_table(from, lua_absindex(from, index), to, depth + 1);
  else
    lua_pushnil(to);
}

void copy_value(lua_State *from, int index, lua_State *to) {
  copy(from, index, to, 0);
}
