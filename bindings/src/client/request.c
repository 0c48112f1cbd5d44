// SPDX-License-Identifier: MIT

#include "request.h"

#include "answered.h"
#include "call.h"
#include "call_options.h"
#include "error.h"
#include "lualark_words.h"
#include "params.h"
#include "request_read.h"

static bool is_allowed(lualark_state *state, const lark_request *request) {
  return state->host == NULL || request->path == NULL ||
         state->host->allows(state, request->method, request->path);
}

static int refuse_path(lua_State *L, const lark_request *request) {
  const char *msg = lua_pushfstring(
      L, lualark_words("this program does not let its scripts ask for %s %s"),
      request->method, request->path);
  lark_error error = {
      .status = LARK_EPERMISSION,
      .msg = msg,
      .parameter = "path",
      .hint = lualark_words("Use the client's own endpoints, or ask whoever "
                            "runs it to allow this path.")};
  return lualark_error_return(L, &error);
}

// Sends a request; `name` is that of its answer, or NULL.
static int send(lua_State *L, const char *name) {
  lualark_client *client = lualark_client_check(L, 1);
  lark_request request;
  lualark_call_options options;
  if (!lualark_call_options_read(L, 3, &options)) return 2;
  if (!lualark_request_read(L, &request)) return 2;
  request.user_access_token = options.user_access_token;
  const char *row = options.row;
  if (row == NULL && !lualark_call_options_row(L, 2, &row)) return 2;
  if (name != NULL) row = name;
  if (!is_allowed(&client->scheduler->state, &request))
    return refuse_path(L, &request);

  size_t bytes = request.body_bytes +
                 lualark_params_bytes(request.query, request.query_count);
  lualark_call *call = lualark_call_begin(L, client, bytes);
  if (call == NULL) return 2;
  lark_status status = LARK_OK;
  if (row != NULL) status = lark_name_next(client->core, row);
  if (status == LARK_OK)
    status = lark_start_request(client->core, &request, lualark_call_done, call,
                                &call->number);
  return lualark_call_end(L, call, status);
}

// On top is the number of its answer.
static int send_answered(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  return send(L, lua_tostring(L, -1));
}

/// client:request{...}: the answer's data, or nil and an error.
static int client_request(lua_State *L) {
  const lualark_client *client = lualark_client_check(L, 1);
  lualark_call_options options;
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 3);
  if (!client->has_answers) return send(L, NULL);
  if (!lualark_call_options_read(L, 3, &options)) return 2;
  return lualark_answered_request(L, client, 3, send_answered);
}

const luaL_Reg lualark_request_methods[] = {{"request", client_request},
                                            {NULL, NULL}};
