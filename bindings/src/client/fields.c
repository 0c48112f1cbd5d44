// SPDX-License-Identifier: MIT
#include "fields.h"

#include <lauxlib.h>
#include <string.h>

#include "error.h"
#include "lualark_words.h"

static bool is_among(const char *name, const char *const *known, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(name, known[i]) == 0) return true;
  }
  return false;
}

const char *lualark_fields_unknown(lua_State *L, int index,
                                   const char *const *known, size_t count) {
  const char *unknown = NULL;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    const char *name =
        lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "?";
    if (!is_among(name, known, count) &&
        (unknown == NULL || strcmp(name, unknown) < 0))
      unknown = name;
  }
  return unknown;
}

bool lualark_fields_text(lua_State *L, const char *name, const char **to) {
  size_t length = 0;
  *to = NULL;
  if (lua_isnil(L, -1)) return true;
  if (lua_type(L, -1) != LUA_TSTRING) {
    lualark_error_argument(L, name, "%s must be a string, not a %s", name,
                           lualark_words_type(L, -1));
    return false;
  }
  *to = lua_tolstring(L, -1, &length);
  if (strlen(*to) == length) return true;
  lualark_error_argument(L, name, "%s holds a NUL", name);
  return false;
}
