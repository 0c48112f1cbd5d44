// SPDX-License-Identifier: MIT

// client:define{...}: endpoints that the catalog lacks, in its own format.
//
// The catalog's own reader (core/catalog/format.lua) checks what is said and
// gives the plain shape; here that becomes the structs that the core reads.
// They live in userdata that the client anchors; their strings are those of the
// plain shape, which is anchored as well.
#include "define.h"

#include <string.h>

#include "client.h"
#include "embedded.h"
#include "endpoint.h"
#include "error.h"

enum { DEEPEST = 32 };

// Zeroed memory that lives as long as the table at `anchors`.
static void *keep(lua_State *L, int anchors, size_t count, size_t bytes) {
  if (count == 0) return NULL;
  void *block = lua_newuserdatauv(L, count * bytes, 0);
  memset(block, 0, count * bytes);
  lua_rawsetp(L, anchors, block);
  return block;
}

static const char *text_of(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  const char *text = lua_tostring(L, -1);
  lua_pop(L, 1); // the table keeps it alive
  return text;
}

static bool flag_of(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  bool flag = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return flag;
}

static bool integer_of(lua_State *L, int index, const char *name,
                       int64_t *out) {
  int found = 0;
  lua_getfield(L, index, name);
  *out = lua_tointegerx(L, -1, &found);
  lua_pop(L, 1);
  return found;
}

// Pushes the list called `name`, or an empty one; returns its length.
static size_t push_list(lua_State *L, int index, const char *name) {
  if (lua_getfield(L, index, name) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_newtable(L);
  }
  return lua_rawlen(L, -1);
}

