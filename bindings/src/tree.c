// SPDX-License-Identifier: MIT

// client.hire.referral.search and its like: the catalog's names as a tree of
// tables, each made when it is first asked for.
//
// An endpoint is a function; a paged one is a callable table with `each` and
// `all`. A name that is not there raises, with the nearest one: a typo in a
// script is its author's to mend.
#include <string.h>

#include "lualark_client.h"
#include "lualark_error.h"
#include "lualark_lua.h"

// Upvalues: the client, the endpoint. Argument: the parameters.
static int endpoint_call(lua_State *L) {
  const lark_endpoint *endpoint = lua_touserdata(L, lua_upvalueindex(2));
  lualark_client *client = lualark_client_check(L, lua_upvalueindex(1));
  lualark_params params;
  lua_settop(L, 1);
  if (!lualark_params_read(L, 1, endpoint, &params)) return 2;

  wait *started = lualark_call_begin(
      L, client, lualark_params_bytes(params.list, params.count));
  if (started == NULL) return 2;
  lark_status status =
      lark_start_endpoint(client->core, endpoint, params.list, params.count,
                          lualark_call_done, started, &started->call);
  if (status == LARK_OK) return lualark_call_wait(L, started);

  lualark_wait_free(started);
  return lualark_error_return(L, lark_last_error(client->core));
}

static void push_endpoint(lua_State *L, int client,
                          const lark_endpoint *endpoint) {
  lua_pushvalue(L, client);
  lua_pushlightuserdata(L, (void *)(uintptr_t)endpoint);
  lua_pushcclosure(L, endpoint_call, 2);
  if (endpoint->page == NULL) return;
  lualark_lua_push(L, "pages");
  lua_insert(L, -2);
  lua_pushstring(L, endpoint->name);
  lua_pushstring(L, endpoint->page);
  lua_call(L, 3, 1);
}

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

// Whether an endpoint's name starts with `prefix` and a dot.
static bool is_branch(lua_State *L, int client, const char *prefix) {
  for (size_t i = 0; i < lark_endpoint_count(); i++) {
    if (is_below(lark_endpoint_at(i)->name, prefix)) return true;
  }
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

static int node_index(lua_State *L);

// A node knows its client and its name, "hire.referral".
static void push_node(lua_State *L, int client, const char *name) {
  client = lua_absindex(L, client);
  lua_newtable(L);
  lua_createtable(L, 0, 2);
  lua_pushvalue(L, client);
  lua_pushstring(L, name);
  lua_pushcclosure(L, node_index, 2);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, name);
  lua_setfield(L, -2, "__name");
  lua_setmetatable(L, -2);
}

void lualark_tree_push(lua_State *L, int index, const char *name) {
  if (is_branch(L, index, name))
    push_node(L, index, name);
  else
    lua_pushnil(L);
}

// Raises, with the nearest name there is: of an endpoint, else of a branch as
// deep as `name`.
static int refuse(lua_State *L, const char *name) {
  luaL_checkstack(L, (int)lark_endpoint_count() + 4, name);
  const lark_endpoint *near = lark_endpoint_suggest(name);
  if (near != NULL)
    return luaL_error(L, "there is no %s; did you mean %s?", name, near->name);

  const char *last = strrchr(name, '.') + 1;
  size_t before = (size_t)(last - name);
  const char *best = "";
  for (size_t i = 0; i < lark_endpoint_count(); i++) {
    const char *known = lark_endpoint_at(i)->name;
    if (strncmp(known, name, before) != 0) continue;
    size_t length = strcspn(known + before, ".");
    const char *candidate = lua_pushlstring(L, known + before, length);
    if (lark_suggest(last, &candidate, 1) != NULL) best = candidate;
  }
  if (best[0] == '\0') return luaL_error(L, "there is no %s", name);
  lua_pushlstring(L, name, before);
  return luaL_error(L, "there is no %s; did you mean %s%s?", name,
                    lua_tostring(L, -1), best);
}

// Upvalues: the client, this node's name. Arguments: the node, a key.
static int node_index(lua_State *L) {
  if (lua_type(L, 2) != LUA_TSTRING) return 0;
  lua_pushfstring(L, "%s.%s", lua_tostring(L, lua_upvalueindex(2)),
                  lua_tostring(L, 2));
  const char *name = lua_tostring(L, -1);
  const lark_endpoint *endpoint =
      lualark_endpoint_find(L, lua_upvalueindex(1), name);
  if (endpoint != NULL) {
    push_endpoint(L, lua_upvalueindex(1), endpoint);
  } else if (is_branch(L, lua_upvalueindex(1), name)) {
    push_node(L, lua_upvalueindex(1), name);
  } else {
    return refuse(L, name);
  }
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, 1);
  return 1;
}
