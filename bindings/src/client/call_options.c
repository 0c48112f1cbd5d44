// SPDX-License-Identifier: MIT
#include "call_options.h"

#include <lauxlib.h>
#include <string.h>

#include "error.h"

bool lualark_call_options_row(lua_State *L, int index, const char **out) {
  size_t length = 0;
  int type = lua_getfield(L, index, "row");
  *out = NULL;
  if (type == LUA_TNIL) return true;
  if (type == LUA_TSTRING || lua_isinteger(L, -1))
    *out = lua_tolstring(L, -1, &length);
  if (*out != NULL && length > 0 && strlen(*out) == length) return true;
  lualark_error_argument(L, "row",
                         "row: the name of a row in the journal, a text or an "
                         "integer, not a %s",
                         luaL_typename(L, -1));
  return false;
}

static bool check_names(lua_State *L, int index) {
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    const char *name =
        lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "?";
    if (strcmp(name, "user_access_token") == 0 || strcmp(name, "row") == 0)
      continue;
    lualark_error_argument(L, name,
                           "%s is no option of a call; there are "
                           "row and user_access_token",
                           name);
    return false;
  }
  return true;
}

bool lualark_call_options_read(lua_State *L, int index,
                               lualark_call_options *out) {
  static const char name[] = "user_access_token";
  size_t length = 0;
  *out = (lualark_call_options){0};
  if (lua_isnoneornil(L, index)) return true;
  if (!lua_istable(L, index)) {
    lualark_error_argument(L, NULL,
                           "the options of a call are a table, not a %s",
                           luaL_typename(L, index));
    return false;
  }
  if (!check_names(L, index)) return false;
  int type = lua_getfield(L, index, name);
  if (type == LUA_TSTRING)
    out->user_access_token = lua_tolstring(L, -1, &length);
  bool whole = type == LUA_TSTRING && strlen(out->user_access_token) == length;
  lua_pop(L, 1);
  if (whole || type == LUA_TNIL)
    return lualark_call_options_row(L, index, &out->row);
  lualark_error_argument(L, name, "%s must be a string%s", name,
                         type == LUA_TSTRING ? " without NUL bytes" : "");
  return false;
}
