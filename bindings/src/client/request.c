// SPDX-License-Identifier: MIT

#include "request.h"

#include <string.h>

#include "call.h"
#include "encode.h"
#include "error.h"
#include "params.h"

static int encode_protected(lua_State *L) {
  lualark_encode_now(L, 1, false);
  return 1;
}

// Reads a field that is a string; leaves it on the stack.
static bool read_text(lua_State *L, const char *name, const char **to) {
  int type = lua_getfield(L, 2, name);
  size_t length = 0;
  *to = type == LUA_TSTRING ? lua_tolstring(L, -1, &length) : NULL;
  if (*to != NULL && strlen(*to) != length) {
    lualark_error_argument(L, name, "%s holds a NUL", name);
    return false;
  }
  if (type == LUA_TSTRING || type == LUA_TNIL) return true;
  lualark_error_argument(L, name, "%s must be a string, not a %s", name,
                         luaL_typename(L, -1));
  return false;
}

static bool read_body(lua_State *L, lark_request *request) {
  if (lua_getfield(L, 2, "body") == LUA_TNIL) return true;
  if (lua_type(L, -1) != LUA_TTABLE) {
    lualark_error_argument(L, "body", "body must be a table, not a %s",
                           luaL_typename(L, -1));
    return false;
  }
  lua_pushcfunction(L, encode_protected);
  lua_insert(L, -2);
  if (lua_pcall(L, 1, 1, 0) != LUA_OK) {
    lualark_error_argument(L, "body", "body: %s", lua_tostring(L, -1));
    return false;
  }
  request->body = lua_tolstring(L, -1, &request->body_bytes);
  return true;
}

static bool read_query(lua_State *L, lark_request *request) {
  lualark_params query;
  lua_getfield(L, 2, "query");
  if (!lualark_params_read(L, lua_gettop(L), NULL, &query)) return false;
  for (size_t i = 0; i < query.count; i++) {
    if (query.list[i].type != LARK_JSON) continue;
    lualark_error_argument(L, query.list[i].name,
                           "query: %s must be a string, a number or a boolean",
                           query.list[i].name);
    return false;
  }
  request->query = query.list;
  request->query_count = query.count;
  return true;
}

static bool check_names(lua_State *L) {
  static const char *const known[] = {"method", "path", "query", "body"};
  lua_pushnil(L);
  while (lua_next(L, 2)) {
    lua_pop(L, 1);
    const char *name =
        lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "?";
    bool is_known = false;
    for (size_t i = 0; i < 4; i++)
      is_known = is_known || strcmp(name, known[i]) == 0;
    if (is_known) continue;
    lualark_error_argument(L, name,
                           "%s is no part of a request; it has "
                           "method, path, query and body",
                           name);
    return false;
  }
  return true;
}

bool lualark_request_read(lua_State *L, lark_request *out) {
  *out = (lark_request){0};
  if (!check_names(L)) return false;
  if (!read_text(L, "method", &out->method)) return false;
  if (out->method == NULL) out->method = "GET";
  if (!read_text(L, "path", &out->path)) return false;
  return read_query(L, out) && read_body(L, out);
}

static bool is_allowed(lualark_state *state, const lark_request *request) {
  return state->host == NULL || request->path == NULL ||
         state->host->allows(state, request->method, request->path);
}

static int refuse_path(lua_State *L, const lark_request *request) {
  const char *msg = lua_pushfstring(L,
                                    "this program does not let its scripts "
                                    "ask for %s %s",
                                    request->method, request->path);
  lark_error error = {
      .status = LARK_EPERMISSION,
      .msg = msg,
      .parameter = "path",
      .hint = "Use the client's own endpoints, or ask whoever runs it to "
              "allow this path."};
  return lualark_error_return(L, &error);
}

/// client:request{...}: the answer's data, or nil and an error.
static int client_request(lua_State *L) {
  lualark_client *client = lualark_client_check(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lark_request request;
  if (!lualark_request_read(L, &request)) return 2;
  if (!is_allowed(&client->scheduler->state, &request))
    return refuse_path(L, &request);

  size_t bytes = request.body_bytes +
                 lualark_params_bytes(request.query, request.query_count);
  lualark_call *call = lualark_call_begin(L, client, bytes);
  if (call == NULL) return 2;
  lark_status status = lark_start_request(
      client->core, &request, lualark_call_done, call, &call->number);
  return lualark_call_end(L, call, status);
}

void lualark_request_register(lua_State *L) {
  lua_pushcfunction(L, client_request);
  lua_setfield(L, -2, "request");
}
