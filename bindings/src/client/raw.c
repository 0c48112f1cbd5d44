// SPDX-License-Identifier: MIT

#include "raw.h"

#include <string.h>

#include "answered.h"
#include "bell.h"
#include "callback.h"
#include "client.h"
#include "endpoint.h"
#include "error.h"
#include "interruption.h"
#include "params.h"
#include "push.h"
#include "request_read.h"

// A started call; a userdata whose user value is the callback. The
// client's anchors keep it.
typedef struct raw_call {
  lualark_client *client;
} raw_call;

// Arguments: the call, its result. Calls its callback with the data, or nil and
// an error.
static int deliver(lua_State *L) {
  raw_call *call = lua_touserdata(L, 1);
  const lark_result *result = lua_touserdata(L, 2);
  lualark_client_push_anchors(L, call->client);
  lua_rawgetp(L, -1, call);
  lua_getiuservalue(L, -1, 1);
  lua_pushnil(L);
  lua_rawsetp(L, -4, call);

  const lark_error *error = lark_result_error(result);
  size_t length = 0;
  const char *text = lark_result_text(result, &length);
  int count = 1;
  if (error != NULL)
    count = lualark_error_return(L, error);
  else if (text != NULL)
    lua_pushlstring(L, text, length);
  else
    lualark_push_value(L, lark_result_data(result));
  lua_call(L, count, 0);
  return 0;
}

static void on_done(lark_client *client, lark_call number, lark_result *result,
                    void *user) {
  (void)client, (void)number;
  raw_call *call = user;
  lualark_callback_run(call->client->scheduler, deliver, call, result);
}

// Pushes a call whose callback is at `function`, and anchors it.
static raw_call *push_call(lua_State *L, lualark_client *client, int function) {
  raw_call *call = lua_newuserdatauv(L, sizeof *call, 1);
  call->client = client;
  lua_pushvalue(L, function);
  lua_setiuservalue(L, -2, 1);
  lualark_client_push_anchors(L, client);
  lua_pushvalue(L, -2);
  lua_rawsetp(L, -2, call);
  lua_pop(L, 1);
  return call;
}

// Forgets a call that could not be started, and returns why.
static int return_refusal(lua_State *L, lualark_client *client,
                          raw_call *call) {
  lualark_client_push_anchors(L, client);
  lua_pushnil(L);
  lua_rawsetp(L, -2, call);
  return lualark_error_return(L, lark_last_error(client->core));
}

// Names the call after its prepared answer; NULL: it has none.
static lark_status name_call(lualark_client *client, const char *answer) {
  return answer != NULL ? lark_name_next(client->core, answer) : LARK_OK;
}

// Index 2 names an endpoint, 3 are its parameters.
static int start_endpoint(lua_State *L, lualark_client *client,
                          const char *answer) {
  size_t length = 0;
  const char *name = luaL_checklstring(L, 2, &length);
  luaL_argcheck(L, strlen(name) == length, 2, "the name holds a NUL");
  lualark_params params;
  const lark_endpoint *endpoint = lualark_endpoint_find(L, 1, name);
  if (!lualark_params_read(L, 3, endpoint, &params)) return 2;

  lark_call number = 0;
  raw_call *call = push_call(L, client, 4);
  lark_status status = name_call(client, answer);
  if (status != LARK_OK) return return_refusal(L, client, call);
  status =
      endpoint != NULL
          ? lark_start_endpoint(client->core, endpoint, params.list,
                                params.count, on_done, call, &number)
          : lark_start(client->core, name, NULL, 0, on_done, call, &number);
  if (status != LARK_OK) return return_refusal(L, client, call);
  lualark_client_begin(client);
  lua_pushinteger(L, (lua_Integer)number);
  return 1;
}

// Index 2 is a request, and has its parameters within.
static int start_request(lua_State *L, lualark_client *client,
                         const char *answer) {
  lark_request request;
  if (!lualark_request_read(L, &request)) return 2;

  lark_call number = 0;
  raw_call *call = push_call(L, client, 4);
  lark_status status = name_call(client, answer);
  if (status == LARK_OK)
    status = lark_start_request(client->core, &request, on_done, call, &number);
  if (status != LARK_OK) return return_refusal(L, client, call);
  lualark_client_begin(client);
  lua_pushinteger(L, (lua_Integer)number);
  return 1;
}

// Raises in an engine's script: there the host steps the core, which other
// scripts share, and must not be held up.
static lualark_client *check_raw(lua_State *L) {
  lualark_client *client = lualark_client_check(L, 1);
  if (client->scheduler->state.host != NULL)
    luaL_error(L, "the raw layer is for programs that drive a client; an "
                  "engine's script makes calls, and lark.spawn runs them "
                  "beside each other");
  return client;
}

