// SPDX-License-Identifier: MIT
#include "request_read.h"

#include <stdlib.h>
#include <string.h>

#include "encode.h"
#include "error.h"
#include "fields.h"
#include "limits_option.h"
#include "lualark_words.h"
#include "params.h"

static int encode_protected(lua_State *L) {
  lualark_encode_now(L, 1, &lualark_encode_whole, false);
  return 1;
}

// A table is sent as JSON, a string as it is.
static bool read_body(lua_State *L, lark_request *request) {
  int type = lua_getfield(L, 2, "body");
  if (type == LUA_TNIL) return true;
  if (type != LUA_TTABLE && type != LUA_TSTRING) {
    lualark_error_argument(L, "body",
                           "body must be a table or a string, "
                           "not a %s",
                           lualark_words_type(L, -1));
    return false;
  }
  request->body_is_text = type == LUA_TSTRING;
  if (type == LUA_TTABLE) {
    lua_pushcfunction(L, encode_protected);
    lua_insert(L, -2);
    if (lua_pcall(L, 1, 1, 0) != LUA_OK) {
      lualark_error_argument(L, "body", "body: %s", lua_tostring(L, -1));
      return false;
    }
  }
  request->body = lua_tolstring(L, -1, &request->body_bytes);
  return true;
}

static bool read_query(lua_State *L, lark_request *request) {
  lualark_params query;
  lua_getfield(L, 2, "query");
  if (!lualark_params_read(L, lua_gettop(L), NULL, &query)) return false;
  for (size_t i = 0; i < query.count; i++) {
    const lark_param *param = &query.list[i];
    if (param->type != LARK_JSON || param->value.string.bytes[0] == '[')
      continue;
    lualark_error_argument(L, param->name,
                           "query: %s must be a string, a number, a boolean or "
                           "a list of these",
                           param->name);
    return false;
  }
  request->query = query.list;
  request->query_count = query.count;
  return true;
}

static int by_header(const void *a, const void *b) {
  return strcmp(((const lark_header *)a)->name, ((const lark_header *)b)->name);
}

static bool refuse_headers(lua_State *L) {
  lualark_error_argument(L, "headers",
                         "headers must be a table of strings by name");
  return false;
}

// The caller's table keeps names and values.
static bool read_headers(lua_State *L, lark_request *request) {
  enum { MOST_HEADERS = 100 };
  int type = lua_getfield(L, 2, "headers");
  int table = lua_gettop(L);
  if (type == LUA_TNIL) return true;
  if (type != LUA_TTABLE) return refuse_headers(L);
  size_t room = lualark_params_count(L, table);
  if (room > MOST_HEADERS) return refuse_headers(L);
  lark_header *list = lua_newuserdatauv(L, (room + 1) * sizeof *list, 0);
  size_t count = 0;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    size_t lengths[2] = {0};
    if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING ||
        count == room)
      return refuse_headers(L);
    list[count].name = lua_tolstring(L, -2, &lengths[0]);
    list[count].value = lua_tolstring(L, -1, &lengths[1]);
    if (strlen(list[count].name) != lengths[0] ||
        strlen(list[count].value) != lengths[1])
      return refuse_headers(L);
    count++;
    lua_pop(L, 1);
  }
  if (count > 1) qsort(list, count, sizeof *list, by_header);
  request->headers = list;
  request->header_count = count;
  return true;
}

static bool read_limits(lua_State *L, lark_request *request) {
  lark_limit_option limit = {.endpoint = "client:request"};
  if (lua_getfield(L, 2, "limits") == LUA_TNIL) return true;
  if (!lualark_limits_option_rates(L, &limit)) return false;
  request->rates = limit.rates;
  request->rate_count = limit.rate_count;
  request->no_limits = limit.rates == NULL;
  return true;
}

static bool check_names(lua_State *L) {
  static const char *const known[] = {"method",  "path",   "query", "body",
                                      "headers", "limits", "row"};
  const char *unknown =
      lualark_fields_unknown(L, 2, known, sizeof known / sizeof known[0]);
  if (unknown == NULL) return true;
  lualark_error_argument(L, unknown,
                         "%s is no part of a request; it has method, path, "
                         "query, body, headers, limits and row",
                         unknown);
  return false;
}

// Reads a member, and leaves it on the stack.
static bool read_text(lua_State *L, const char *name, const char **to) {
  lua_getfield(L, 2, name);
  return lualark_fields_text(L, name, to);
}

bool lualark_request_read(lua_State *L, lark_request *out) {
  *out = (lark_request){0};
  if (!check_names(L)) return false;
  if (!read_text(L, "method", &out->method)) return false;
  if (out->method == NULL) out->method = "GET";
  if (!read_text(L, "path", &out->path)) return false;
  return read_query(L, out) && read_body(L, out) && read_headers(L, out) &&
         read_limits(L, out);
}
