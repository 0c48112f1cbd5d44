// SPDX-License-Identifier: MIT

/// Checks that a script has the same result in a stock Lua and in an engine
/// that pauses it wherever it can.
#ifndef TURNS_H
#define TURNS_H

#include "json_host.h"

#include <lauxlib.h>
#include <lualib.h>

LARK_API int luaopen_lark(lua_State *L);

static inline void turns_change_nothing(const char *script) {
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  luaL_requiref(L, "lark", luaopen_lark, 0);
  bool fine = luaL_dostring(L, script) == LUA_OK;
  CHECK(fine);
  if (!fine) fprintf(stderr, "%s\n", lua_tostring(L, -1));
  host h = {0};
  open_engine(&h, 1); // each pause is taken
  run(&h, script, 0);
  CHECK(h.status == LARK_OK);
  if (h.status != LARK_OK) fprintf(stderr, "%s\n", h.msg);
  char *ours = text_of(h.result);
  const char *theirs = lua_tostring(L, -1);
  bool same = theirs != NULL && ours != NULL && strcmp(ours, theirs) == 0;
  CHECK(same);
  if (!same) fprintf(stderr, "%.2000s\n-- but\n%.2000s\n", ours, theirs);
  free(ours);
  clear(&h);
  lua_close(L);
}

#endif
