// SPDX-License-Identifier: MIT

#include "params.h"

#include <stdlib.h>
#include <string.h>

#include "encode.h"
#include "error.h"
#include "mark.h"

// User values of the list keep the parameters' names and texts alive.
enum { MOST_PARAMS = 1000, KEPT_EACH = 2 };

static const lark_field *field_of(const lark_endpoint *endpoint,
                                  const char *name) {
  for (size_t i = 0; endpoint != NULL && i < endpoint->param_count; i++) {
    if (strcmp(endpoint->params[i]->name, name) == 0)
      return endpoint->params[i];
  }
  return NULL;
}

// Whether a decimal is among what a field holds: then 5.0 stays 5.0.
static bool holds_decimal(const lark_field *field) {
  if (field->type == LARK_NUMBER) return true;
  if (field->item != NULL && holds_decimal(field->item)) return true;
  if (field->values != NULL && holds_decimal(field->values)) return true;
  for (size_t i = 0; i < field->field_count; i++) {
    if (holds_decimal(field->fields[i])) return true;
  }
  return false;
}

static int encode_protected(lua_State *L) {
  bool exact = lua_toboolean(L, 3);
  lualark_encode_now(L, 1, exact ? NULL : &lualark_encode_whole,
                     lua_toboolean(L, 2));
  return 1;
}

// Replaces the table on top by its JSON text. False, with nil and an error
// pushed, where it has none.
static bool encode_table(lua_State *L, const lark_endpoint *endpoint,
                         const char *name) {
  const lark_field *field = field_of(endpoint, name);
  lua_pushcfunction(L, encode_protected);
  lua_insert(L, -2);
  lua_pushboolean(L, field != NULL && field->type == LARK_ARRAY);
  lua_pushboolean(L, field != NULL && holds_decimal(field));
  if (lua_pcall(L, 3, 1, 0) == LUA_OK) return true;
  lualark_error_argument(L, name, "%s: %s", name, lua_tostring(L, -1));
  return false;
}

static void set_string(lua_State *L, lark_param *param, lark_type type) {
  param->type = type;
  param->value.string.bytes =
      lua_tolstring(L, -1, &param->value.string.length_bytes);
}

// Reads the value on top; its text replaces a table.
static bool read_value(lua_State *L, lark_param *param,
                       const lark_endpoint *endpoint) {
  switch (lua_type(L, -1)) {
  case LUA_TSTRING: set_string(L, param, LARK_STRING); return true;
  case LUA_TBOOLEAN:
    param->type = LARK_BOOLEAN;
    param->value.boolean = lua_toboolean(L, -1);
    return true;
  case LUA_TNUMBER:
    param->type = lua_isinteger(L, -1) ? LARK_INTEGER : LARK_NUMBER;
    if (param->type == LARK_INTEGER)
      param->value.integer = lua_tointeger(L, -1);
    else
      param->value.number = lua_tonumber(L, -1);
    return true;
  case LUA_TTABLE:
    if (!encode_table(L, endpoint, param->name)) return false;
    set_string(L, param, LARK_JSON);
    return true;
  case LUA_TLIGHTUSERDATA:
    if (lualark_mark_is_null(L, -1)) {
      lua_pop(L, 1);
      lua_pushliteral(L, "null");
      set_string(L, param, LARK_JSON);
      return true;
    }
  }
  lualark_error_argument(L, param->name,
                         "%s is a %s, which no parameter can be", param->name,
                         luaL_typename(L, -1));
  return false;
}

// Reads the key below the value on top.
static bool read_name(lua_State *L, lark_param *param) {
  if (lua_type(L, -2) != LUA_TSTRING) {
    lualark_error_argument(L, NULL, "parameters have names; %s is none",
                           luaL_tolstring(L, -2, NULL));
    return false;
  }
  size_t length = 0;
  param->name = lua_tolstring(L, -2, &length);
  if (strlen(param->name) == length) return true;
  lualark_error_argument(L, NULL, "a parameter's name holds a NUL");
  return false;
}

size_t lualark_params_count(lua_State *L, int index) {
  size_t count = 0;
  lua_pushnil(L);
  for (; lua_next(L, index); count++)
    lua_pop(L, 1);
  return count;
}

// Notes names and values, and keeps them alive with the list on top. Takes no
// memory, so that no finalizer changes the table meanwhile.
static bool take_pairs(lua_State *L, int index, size_t room,
                       lualark_params *out) {
  int list = lua_gettop(L);
  lua_pushnil(L);
  while (lua_next(L, index)) {
    // A finalizer may have run since they were counted.
    if (out->count == room)
      return luaL_error(L, "the parameters changed while they were read");
    lark_param *param = &out->list[out->count];
    int kept = (int)out->count++ * KEPT_EACH;
    if (!read_name(L, param)) return false;
    param->value.integer = kept + 2; // until the value is read
    lua_setiuservalue(L, list, kept + 2);
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, list, kept + 1);
  }
  return true;
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const lark_param *)a)->name, ((const lark_param *)b)->name);
}

// Lua's order of a table differs from run to run. What is sent, recorded or
// named in an error must not.
static void sort_names(lualark_params *params) {
  enum { FEW = 16 };
  if (params->count > FEW) {
    qsort(params->list, params->count, sizeof *params->list, by_name);
    return;
  }
  for (size_t i = 1; i < params->count; i++) {
    lark_param moved = params->list[i];
    size_t to = i;
    for (; to > 0 && by_name(&params->list[to - 1], &moved) > 0; to--)
      params->list[to] = params->list[to - 1];
    params->list[to] = moved;
  }
}

static bool read_values(lua_State *L, const lark_endpoint *endpoint,
                        const lualark_params *params) {
  int list = lua_gettop(L);
  for (size_t i = 0; i < params->count; i++) {
    int kept = (int)params->list[i].value.integer;
    lua_getiuservalue(L, list, kept);
    if (!read_value(L, &params->list[i], endpoint)) return false;
    lua_setiuservalue(L, list, kept);
  }
  return true;
}

bool lualark_params_read(lua_State *L, int index, const lark_endpoint *endpoint,
                         lualark_params *out) {
  out->list = NULL;
  out->count = 0;
  if (lua_isnoneornil(L, index)) return true;
  if (!lua_istable(L, index)) {
    lualark_error_argument(L, NULL, "the parameters are one table, not a %s",
                           luaL_typename(L, index));
    return false;
  }
  size_t room = lualark_params_count(L, index);
  if (room > MOST_PARAMS) {
    lualark_error_argument(L, NULL, "a call has at most %d parameters, not %d",
                           MOST_PARAMS, (int)room);
    return false;
  }
  out->list = lua_newuserdatauv(L, room * sizeof(lark_param) + 1,
                                (int)room * KEPT_EACH);
  if (!take_pairs(L, index, room, out)) return false;
  sort_names(out);
  return read_values(L, endpoint, out);
}

size_t lualark_params_bytes(const lark_param *list, size_t count) {
  enum { ESCAPED = 3, BESIDES = 64 };
  size_t bytes = count * BESIDES;
  for (size_t i = 0; i < count; i++) {
    if (list[i].type == LARK_STRING || list[i].type == LARK_JSON)
      bytes += list[i].value.string.length_bytes * ESCAPED;
  }
  return bytes;
}
