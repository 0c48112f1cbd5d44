// SPDX-License-Identifier: MIT

// Each table is made at its first use, and kept:
//
//     client.hire  ->  node "hire"  ->  node "hire.referral"  ->  endpoint
//
// An endpoint is a function; a paged one is a callable table with `each` and
// `all`. An unknown name raises, and names the nearest one, since a typo is for
// the script's author to mend.
#include "tree.h"

#include <string.h>

#include "answered.h"
#include "call.h"
#include "call_options.h"
#include "embedded.h"
#include "endpoint.h"
#include "error.h"
#include "paged.h"
#include "params.h"
#include "progress.h"

// Sends a call. Upvalues: the client, the endpoint. Arguments: the parameters,
// and the options of this call. `row` names it, or NULL. Its number goes to
// `number`, unless that is NULL.
static int send(lua_State *L, const char *row, lark_call *number) {
  const lark_endpoint *endpoint = lua_touserdata(L, lua_upvalueindex(2));
  lualark_client *client = lualark_client_check(L, lua_upvalueindex(1));
  lualark_call_options options;
  lualark_params params;
  if (!lualark_call_options_read(L, 2, &options)) return 2;
  if (!lualark_params_read(L, 1, endpoint, &params)) return 2;

  lualark_call *call = lualark_call_begin(
      L, client, lualark_params_bytes(params.list, params.count));
  if (call == NULL) return 2;
  call->endpoint = endpoint->name;
  lark_status status = LARK_OK;
  if (row == NULL) row = options.row;
  if (row != NULL) status = lark_name_next(client->core, row);
  if (status == LARK_OK)
    status = lark_start_as(client->core, endpoint, options.user_access_token,
                           params.list, params.count, lualark_call_done, call,
                           &call->number);
  if (number != NULL) *number = call->number;
  return lualark_call_end(L, call, status);
}

// On top is the number of its answer.
static int send_answered(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  return send(L, lua_tostring(L, -1), NULL);
}

// Sends a call whose progress is looked at. Upvalues: also its parameters and
// options. Argument: a table, which gets `look`.
static int send_watched(lua_State *L) {
  const lualark_client *client = lualark_client_check(L, lua_upvalueindex(1));
  lark_call *number = lualark_progress_push(L, client);
  lua_setfield(L, 1, "look");
  lua_settop(L, 0);
  lua_pushvalue(L, lua_upvalueindex(3));
  lua_pushvalue(L, lua_upvalueindex(4));
  return send(L, NULL, number);
}

static int pass_on(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  return lua_gettop(L) - 2; // behind parameters and options
}

static int watch(lua_State *L) {
  lua_settop(L, 2);
  lualark_embedded_push(L, "progress");
  lua_getfield(L, 2, "progress");
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, send_watched, 4);
  lua_callk(L, 2, LUA_MULTRET, 0, pass_on);
  return pass_on(L, LUA_OK, 0);
}

static int endpoint_call(lua_State *L) {
  const lark_endpoint *endpoint = lua_touserdata(L, lua_upvalueindex(2));
  const lualark_client *client = lualark_client_check(L, lua_upvalueindex(1));
  lualark_call_options options;
  lua_settop(L, 2);
  if (lua_isnil(L, 2) && !client->has_answers) return send(L, NULL, NULL);
  if (!lualark_call_options_read(L, 2, &options)) return 2;
  if (!client->has_answers)
    return options.has_progress ? watch(L) : send(L, NULL, NULL);
  return lualark_answered_call(L, client, endpoint, 1, 2, send_answered);
}

// The same as the __call of a table, which comes first.
static int paged_call(lua_State *L) {
  lua_remove(L, 1);
  return endpoint_call(L);
}

static void push_function(lua_State *L, int client,
                          const lark_endpoint *endpoint,
                          lua_CFunction function) {
  lua_pushvalue(L, client);
  lua_pushlightuserdata(L, (void *)(uintptr_t)endpoint);
  lua_pushcclosure(L, function, 2);
}

static void push_endpoint(lua_State *L, int client,
                          const lark_endpoint *endpoint) {
  push_function(L, client, endpoint, endpoint_call);
  if (endpoint->page == NULL) return;
  push_function(L, client, endpoint, paged_call);
  lualark_paged_push(L, endpoint);
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
  if (lualark_endpoint_is_below(L, index, name))
    push_node(L, index, name);
  else
    lua_pushnil(L);
}

// Raises, and suggests the nearest endpoint, or else the nearest branch as deep
// as `name`.
static int refuse(lua_State *L, const char *name) {
  luaL_checkstack(L, (int)lark_endpoint_count() + 4, name);
  const lark_endpoint *near = lark_endpoint_suggest(name);
  if (near != NULL)
    return luaL_error(L, "there is no %s; did you mean %s?", name, near->name);

  const char *last = strrchr(name, '.') + 1;
  size_t before = (size_t)(last - name);
  const char *best = "";
  for (size_t i = 0; i < lark_endpoint_count(); i++) {
    const char *known = lark_endpoint_name_at(i);
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
  } else if (lualark_endpoint_is_below(L, lua_upvalueindex(1), name)) {
    push_node(L, lua_upvalueindex(1), name);
  } else {
    return refuse(L, name);
  }
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, 1);
  return 1;
}
