// SPDX-License-Identifier: MIT
#include "error.h"

#include <stdarg.h>
#include <stdio.h>

#include "failure.h"
#include "lualark_words.h"
#include "push.h"
#include "visible.h"

static const char error_type[] = "lark.error";

// The text of a field of the error at index 1, or NULL.
static const char *text_of(lua_State *L, const char *field) {
  lua_getfield(L, 1, field);
  return lua_tostring(L, -1);
}

// Pushes "param", "api 1002553" or "http, HTTP 502".
static const char *push_sort(lua_State *L) {
  const char *kind = text_of(L, "kind");
  const char *code = text_of(L, "code");
  const char *http = text_of(L, "http_status");
  const char *sort = kind ? kind : "error";
  if (code != NULL) sort = lua_pushfstring(L, "%s %s", sort, code);
  if (http != NULL)
    sort = lua_pushfstring(L, lualark_words("%s, HTTP %s"), sort, http);
  return sort;
}

// "hire.referral.search: page_size must be ... (param). Hint. [log id ...]"
static int error_tostring(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  luaL_checkstack(L, 16, "an error");
  const char *endpoint = text_of(L, "endpoint");
  const char *msg = text_of(L, "msg");
  const char *hint = text_of(L, "hint");
  const char *log_id = text_of(L, "log_id");
  const char *line = msg ? msg : lualark_words("no message");

  if (endpoint != NULL)
    line = lua_pushfstring(L, lualark_words("%s: %s"), endpoint, line);
  line = lua_pushfstring(L, lualark_words("%s (%s)"), line, push_sort(L));
  if (hint != NULL)
    line = lua_pushfstring(L, lualark_words("%s. %s"), line, hint);
  if (log_id != NULL)
    line = lua_pushfstring(L, lualark_words("%s [log id %s]"), line, log_id);
  lua_pushstring(L, line);
  // The platform's words may span lines, and must not control the terminal.
  lualark_visible_push(L, lua_gettop(L));
  return 1;
}

static void set_metatable(lua_State *L) {
  if (luaL_newmetatable(L, error_type)) {
    lua_pushcfunction(L, error_tostring);
    lua_setfield(L, -2, "__tostring");
  }
  lua_setmetatable(L, -2);
}

static void set_text(lua_State *L, const char *name, const char *text) {
  if (text == NULL || text[0] == '\0') return;
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

static void set_number(lua_State *L, const char *name, lua_Integer number) {
  lua_pushinteger(L, number);
  lua_setfield(L, -2, name);
}

// Sets the members of the platform's `error` object, under their own names.
static void set_detail(lua_State *L, lark_json detail) {
  for (lark_json member = lark_json_first(detail);
       lark_json_type(member) != LARK_ABSENT; member = lark_json_next(member)) {
    size_t length = 0;
    const char *key = lark_json_key(member, &length);
    lua_pushlstring(L, key, length);
    lualark_push_value(L, member);
    lua_rawset(L, -3);
  }
}

void lualark_error_push(lua_State *L, const lark_error *error) {
  luaL_checkstack(L, 6, "an error");
  lua_createtable(L, 0, 12);
  // First, so that our own fields win where names meet.
  set_detail(L, error->detail);
  set_text(L, "kind", lark_kind(error->status));
  set_text(L, "msg", error->msg);
  set_text(L, "hint", error->hint);
  set_text(L, "endpoint", error->endpoint);
  set_text(L, "parameter", error->parameter);
  set_text(L, "log_id", error->log_id);
  if (error->code != 0) set_number(L, "code", error->code);
  if (error->http_status != 0) set_number(L, "http_status", error->http_status);
  set_number(L, "attempts", error->attempts);
  lua_pushboolean(L, error->retryable);
  lua_setfield(L, -2, "retryable");
  set_metatable(L);
}

int lualark_error_return(lua_State *L, const lark_error *error) {
  lua_pushnil(L);
  lualark_error_push(L, error);
  return 2;
}

int lualark_error_argument(lua_State *L, const char *parameter,
                           const char *format, ...) {
  char message[256];
  va_list arguments;
  va_start(arguments, format);
  lark_mend_end(
      message, sizeof message,
      vsnprintf(message, sizeof message, lualark_words(format), arguments));
  va_end(arguments);
  lark_error error = {
      .status = LARK_EPARAM, .msg = message, .parameter = parameter};
  return lualark_error_return(L, &error);
}

int lualark_error_is(lua_State *L, int index) {
  if (!lua_istable(L, index) || !lua_getmetatable(L, index)) return 0;
  luaL_getmetatable(L, error_type);
  int is = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return is;
}

int lualark_error_new(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  set_metatable(L);
  return 1;
}
