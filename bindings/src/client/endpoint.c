// SPDX-License-Identifier: MIT
#include "endpoint.h"

#include <lauxlib.h>
#include <string.h>

#include "client.h"

static const char shared_key = 0; // registry: anchors of lark.define

void lualark_endpoint_push_shared(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &shared_key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &shared_key);
}

// Replaces the anchors on top by their table of endpoints.
static void push_defined_of(lua_State *L) {
  luaL_getsubtable(L, -1, LUALARK_DEFINED);
  lua_remove(L, -2);
}

// Pushes the client's table of endpoints that were defined.
static void push_defined(lua_State *L, int client) {
  lua_getiuservalue(L, client, LUALARK_ANCHORS);
  push_defined_of(L);
}

static void push_shared(lua_State *L) {
  lualark_endpoint_push_shared(L);
  push_defined_of(L);
}

// Takes the table on top, and returns the endpoint of that name in it.
static const lark_endpoint *take(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  const lark_endpoint *endpoint = lua_touserdata(L, -1);
  lua_pop(L, 2);
  return endpoint;
}

const lark_endpoint *lualark_endpoint_known(lua_State *L, const char *name) {
  const lark_endpoint *endpoint = lark_endpoint_find(name);
  if (endpoint != NULL) return endpoint;
  push_shared(L);
  return take(L, name);
}

const lark_endpoint *lualark_endpoint_find(lua_State *L, int index,
                                           const char *name) {
  index = lua_absindex(L, index);
  const lark_endpoint *endpoint = lark_endpoint_find(name);
  if (endpoint != NULL) return endpoint;
  push_defined(L, index);
  endpoint = take(L, name);
  if (endpoint != NULL) return endpoint;
  push_shared(L);
  endpoint = take(L, name);
  // The client may outlive this Lua state, which keeps the description.
  if (endpoint != NULL &&
      !lualark_client_note(lualark_native_at(L, index), endpoint))
    luaL_error(L, "not enough memory");
  return endpoint;
}

static bool is_below(const char *name, const char *prefix) {
  size_t length = strlen(prefix);
  return strncmp(name, prefix, length) == 0 && name[length] == '.';
}

// Takes the table on top, and says whether it has a name below the prefix.
static bool take_is_below(lua_State *L, const char *prefix) {
  bool found = false;
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    found = found || is_below(lua_tostring(L, -2), prefix);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return found;
}

bool lualark_endpoint_is_below(lua_State *L, int client, const char *prefix) {
  if (lark_endpoint_is_below(prefix)) return true;
  client = lua_absindex(L, client);
  push_defined(L, client);
  if (take_is_below(L, prefix)) return true;
  push_shared(L);
  return take_is_below(L, prefix);
}

// Inserts an endpoint into the list on top, which is sorted by name.
static void insert(lua_State *L, const lark_endpoint *endpoint) {
  lua_Integer at = (lua_Integer)lua_rawlen(L, -1) + 1;
  for (; at > 1; at--) {
    lua_rawgeti(L, -1, at - 1);
    const lark_endpoint *before = lua_touserdata(L, -1);
    if (strcmp(before->name, endpoint->name) < 0) {
      lua_pop(L, 1);
      break;
    }
    lua_rawseti(L, -2, at);
  }
  lua_pushlightuserdata(L, (void *)(uintptr_t)endpoint);
  lua_rawseti(L, -2, at);
}

void lualark_endpoint_push_list(lua_State *L) {
  lua_newtable(L);
  push_shared(L);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    const lark_endpoint *endpoint = lua_touserdata(L, -1);
    bool is_alias = strcmp(endpoint->name, lua_tostring(L, -2)) != 0;
    lua_pop(L, 1);
    if (is_alias) continue;
    lua_pushvalue(L, -3);
    insert(L, endpoint);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}