static int start(lua_State *L, const char *answer) {
  lualark_client *client = check_raw(L);
  return lua_istable(L, 2) ? start_request(L, client, answer)
                           : start_endpoint(L, client, answer);
}

// On top is the number of its answer.
static int start_answered(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  return start(L, lua_tostring(L, -1));
}

// An endpoint that is unknown is refused when it starts.
static int pick_answer(lua_State *L, const lualark_client *client) {
  if (lua_istable(L, 2))
    return lualark_answered_request(L, client, 0, start_answered);
  const lark_endpoint *endpoint =
      lualark_endpoint_find(L, 1, luaL_checkstring(L, 2));
  if (endpoint == NULL) return start(L, NULL);
  return lualark_answered_call(L, client, endpoint, 3, 0, start_answered);
}

/// client:start(endpoint, params, callback): starts a call and returns its
/// number, or nil and an error. The callback gets the data, or nil and an
/// error, from inside a later step or wait. Instead of an endpoint's name there
/// may be a table as for client:request; then params is nil.
static int raw_start(lua_State *L) {
  lualark_client *client = check_raw(L);
  luaL_checktype(L, 4, LUA_TFUNCTION);
  lua_settop(L, 4);
  if (client->scheduler->interruption.begun)
    return lualark_interruption_return(L, client->scheduler, NULL);
  luaL_argcheck(L, !lua_istable(L, 2) || lua_isnil(L, 3), 3,
                "a request has its parameters within");
  return client->has_answers ? pick_answer(L, client) : start(L, NULL);
}

static int finish_step(lua_State *L, lualark_client *client, lua_State *outer) {
  client->scheduler->loop.driver = outer;
  return lualark_callback_raised(L, client->scheduler) ? lua_error(L) : 0;
}

/// client:step(budget_us): does what there is to do, and never sleeps; 0 or nil
/// for one round. Raises what a callback raised.
static int raw_step(lua_State *L) {
  lualark_client *client = check_raw(L);
  lua_Integer budget_us = luaL_optinteger(L, 2, 0);
  luaL_argcheck(L, budget_us >= 0 && budget_us <= UINT32_MAX, 2,
                "microseconds, 0 or more");
  lua_State *outer = client->scheduler->loop.driver;
  client->scheduler->loop.driver = L;
  lark_step(client->core, (uint32_t)budget_us);
  return finish_step(L, client, outer);
}

/// client:wait(timeout_ms): sleeps until there is something to do, and does it;
/// -1 or nil for no end.
static int raw_wait(lua_State *L) {
  lualark_client *client = check_raw(L);
  lua_Integer timeout_ms = luaL_optinteger(L, 2, -1);
  luaL_argcheck(L, timeout_ms >= -1 && timeout_ms <= INT32_MAX, 2,
                "milliseconds, or -1 for no end");
  lua_State *outer = client->scheduler->loop.driver;
  client->scheduler->loop.driver = L;
  lark_wait(client->core, (int)timeout_ms);
  return finish_step(L, client, outer);
}

/// client:fd(): one descriptor, readable whenever step() has work.
static int raw_fd(lua_State *L) {
  lua_pushinteger(L, lark_fd(check_raw(L)->core));
  return 1;
}

/// client:bell(): an eventfd that rings when step() has work, for schedulers
/// that read from what they watch. Nil and why, where the kernel has no such
/// thing.
static int raw_bell(lua_State *L) {
  return lualark_bell_push(L, check_raw(L));
}

/// client:timeout_ms(): how long until step() has work of its own; -1 for none.
static int raw_timeout_ms(lua_State *L) {
  lua_pushinteger(L, lark_timeout_ms(check_raw(L)->core));
  return 1;
}

/// client:cancel(call): false where it has ended already. Its callback gets nil
/// and an error of kind "cancelled" in the next step.
static int raw_cancel(lua_State *L) {
  lark_call call = (lark_call)luaL_checkinteger(L, 2);
  lua_pushboolean(L, lark_cancel(check_raw(L)->core, call) == LARK_OK);
  return 1;
}

const luaL_Reg lualark_raw_methods[] = {{"start", raw_start},
                                        {"step", raw_step},
                                        {"wait", raw_wait},
                                        {"fd", raw_fd},
                                        {"bell", raw_bell},
                                        {"cancel", raw_cancel},
                                        {"timeout_ms", raw_timeout_ms},
                                        {NULL, NULL}};
