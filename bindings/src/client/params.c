// SPDX-License-Identifier: MIT

#include "params.h"

#include <stdlib.h>
#include <string.h>

#include "encode.h"
#include "error.h"
#include "fields.h"
#include "lark_files.h"
#include "lualark_words.h"
#include "mark.h"
#include "state.h"

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

static bool is_file(const lark_field *field) {
  return field != NULL && field->format != NULL &&
         strcmp(field->format, "file") == 0;
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

static bool refuse_reading(lua_State *L, const char *name) {
  lark_error error = {
      .status = LARK_EPERMISSION,
      .msg = lua_pushfstring(
          L, lualark_words("%s: this script may not read files"), name),
      .parameter = name,
      .hint = lualark_words("Give the file as { bytes = ..., name = ... }.")};
  lualark_error_return(L, &error);
  return false;
}

// Reads a member of the file at `table`, whose text the user value at `kept` of
// the file on top keeps.
static bool read_member(lua_State *L, int table, const char *param,
                        const char *name, int kept, const char **to,
                        size_t *length_bytes) {
  size_t length = 0;
  int type = lua_getfield(L, table, name);
  if (type != LUA_TSTRING && type != LUA_TNIL) {
    lualark_error_argument(L, param, "%s.%s must be a string, not a %s", param,
                           name, lualark_words_type(L, -1));
    return false;
  }
  if (type == LUA_TSTRING) *to = lua_tolstring(L, -1, &length);
  if (length_bytes != NULL) *length_bytes = length;
  if (length_bytes == NULL && *to != NULL && strlen(*to) != length) {
    lualark_error_argument(L, param, "%s.%s holds a NUL", param, name);
    return false;
  }
  lua_setiuservalue(L, -2, kept);
  return true;
}

static bool check_members(lua_State *L, int table, const char *param) {
  static const char *const known[] = {"path", "bytes", "name", "content_type"};
  const char *unknown =
      lualark_fields_unknown(L, table, known, sizeof known / sizeof known[0]);
  if (unknown == NULL) return true;
  lualark_error_argument(L, param,
                         "%s.%s is no part of a file; it has path or bytes, "
                         "name and content_type",
                         param, unknown);
  return false;
}

// Replaces the table on top by a file.
static bool read_file(lua_State *L, lark_param *param) {
  enum { MEMBERS = 4 };
  int table = lua_gettop(L);
  const char *name = param->name;
  if (!check_members(L, table, name)) return false;
  lark_file *file = lua_newuserdatauv(L, sizeof *file, MEMBERS);
  *file = (lark_file){.size = sizeof *file};
  if (!read_member(L, table, name, "path", 1, &file->path, NULL) ||
      !read_member(L, table, name, "bytes", 2, &file->bytes,
                   &file->length_bytes) ||
      !read_member(L, table, name, "name", 3, &file->name, NULL) ||
      !read_member(L, table, name, "content_type", 4, &file->content_type,
                   NULL))
    return false;
  if ((file->path == NULL) == (file->bytes == NULL)) {
    lualark_error_argument(L, name, "%s needs either path or bytes", name);
    return false;
  }
  if (file->path != NULL && lualark_state_get(L)->sandboxed)
    return refuse_reading(L, name);
  lua_replace(L, table);
  param->type = LARK_FILE;
  param->value.file = file;
  return true;
}

// Whether a parameter is a file: "file" is another name for the endpoint's.
static bool takes_file(const lark_endpoint *endpoint, const char *name) {
  if (endpoint == NULL) return false;
  const lark_field *field = field_of(endpoint, name);
  if (field != NULL || strcmp(name, "file") != 0) return is_file(field);
  for (size_t i = 0; i < endpoint->param_count; i++) {
    if (is_file(endpoint->params[i])) return true;
  }
  return false;
}

// Reads the value on top; its text, or a file, replaces a table.
static bool read_value(lua_State *L, lark_param *param,
                       const lark_endpoint *endpoint) {
  switch (lua_type(L, -1)) {
  case LUA_TSTRING:
    set_string(L, param, LARK_STRING);
    if (lualark_state_get(L)->sandboxed && takes_file(endpoint, param->name))
      return refuse_reading(L, param->name);
    return true;
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
    if (takes_file(endpoint, param->name)) return read_file(L, param);
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
                         lualark_words_type(L, -1));
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
                           lualark_words_type(L, index));
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
    else if (list[i].type == LARK_FILE)
      bytes += list[i].value.file->length_bytes;
  }
  return bytes;
}
