// SPDX-License-Identifier: MIT
#include "answered.h"

#include <stdio.h>
#include <string.h>

#include "answers.h"
#include "embedded.h"
#include "endpoint.h"
#include "error.h"
#include "preview.h"
#include "recorder_held.h"

// ------------------------------------------------------- what Lua is given

static lualark_answers *answers_of(lua_State *L) {
  const lark_recorder *recorder =
      lualark_recorder_held_at(L, lua_upvalueindex(1));
  return recorder->user;
}

static int return_number(lua_State *L, uint64_t number) {
  if (number == 0) return luaL_error(L, "not enough memory");
  lua_pushfstring(L, "%I", (LUAI_UACINT)number);
  return 1;
}

/// queue(http_status, text, log_id): the name of the call that gets it.
static int queue(lua_State *L) {
  size_t length = 0;
  int http_status = (int)luaL_checkinteger(L, 1);
  const char *text = luaL_checklstring(L, 2, &length);
  return return_number(L, lualark_answers_add(answers_of(L), http_status, text,
                                              length, luaL_checkstring(L, 3)));
}

// The status that an error of this kind has; LARK_OK where there is none.
static lark_status status_of(const char *kind) {
  static const lark_status first[] = {LARK_EPARAM, LARK_ELIMIT,
                                      LARK_ECANCELLED};
  for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
    if (strcmp(lark_kind(first[i]), kind) == 0) return first[i];
  }
  for (int status = LARK_OK + 1; status <= LARK_EAGAIN; status++) {
    if (strcmp(lark_kind((lark_status)status), kind) == 0)
      return (lark_status)status;
  }
  return LARK_OK;
}

/// fail(kind, msg, hint): likewise; nil where there is no such kind.
static int fail(lua_State *L) {
  lark_status status = status_of(luaL_checkstring(L, 1));
  if (status == LARK_OK) return 0;
  return return_number(L, lualark_answers_add_failure(answers_of(L), status,
                                                      luaL_checkstring(L, 2),
                                                      luaL_checkstring(L, 3)));
}

/// resolve(name): the endpoint's name where that is known; or nil, and the
/// nearest one.
static int resolve(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  const lark_endpoint *endpoint = lualark_endpoint_known(L, name);
  if (endpoint != NULL) {
    lua_pushstring(L, endpoint->name);
    return 1;
  }
  const lark_endpoint *near = lark_endpoint_suggest(name);
  lua_pushnil(L);
  lua_pushstring(L, near != NULL ? near->name : NULL);
  return 2;
}

/// append(list, value): adds it, and returns how many there are then. In one
/// function of C, because a task may be interrupted between any two
/// instructions of Lua, and others use the same list.
static int append(lua_State *L) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, 1) + 1;
  lua_settop(L, 2);
  lua_rawseti(L, 1, count);
  lua_pushinteger(L, count);
  return 1;
}

// ------------------------------------------------------------------ the option

const lark_recorder *lualark_answered_push(lua_State *L) {
  int table = lua_gettop(L);
  lualark_recorder_held *held = lualark_recorder_held_push(L);
  lualark_answers *answers = lualark_answers_new();
  if (answers == NULL) luaL_error(L, "not enough memory");
  held->recorder = &answers->methods;
  lualark_embedded_push(L, "answers");
  lua_pushvalue(L, table);
  lua_pushvalue(L, table + 1);
  lua_pushcclosure(L, queue, 1);
  lua_pushvalue(L, table + 1);
  lua_pushcclosure(L, fail, 1);
  lua_pushcfunction(L, resolve);
  lua_pushcfunction(L, append);
  lua_call(L, 5, 2);
  if (lua_isnil(L, -2)) {
    lualark_error_argument(L, "answers", "%s", lua_tostring(L, -1));
    return NULL;
  }
  lua_remove(L, table);
  return &answers->methods;
}

// -------------------------------------------------------------------- the call

static void push_value_or_nil(lua_State *L, int index) {
  if (index > 0)
    lua_pushvalue(L, index);
  else
    lua_pushnil(L);
}

// Asks Lua. On top is what would be sent, and below it the name.
static int pick(lua_State *L, const lualark_client *client, int params,
                int options, lua_KFunction go) {
  int sent = lua_gettop(L);
  lualark_client_push(L, client);
  lua_getiuservalue(L, -1, LUALARK_PICK);
  lua_remove(L, -2);
  lua_pushvalue(L, sent - 1);
  push_value_or_nil(L, params);
  lua_pushvalue(L, sent);
  push_value_or_nil(L, options);
  lua_callk(L, 4, 1, 0, go);
  return go(L, LUA_OK, 0);
}

int lualark_answered_call(lua_State *L, const lualark_client *client,
                          const lark_endpoint *endpoint, int params,
                          int options, lua_KFunction go) {
  if (lualark_preview_endpoint(L, endpoint, params) == 2) return 2;
  lua_pushstring(L, endpoint->name);
  lua_insert(L, -2);
  return pick(L, client, params, options, go);
}

int lualark_answered_request(lua_State *L, const lualark_client *client,
                             int options, lua_KFunction go) {
  if (lualark_preview_request(L) == 2) return 2;
  lua_getfield(L, -1, "method");
  lua_pushliteral(L, " ");
  lua_getfield(L, -3, "path");
  lua_concat(L, 3);
  lua_insert(L, -2);
  return pick(L, client, 2, options, go);
}
