// SPDX-License-Identifier: MIT
#include "lazy.h"

#include "grid.h"
#include "work.h"

enum { CELLS_A_PIECE = 1024, STEPS_A_CELL = 2 };

// Pushes a field of the metatable on top, without metamethods.
static int raw_field(lua_State *L, int meta, const char *name) {
  lua_pushstring(L, name);
  return lua_rawget(L, meta);
}

bool lualark_lazy_is(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index))
    return false;
  int meta = lua_gettop(L);
  bool is_lazy = raw_field(L, meta, "grid") == LUA_TUSERDATA &&
                 lualark_grid_test(L, -1) &&
                 raw_field(L, meta, "handed") == LUA_TTABLE &&
                 raw_field(L, meta, "plain") == LUA_TTABLE;
  lua_settop(L, meta - 1);
  return is_lazy;
}

bool lualark_lazy_fill(lua_State *L, int index, lua_Integer *steps) {
  index = lua_absindex(L, index);
  luaL_checkstack(L, 12, "the rows of a list");
  int top = lua_gettop(L);
  lua_getmetatable(L, index);
  int meta = top + 1;
  raw_field(L, meta, "grid");
  const lualark_frame *frame = lualark_grid_check(L, -1);
  raw_field(L, meta, "handed");
  int handed = lua_gettop(L);
  raw_field(L, meta, "filled");
  lua_Integer filled = lua_tointeger(L, -1);
  if (filled < 0 || filled > (lua_Integer)frame->count) filled = frame->count;
  lualark_grid_push_names(L, frame);
  int names = lua_gettop(L);
  lua_Integer stop =
      filled + CELLS_A_PIECE / (lua_Integer)(frame->width + 1) + 1;
  if (stop > (lua_Integer)frame->count) stop = frame->count;
  for (lua_Integer at = filled; at < stop; at++) {
    uint32_t row = (uint32_t)at;
    lua_Integer id = lualark_frame_id(frame, row);
    if (lua_rawgeti(L, handed, id + 1) != LUA_TTABLE) {
      lua_pop(L, 1);
      lualark_grid_push_row(L, frame, row, names);
      lua_pushvalue(L, -1);
      lua_rawseti(L, handed, id + 1);
    }
    lua_rawseti(L, index, at + 1);
  }
  *steps +=
      (stop - filled + 1) * (lua_Integer)(frame->width + 1) * STEPS_A_CELL;
  bool is_full = stop == (lua_Integer)frame->count;
  if (is_full) {
    raw_field(L, meta, "plain");
    lua_setmetatable(L, index);
    // A script's own metatable may lead to another list of rows, without end.
    if (lualark_lazy_is(L, index)) luaL_error(L, "a full list is not plain");
  } else {
    lua_pushstring(L, "filled");
    lua_pushinteger(L, stop);
    lua_rawset(L, meta);
  }
  lua_settop(L, top);
  return is_full;
}

int lualark_lazy_fill_some(lua_State *L) {
  lua_Integer steps = 0;
  luaL_argcheck(L, lualark_lazy_is(L, 1), 1, "no lazy list");
  lua_settop(L, 1);
  lua_pushboolean(L, lualark_lazy_fill(L, 1, &steps));
  return lualark_work_return(L, lualark_state_get(L), 1, (uint32_t)steps);
}