static const char *const *texts_of(lua_State *L, int index, int anchors,
                                   const char *name, size_t *count) {
  *count = push_list(L, index, name);
  const char **texts = keep(L, anchors, *count, sizeof *texts);
  for (size_t i = 0; i < *count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    texts[i] = luaL_checkstring(L, -1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return texts;
}

// The value on top as an enum's value or a default.
static lark_choice choice_of(lua_State *L) {
  lark_choice choice = {0};
  if (lua_type(L, -1) == LUA_TSTRING)
    choice.string = lua_tostring(L, -1);
  else
    choice.integer = lua_tointeger(L, -1);
  return choice;
}

static void read_choices(lua_State *L, int type, int anchors,
                         lark_field *field) {
  field->choice_count = push_list(L, type, "enum");
  lark_choice *choices = keep(L, anchors, field->choice_count, sizeof *choices);
  for (size_t i = 0; i < field->choice_count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    int entry = lua_gettop(L);
    lua_getfield(L, entry, "value");
    choices[i] = choice_of(L);
    choices[i].en = text_of(L, entry, "en");
    choices[i].zh = text_of(L, entry, "zh");
    lua_settop(L, entry - 1);
  }
  lua_pop(L, 1);
  field->choices = choices;
}

static lark_type type_of(const char *name) {
  for (lark_type type = LARK_BOOLEAN; type <= LARK_OBJECT; type++) {
    if (strcmp(lark_type_name(type), name) == 0) return type;
  }
  return LARK_ABSENT;
}

static const lark_field *const *fields_of(lua_State *L, int index, int anchors,
                                          const char *name, int depth,
                                          size_t *count);

// Reads the type at the index `type` into a field.
static void read_type(lua_State *L, int type, int anchors, int depth,
                      lark_field *field) {
  luaL_checkstack(L, 12, "a definition");
  if (depth > DEEPEST) luaL_error(L, "types are nested too deep");
  field->type = type_of(text_of(L, type, "type"));
  field->format = text_of(L, type, "format");
  field->unit = text_of(L, type, "unit");
  field->type_name = text_of(L, type, "name");
  field->id_type = text_of(L, type, "id_type");
  field->deprecated = text_of(L, type, "deprecated");
  field->has_min = integer_of(L, type, "min", &field->min);
  field->has_max = integer_of(L, type, "max", &field->max);
  field->scopes = texts_of(L, type, anchors, "scopes", &field->scope_count);
  read_choices(L, type, anchors, field);
  field->has_default = lua_getfield(L, type, "default") != LUA_TNIL;
  field->fallback = choice_of(L);
  lua_pop(L, 1);
  field->fields =
      fields_of(L, type, anchors, "fields", depth + 1, &field->field_count);
  if (lua_getfield(L, type, "item") == LUA_TTABLE) {
    lark_field *item = keep(L, anchors, 1, sizeof *item);
    item->name = item->doc = "";
    read_type(L, lua_gettop(L), anchors, depth + 1, item);
    field->item = item;
  }
  lua_pop(L, 1);
}

static lark_place place_of(const char *name) {
  if (name != NULL && strcmp(name, "path") == 0) return LARK_IN_PATH;
  if (name != NULL && strcmp(name, "body") == 0) return LARK_IN_BODY;
  return LARK_IN_QUERY;
}

static const lark_field *const *fields_of(lua_State *L, int index, int anchors,
                                          const char *name, int depth,
                                          size_t *count) {
  *count = push_list(L, index, name);
  const lark_field **fields = keep(L, anchors, *count, sizeof *fields);
  for (size_t i = 0; i < *count; i++) {
    lark_field *field = keep(L, anchors, 1, sizeof *field);
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    int entry = lua_gettop(L);
    const char *place = text_of(L, entry, "place");
    field->name = text_of(L, entry, "name");
    field->doc = text_of(L, entry, "doc");
    field->place = place_of(place);
    field->required = flag_of(L, entry, "required");
    lua_getfield(L, entry, "type");
    read_type(L, lua_gettop(L), anchors, depth, field);
    lua_settop(L, entry - 1);
    fields[i] = field;
  }
  lua_pop(L, 1);
  return fields;
}

static void read_limits(lua_State *L, int index, int anchors,
                        lark_endpoint *endpoint) {
  endpoint->limit_count = push_list(L, index, "limits");
  lark_rate *rates = keep(L, anchors, endpoint->limit_count, sizeof *rates);
  for (size_t i = 0; i < endpoint->limit_count; i++) {
    int64_t number = 0;
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    integer_of(L, lua_gettop(L), "max", &number);
    rates[i].max = (uint32_t)number;
    integer_of(L, lua_gettop(L), "window_ms", &number);
    rates[i].window_ms = (uint32_t)number;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  endpoint->limits = rates;
}

static void read_errors(lua_State *L, int index, int anchors,
                        lark_endpoint *endpoint) {
  endpoint->error_count = push_list(L, index, "errors");
  int32_t *errors = keep(L, anchors, endpoint->error_count, sizeof *errors);
  for (size_t i = 0; i < endpoint->error_count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    errors[i] = (int32_t)luaL_checkinteger(L, -1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  endpoint->errors = errors;
}

static unsigned apps_of(lua_State *L, int index) {
  lua_getfield(L, index, "apps");
  int apps = lua_gettop(L);
  unsigned flags = flag_of(L, apps, "custom") ? LARK_APP_CUSTOM : 0;
  if (flag_of(L, apps, "isv")) flags |= LARK_APP_ISV;
  lua_pop(L, 1);
  return flags;
}

// The plain shape at `index` as the core's struct.
static const lark_endpoint *read_endpoint(lua_State *L, int index,
                                          int anchors) {
  lark_endpoint *endpoint = keep(L, anchors, 1, sizeof *endpoint);
  endpoint->name = text_of(L, index, "name");
  endpoint->doc = text_of(L, index, "doc");
  endpoint->url = text_of(L, index, "url");
  endpoint->method = text_of(L, index, "method");
  endpoint->path = text_of(L, index, "path");
  endpoint->page = text_of(L, index, "page");
  endpoint->repeatable = flag_of(L, index, "repeatable");
  endpoint->apps = apps_of(L, index);
  endpoint->params =
      fields_of(L, index, anchors, "params", 0, &endpoint->param_count);
  endpoint->returns =
      fields_of(L, index, anchors, "returns", 0, &endpoint->return_count);
  read_limits(L, index, anchors, endpoint);
  read_errors(L, index, anchors, endpoint);
  endpoint->scopes =
      texts_of(L, index, anchors, "scopes", &endpoint->scope_count);
  endpoint->field_scopes =
      texts_of(L, index, anchors, "field_scopes", &endpoint->field_scope_count);
  return endpoint;
}

// Upvalue: the client. Arguments: its anchors, a name, the facts. Raises what
// is wrong.
static int define_one(lua_State *L) {
  lualark_embedded_push(L, "format");
  lua_getfield(L, -1, "endpoint");
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 3);
  lua_call(L, 2, 1);
  int shape = lua_gettop(L);
  const char *name = text_of(L, shape, "name");
  if (lark_endpoint_find(name) != NULL)
    return luaL_error(L, "%s is there already", name);

  lua_pushvalue(L, shape);
  lua_rawsetp(L, 1, lua_topointer(L, shape));
  const lark_endpoint *endpoint = read_endpoint(L, shape, 1);
  if (!lualark_client_note(lua_touserdata(L, lua_upvalueindex(1)), endpoint))
    return luaL_error(L, "not enough memory");
  luaL_getsubtable(L, 1, LUALARK_DEFINED);
  lua_pushlightuserdata(L, (void *)(uintptr_t)endpoint);
  lua_setfield(L, -2, name);
  return 0;
}

/// client:define{ ["hire.x.y"] = {...}, ... }: adds endpoints, said in the
/// catalog's format (core/catalog/README.md; its words are in lark.types).
/// True, or nil and an error that says what is wrong.
static int define(lua_State *L) {
  lualark_client *client = lualark_client_check(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_getiuservalue(L, 1, LUALARK_ANCHORS);
  lua_pushnil(L);
  while (lua_next(L, 2)) {
    lua_pushlightuserdata(L, client);
    lua_pushcclosure(L, define_one, 1);
    lua_pushvalue(L, 3);
    lua_pushvalue(L, -4);
    lua_pushvalue(L, -4);
    if (lua_pcall(L, 3, 0, 0) != LUA_OK)
      return lualark_error_argument(L, NULL, "%s", lua_tostring(L, -1));
    lua_pop(L, 1);
  }
  lua_pushboolean(L, 1);
  return 1;
}

void lualark_define_register(lua_State *L) {
  lua_pushcfunction(L, define);
  lua_setfield(L, -2, "define");
}
