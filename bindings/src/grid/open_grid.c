// SPDX-License-Identifier: MIT
#include "open_grid.h"

#include "gather.h"
#include "grid.h"
#include "group.h"
#include "join.h"
#include "lazy.h"
#include "scan.h"
#include "sort.h"
#include "work.h"
#include "write.h"

// Most states have no grids, and do without the metatables.
static void open_types(lua_State *L) {
  static const luaL_Reg works[] = {
      {"step", lualark_work_step},
      {"add", lualark_scan_add},
      {"names", lualark_scan_names},
      {"separator", lualark_scan_separator},
      {"ids", lualark_scan_ids},
      {"rows", lualark_group_rows},
      {"firsts", lualark_group_firsts},
      {"write", lualark_write_write},
      {"answer", lualark_write_answer},
      {"gather", lualark_gather_gather},
      {NULL, NULL},
  };
  static const luaL_Reg methods[] = {
      {"grouping", lualark_group_new}, {"sorting", lualark_sort_new},
      {"joining", lualark_join_new},   {"matching", lualark_join_matching},
      {"writing", lualark_write_new},  {NULL, NULL},
  };
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &works) == LUA_TNIL) {
    lualark_work_open(L, works);
    lualark_grid_open(L, methods);
    lua_pushboolean(L, 1);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &works);
  }
  lua_pop(L, 1);
}

static int scan(lua_State *L) {
  open_types(L);
  return lualark_scan_new(L);
}

static int gather(lua_State *L) {
  open_types(L);
  return lualark_gather_new(L);
}

void lualark_open_grid_register(lua_State *L) {
  lua_pushcfunction(L, scan);
  lua_setfield(L, -2, "grid");
  lua_pushcfunction(L, gather);
  lua_setfield(L, -2, "grid_gather");
  lua_pushcfunction(L, lualark_lazy_fill_some);
  lua_setfield(L, -2, "grid_fill");
}
