// SPDX-License-Identifier: MIT

// lark.endpoints() and lark.schema(name): the catalog as Lua tables.
#include "schema.h"

#include <string.h>

#include "error.h"
#include "native.h"
#include "params.h"

static void set_text(lua_State *L, const char *name, const char *text) {
  if (text == NULL || text[0] == '\0') return;
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

static void set_flag(lua_State *L, const char *name, bool flag) {
  if (!flag) return;
  lua_pushboolean(L, 1);
  lua_setfield(L, -2, name);
}

static void set_texts(lua_State *L, const char *name, const char *const *texts,
                      size_t count) {
  if (count == 0) return;
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushstring(L, texts[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, name);
}

static void push_choice_value(lua_State *L, const lark_choice *choice) {
  if (choice->string != NULL)
    lua_pushstring(L, choice->string);
  else
    lua_pushinteger(L, choice->integer);
}

static void set_choices(lua_State *L, const lark_field *field) {
  if (field->choice_count == 0) return;
  lua_createtable(L, (int)field->choice_count, 0);
  for (size_t i = 0; i < field->choice_count; i++) {
    const lark_choice *choice = &field->choices[i];
    lua_createtable(L, 0, 3);
    push_choice_value(L, choice);
    lua_setfield(L, -2, "value");
    set_text(L, "en", choice->en);
    set_text(L, "zh", choice->zh);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "enum");
}

static void push_fields(lua_State *L, const lark_field *const *fields,
                        size_t count);

static void set_bounds(lua_State *L, const lark_field *field) {
  if (field->has_default) {
    push_choice_value(L, &field->fallback);
    lua_setfield(L, -2, "default");
  }
  if (field->has_min) {
    lua_pushinteger(L, field->min);
    lua_setfield(L, -2, "min");
  }
  if (field->has_max) {
    lua_pushinteger(L, field->max);
    lua_setfield(L, -2, "max");
  }
}

static void push_field(lua_State *L, const lark_field *field) {
  luaL_checkstack(L, 8, "a schema");
  lua_createtable(L, 0, 8);
  set_text(L, "name", field->name);
  set_text(L, "doc", field->doc);
  set_text(L, "type", lark_type_name(field->type));
  set_text(L, "format", field->format);
  set_text(L, "unit", field->unit);
  set_text(L, "type_name", field->type_name);
  set_text(L, "id_type", field->id_type);
  set_text(L, "deprecated", field->deprecated);
  set_bounds(L, field);
  set_choices(L, field);
  set_texts(L, "scopes", field->scopes, field->scope_count);
  if (field->item != NULL) {
    push_field(L, field->item);
    lua_setfield(L, -2, "item");
  }
  if (field->field_count > 0) {
    push_fields(L, field->fields, field->field_count);
    lua_setfield(L, -2, "fields");
  }
}

static void push_fields(lua_State *L, const lark_field *const *fields,
                        size_t count) {
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    push_field(L, fields[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static void push_params(lua_State *L, const lark_endpoint *endpoint) {
  static const char *const places[] = {"path", "query", "body"};
  lua_createtable(L, (int)endpoint->param_count, 0);
  for (size_t i = 0; i < endpoint->param_count; i++) {
    push_field(L, endpoint->params[i]);
    set_text(L, "place", places[endpoint->params[i]->place]);
    set_flag(L, "required", endpoint->params[i]->required);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static void set_limits(lua_State *L, const lark_endpoint *endpoint) {
  lua_createtable(L, (int)endpoint->limit_count, 0);
  for (size_t i = 0; i < endpoint->limit_count; i++) {
    lua_createtable(L, 0, 2);
    lua_pushinteger(L, endpoint->limits[i].max);
    lua_setfield(L, -2, "max");
    lua_pushinteger(L, endpoint->limits[i].window_ms);
    lua_setfield(L, -2, "window_ms");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "limits");
}

static void set_apps(lua_State *L, const lark_endpoint *endpoint) {
  const char *apps[2];
  size_t count = 0;
  if (endpoint->apps & LARK_APP_CUSTOM) apps[count++] = "custom";
  if (endpoint->apps & LARK_APP_ISV) apps[count++] = "isv";
  set_texts(L, "apps", apps, count);
}

static void push_endpoint(lua_State *L, const lark_endpoint *endpoint) {
  lua_createtable(L, 0, 14);
  set_text(L, "name", endpoint->name);
  set_text(L, "doc", endpoint->doc);
  set_text(L, "url", endpoint->url);
  set_text(L, "method", endpoint->method);
  set_text(L, "path", endpoint->path);
  set_text(L, "page", endpoint->page);
  set_flag(L, "repeatable", endpoint->repeatable);
  push_params(L, endpoint);
  lua_setfield(L, -2, "params");
  push_fields(L, endpoint->returns, endpoint->return_count);
  lua_setfield(L, -2, "returns");
  set_limits(L, endpoint);
  set_apps(L, endpoint);
  set_texts(L, "scopes", endpoint->scopes, endpoint->scope_count);
  set_texts(L, "field_scopes", endpoint->field_scopes,
            endpoint->field_scope_count);
  lua_createtable(L, (int)endpoint->error_count, 0);
  for (size_t i = 0; i < endpoint->error_count; i++) {
    lua_pushinteger(L, endpoint->errors[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "errors");
}

/// lark.schema(name): everything the catalog knows of an endpoint, or nil and
/// an error.
static int schema(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  const lark_endpoint *endpoint = lark_endpoint_find(name);
  if (endpoint != NULL) {
    push_endpoint(L, endpoint);
    return 1;
  }
  const lark_endpoint *near = lark_endpoint_suggest(name);
  return lualark_error_argument(L, "endpoint", "there is no endpoint %s%s%s%s",
                                name, near ? "; did you mean " : "",
                                near ? near->name : "", near ? "?" : "");
}

/// lark.endpoints(): the names of all endpoints, sorted.
static int endpoints(lua_State *L) {
  lua_createtable(L, (int)lark_endpoint_count(), 0);
  for (size_t i = 0; i < lark_endpoint_count(); i++) {
    lua_pushstring(L, lark_endpoint_at(i)->name);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

// Pushes the names of the endpoints that document a code.
static void push_documented(lua_State *L, int64_t code) {
  lua_newtable(L);
  lua_Integer count = 0;
  for (size_t i = 0; i < lark_endpoint_count(); i++) {
    const lark_endpoint *endpoint = lark_endpoint_at(i);
    for (size_t j = 0; j < endpoint->error_count; j++) {
      if (endpoint->errors[j] != code) continue;
      lua_pushstring(L, endpoint->name);
      lua_rawseti(L, -2, ++count);
    }
  }
}

/// lark.explain(code): what is known of an error code of the platform, as
/// { code=, kind=, meaning=, hint=, reaction=, endpoints= }, or nil.
static int explain(lua_State *L) {
  static const char *const reactions[] = {
      [LARK_FAIL] = "fail",
      [LARK_RENEW_TOKEN] = "renew token",
      [LARK_RENEW_APP_TOKEN] = "renew app token",
      [LARK_RENEW_TICKET] = "renew ticket",
      [LARK_HOLD] = "hold",
      [LARK_REPEAT] = "repeat",
  };
  lua_Integer code = luaL_checkinteger(L, 1);
  const lark_code *known = lark_code_find(code);
  if (known == NULL) return 0;
  lua_createtable(L, 0, 6);
  lua_pushinteger(L, code);
  lua_setfield(L, -2, "code");
  set_text(L, "kind", lark_kind(known->status));
  set_text(L, "meaning", known->meaning);
  set_text(L, "hint", known->hint);
  set_text(L, "reaction", reactions[known->reaction]);
  push_documented(L, code);
  lua_setfield(L, -2, "endpoints");
  return 1;
}

// ------------------------------------------------------------------- previews

typedef struct preview {
  lualark_native native;
  lark_text url, body;
  lark_result *why;
} preview;

static void free_preview(lualark_native *native) {
  preview *shown = (preview *)native;
  lark_text_clear(&shown->url);
  lark_text_clear(&shown->body);
  lark_result_free(shown->why);
  shown->why = NULL;
}

// Its texts take the state's own memory, so that they count against a script's
// limit.
static preview *push_preview(lua_State *L) {
  lark_allocator states;
  states.resize = lua_getallocf(L, &states.user);
  preview *shown =
      lualark_native_push(L, lualark_state_get(L), sizeof *shown, free_preview);
  lark_text_init(&shown->url, &states);
  lark_text_init(&shown->body, &states);
  return shown;
}

/// lark.preview(endpoint, params): what a call would send, as { method=, path=,
/// body= }, or nil and an error. Sends nothing, and needs no client.
static int show(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  const lark_endpoint *endpoint = lark_endpoint_find(name);
  lualark_params params;
  lua_settop(L, 2);
  if (!lualark_params_read(L, 2, endpoint, &params)) return 2;
  preview *shown = push_preview(L);
  lark_status status = lark_preview(name, params.list, params.count,
                                    &shown->url, &shown->body, &shown->why);
  if (status != LARK_OK && shown->why == NULL)
    return luaL_error(L, "not enough memory");
  // At once: the collector sees a few bytes of it.
  if (status != LARK_OK) {
    int count = lualark_error_return(L, lark_result_error(shown->why));
    free_preview(&shown->native);
    return count;
  }

  lua_createtable(L, 0, 3);
  set_text(L, "method", endpoint->method);
  lua_pushlstring(L, shown->url.bytes, shown->url.length_bytes);
  lua_setfield(L, -2, "path");
  if (shown->body.length_bytes > 0) {
    lua_pushlstring(L, shown->body.bytes, shown->body.length_bytes);
    lua_setfield(L, -2, "body");
  }
  free_preview(&shown->native);
  return 1;
}

void lualark_schema_register(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"schema", schema}, {"endpoints", endpoints},
      {"preview", show},  {"explain", explain},
      {NULL, NULL},
  };
  luaL_setfuncs(L, functions, 0);
}
