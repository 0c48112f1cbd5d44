// SPDX-License-Identifier: MIT
#include "call_options.h"

#include <lauxlib.h>
#include <string.h>

#include "error.h"
#include "fields.h"
#include "lualark_words.h"

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
                         lualark_words_type(L, -1));
  return false;
}

bool lualark_call_options_read(lua_State *L, int index,
                               lualark_call_options *out) {
  static const char token[] = "user_access_token";
  static const char *const known[] = {"row", token, "progress"};
  *out = (lualark_call_options){0};
  if (lua_isnoneornil(L, index)) return true;
  if (!lua_istable(L, index)) {
    lualark_error_argument(L, NULL,
                           "the options of a call are a table, not a %s",
                           lualark_words_type(L, index));
    return false;
  }
  const char *unknown = lualark_fields_unknown(L, index, known, 3);
  if (unknown != NULL) {
    lualark_error_argument(L, unknown,
                           "%s is no option of a call; there are row, "
                           "user_access_token and progress",
                           unknown);
    return false;
  }
  int type = lua_getfield(L, index, "progress");
  out->has_progress = type == LUA_TFUNCTION;
  if (type != LUA_TNIL && !out->has_progress) {
    lualark_error_argument(L, "progress",
                           "progress must be a function, not a %s",
                           lualark_words_type(L, -1));
    return false;
  }
  lua_getfield(L, index, token);
  return lualark_fields_text(L, token, &out->user_access_token) &&
         lualark_call_options_row(L, index, &out->row);
}
