// SPDX-License-Identifier: MIT
#include "endpoint.h"

#include <lauxlib.h>
#include <string.h>

#include "client.h"

// Pushes the client's table of endpoints that were defined.
static void push_defined(lua_State *L, int client) {
  lua_getiuservalue(L, client, LUALARK_ANCHORS);
  luaL_getsubtable(L, -1, LUALARK_DEFINED);
  lua_remove(L, -2);
}

const lark_endpoint *lualark_endpoint_find(lua_State *L, int index,
                                           const char *name) {
  const lark_endpoint *endpoint = lark_endpoint_find(name);
  if (endpoint != NULL) return endpoint;
  push_defined(L, index);
  lua_getfield(L, -1, name);
  endpoint = lua_touserdata(L, -1);
  lua_pop(L, 2);
  return endpoint;
}

static bool is_below(const char *name, const char *prefix) {
  size_t length = strlen(prefix);
  return strncmp(name, prefix, length) == 0 && name[length] == '.';
}

bool lualark_endpoint_is_below(lua_State *L, int client, const char *prefix) {
  if (lark_endpoint_is_below(prefix)) return true;
  bool found = false;
  push_defined(L, client);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    found = found || is_below(lua_tostring(L, -2), prefix);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return found;
}
