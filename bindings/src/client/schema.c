// SPDX-License-Identifier: MIT

// lark.schema(name), lark.endpoints(), lark.explain(code) and the types of
// events: the catalog as Lua tables, written member by member (members.h).
#include "schema.h"

#include <string.h>

#include "endpoint.h"
#include "error.h"
#include "mark.h"
#include "members.h"

static const void *at(const void *from, size_t offset) {
  return (const char *)from + offset;
}

// Puts the value on top into the list below it.
static void append(lua_State *L, size_t index) {
  lua_rawseti(L, -2, (lua_Integer)index + 1);
}

// The pushers of the kinds of members: each pushes the member of the struct
// `from` onto the table of that struct, or pushes nothing where the member is
// not to be shown.
typedef void push_fn(lua_State *L, const lualark_member *member,
                     const void *from);

static void push_string(lua_State *L, const lualark_member *member,
                        const void *from) {
  const char *text = *(const char *const *)at(from, member->offset);
  if (text != NULL && text[0] != '\0') lua_pushstring(L, text);
}

// Puts a text's translations into the table on top, by locale.
static void set_by_locale(lua_State *L, const char *const *texts) {
  const char *locale = NULL;
  for (size_t i = 0; (locale = lark_locale_at(i)) != NULL; i++) {
    if (texts[i] == NULL) continue;
    lua_pushstring(L, texts[i]);
    lua_setfield(L, -2, locale);
  }
}

// A translated text gets a second member, such as `doc_in`.
static void push_text(lua_State *L, const lualark_member *member,
                      const void *from) {
  const char *const *texts =
      *(const char *const *const *)at(from, member->beside);
  if (texts != NULL) {
    lua_pushfstring(L, "%s_in", member->name);
    lua_newtable(L);
    set_by_locale(L, texts);
    lua_rawset(L, -3);
  }
  push_string(L, member, from);
}

static void push_flag(lua_State *L, const lualark_member *member,
                      const void *from) {
  if (*(const bool *)at(from, member->offset)) lua_pushboolean(L, 1);
}

static void push_word(lua_State *L, const lualark_member *member,
                      const void *from) {
  int constant = *(const int *)at(from, member->offset);
  if (constant == 0 && !member->always) return;
  const lualark_word *word = member->words;
  while (word->word != NULL && word->constant != constant)
    word++;
  if (word->word != NULL) lua_pushstring(L, word->word);
}

static void push_words(lua_State *L, const lualark_member *member,
                       const void *from) {
  int flags = *(const int *)at(from, member->offset);
  size_t count = 0;
  if (flags == 0) return;
  lua_newtable(L);
  for (const lualark_word *word = member->words; word->word != NULL; word++) {
    if ((flags & word->constant) == 0) continue;
    lua_pushstring(L, word->word);
    append(L, count++);
  }
}

static void push_bound(lua_State *L, const lualark_member *member,
                       const void *from) {
  if (*(const bool *)at(from, member->beside))
    lua_pushinteger(L, *(const int64_t *)at(from, member->offset));
}

static void push_choice(lua_State *L, const lark_choice *choice) {
  if (choice->string != NULL)
    lua_pushstring(L, choice->string);
  else
    lua_pushinteger(L, choice->integer);
}

static void push_value(lua_State *L, const lualark_member *member,
                       const void *from) {
  if (*(const bool *)at(from, member->beside))
    push_choice(L, at(from, member->offset));
}

// Pushes a table that stays a list where it is empty.
static void push_new_list(lua_State *L, size_t count) {
  lua_createtable(L, (int)count, 0);
  lualark_mark_push_array(L);
  lua_setmetatable(L, -2);
}

// Pushes a table for a list. False where the list is not to be shown.
static bool push_list(lua_State *L, const lualark_member *member,
                      const void *from, size_t *count) {
  *count = *(const size_t *)at(from, member->beside);
  if (*count == 0 && !member->always) return false;
  push_new_list(L, *count);
  return true;
}

static void push_strings(lua_State *L, const lualark_member *member,
                         const void *from) {
  size_t count = 0;
  const char *const *strings =
      *(const char *const *const *)at(from, member->offset);
  if (!push_list(L, member, from, &count)) return;
  for (size_t i = 0; i < count; i++) {
    lua_pushstring(L, strings[i]);
    append(L, i);
  }
}

static void push_integers(lua_State *L, const lualark_member *member,
                          const void *from) {
  size_t count = 0;
  const int32_t *integers = *(const int32_t *const *)at(from, member->offset);
  if (!push_list(L, member, from, &count)) return;
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, integers[i]);
    append(L, i);
  }
}

static void push_limits(lua_State *L, const lualark_member *member,
                        const void *from) {
  size_t count = 0;
  const lark_rate *rates = *(const lark_rate *const *)at(from, member->offset);
  if (!push_list(L, member, from, &count)) return;
  for (size_t i = 0; i < count; i++) {
    lua_createtable(L, 0, 2);
    lua_pushinteger(L, rates[i].max);
    lua_setfield(L, -2, "max");
    lua_pushinteger(L, rates[i].window_ms);
    lua_setfield(L, -2, "window_ms");
    append(L, i);
  }
}

static void push_enum(lua_State *L, const lualark_member *member,
                      const void *from) {
  size_t count = 0;
  const lark_field *field = from;
  if (!push_list(L, member, from, &count)) return;
  for (size_t i = 0; i < count; i++) {
    lua_createtable(L, 0, 3);
    push_choice(L, &field->choices[i]);
    lua_setfield(L, -2, "value");
    if (field->label_in != NULL) set_by_locale(L, field->label_in[i]);
    append(L, i);
  }
}

static void set_members(lua_State *L, const lualark_member *members,
                        const void *from);

static void push_field(lua_State *L, const lark_field *field) {
  luaL_checkstack(L, 8, "a schema");
  lua_createtable(L, 0, 8);
  set_members(L, lualark_field_members, field);
  set_members(L, lualark_type_members, field);
}

static void push_item(lua_State *L, const lualark_member *member,
                      const void *from) {
  const lark_field *item = *(const lark_field *const *)at(from, member->offset);
  if (item != NULL) push_field(L, item);
}

static void push_fields(lua_State *L, const lualark_member *member,
                        const void *from) {
  size_t count = 0, shown = 0;
  const lark_field *const *fields =
      *(const lark_field *const *const *)at(from, member->offset);
  if (!push_list(L, member, from, &count)) return;
  for (size_t i = 0; i < count; i++) {
    if (fields[i]->hidden) continue;
    push_field(L, fields[i]);
    if (member->kind == LUALARK_KIND_PARAMS)
      set_members(L, lualark_param_members, fields[i]);
    append(L, shown++);
  }
}

// Puts those members that are to be shown into the table on top.
static void set_members(lua_State *L, const lualark_member *members,
                        const void *from) {
  static push_fn *const pushers[] = {
      [LUALARK_KIND_STRING] = push_string,
      [LUALARK_KIND_TEXT] = push_text,
      [LUALARK_KIND_FLAG] = push_flag,
      [LUALARK_KIND_WORD] = push_word,
      [LUALARK_KIND_WORDS] = push_words,
      [LUALARK_KIND_BOUND] = push_bound,
      [LUALARK_KIND_VALUE] = push_value,
      [LUALARK_KIND_STRINGS] = push_strings,
      [LUALARK_KIND_INTEGERS] = push_integers,
      [LUALARK_KIND_LIMITS] = push_limits,
      [LUALARK_KIND_ENUM] = push_enum,
      [LUALARK_KIND_ITEM] = push_item,
      [LUALARK_KIND_FIELDS] = push_fields,
      [LUALARK_KIND_PARAMS] = push_fields,
  };
  int table = lua_gettop(L);
  for (; members->name != NULL; members++) {
    pushers[members->kind](L, members, from);
    if (lua_gettop(L) > table) lua_setfield(L, table, members->name);
  }
}

// The endpoint of the catalog at "METHOD /path", or NULL.
static const lark_endpoint *endpoint_at(const char *route) {
  char method[8] = "";
  size_t length = strcspn(route, " ");
  if (length >= sizeof method || route[length] == '\0') return NULL;
  memcpy(method, route, length);
  return lark_endpoint_route(method, route + length + 1);
}

// The name that was meant, or NULL. Those of events end in a version.
static const char *nearest_to(const char *name) {
  size_t length = strlen(name);
  const lark_event_type *event = lark_event_type_suggest(name);
  const lark_endpoint *endpoint = lark_endpoint_suggest(name);
  bool is_versioned = length > 3 && memcmp(name + length - 3, "_v", 2) == 0;
  if (event != NULL && (is_versioned || endpoint == NULL)) return event->name;
  return endpoint != NULL ? endpoint->name : NULL;
}

int lualark_schema_return(lua_State *L, const char *name,
                          const lark_endpoint *endpoint) {
  if (endpoint == NULL) endpoint = endpoint_at(name);
  if (endpoint != NULL) {
    lua_createtable(L, 0, 14);
    set_members(L, lualark_endpoint_members, endpoint);
    return 1;
  }
  const lark_event_type *event = lark_event_type_find(name);
  if (event != NULL) {
    lua_createtable(L, 0, 5);
    set_members(L, lualark_event_members, event);
    return 1;
  }
  const char *near = nearest_to(name);
  if (near == NULL)
    return lualark_error_argument(L, "endpoint", "there is no endpoint %s",
                                  name);
  return lualark_error_argument(
      L, "endpoint", "there is no endpoint %s; did you mean %s?", name, near);
}

/// lark.schema(name): everything the catalog knows of an endpoint or a type of
/// event, or nil and an error. An endpoint may also be named by its route,
/// "GET /open-apis/...".
static int schema(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  return lualark_schema_return(L, name, lualark_endpoint_known(L, name));
}

// Puts the name on top into the sorted list of `count` names below it.
static void insert_name(lua_State *L, size_t count) {
  for (; count > 0; count--) {
    lua_rawgeti(L, -2, (lua_Integer)count);
    if (strcmp(lua_tostring(L, -1), lua_tostring(L, -2)) < 0) {
      lua_pop(L, 1);
      break;
    }
    lua_rawseti(L, -3, (lua_Integer)count + 1);
  }
  append(L, count);
}

// Puts the names that lark.define added into the list of names on top, and
// those of the client at `client` unless that is 0. Those that do not document
// `code` are left out, unless it is 0.
static void add_defined(lua_State *L, size_t count, int client, int64_t code) {
  lualark_endpoint_push_list(L, client);
  for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
    const lark_endpoint *endpoint = lua_touserdata(L, -1);
    lua_pop(L, 1);
    bool wanted = code == 0;
    for (size_t j = 0; j < endpoint->error_count && !wanted; j++)
      wanted = endpoint->errors[j] == code;
    if (!wanted) continue;
    lua_insert(L, -2); // the list of names on top
    lua_pushstring(L, endpoint->name);
    insert_name(L, count++);
    lua_insert(L, -2);
  }
  lua_pop(L, 2);
}

void lualark_schema_push_endpoints(lua_State *L, int client) {
  size_t count = lark_endpoint_count();
  push_new_list(L, count);
  for (size_t i = 0; i < count; i++) {
    lua_pushstring(L, lark_endpoint_name_at(i));
    append(L, i);
  }
  add_defined(L, count, client, 0);
}

/// lark.endpoints(): the names of all endpoints, sorted.
static int endpoints(lua_State *L) {
  lualark_schema_push_endpoints(L, 0);
  return 1;
}

void lualark_schema_push_event_types(lua_State *L) {
  push_new_list(L, lark_event_type_count());
  for (size_t i = 0; i < lark_event_type_count(); i++) {
    lua_pushstring(L, lark_event_type_at(i)->name);
    append(L, i);
  }
}

// Pushes the names of the endpoints that document a code.
static void push_documented(lua_State *L, int64_t code) {
  size_t count = 0;
  push_new_list(L, 0);
  for (size_t i = 0; i < lark_endpoint_count(); i++) {
    if (!lark_endpoint_documents(i, code)) continue;
    lua_pushstring(L, lark_endpoint_name_at(i));
    append(L, count++);
  }
  add_defined(L, count, 0, code);
}

/// lark.explain(code): what is known of an error code of the platform, as
/// { code=, kind=, meaning=, hint=, reaction=, endpoints= }, or nil.
static int explain(lua_State *L) {
  lua_Integer code = luaL_checkinteger(L, 1);
  const lark_code *known = lark_code_find(code);
  if (known == NULL) return 0;
  lua_createtable(L, 0, 6);
  set_members(L, lualark_code_members, known);
  lua_pushinteger(L, code);
  lua_setfield(L, -2, "code");
  push_documented(L, code);
  lua_setfield(L, -2, "endpoints");
  return 1;
}

/// lark.suggest(word, names): the name of a list that is nearest to a word, or
/// nil where none is near.
static int suggest(lua_State *L) {
  const char *word = luaL_checkstring(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  size_t count = 0;
  lua_Integer length = (lua_Integer)lua_rawlen(L, 2);
  // Lua owns the list, as reading the names may raise.
  const char **names =
      lua_newuserdatauv(L, ((size_t)length + 1) * sizeof *names, 0);
  for (lua_Integer i = 1; i <= length; i++) {
    // The strings stay alive in the list. A number would become one that does
    // not.
    if (lua_rawgeti(L, 2, i) == LUA_TSTRING)
      names[count++] = lua_tostring(L, -1);
    lua_pop(L, 1);
  }
  lua_pushstring(L, lark_suggest(word, names, count));
  return 1;
}

void lualark_schema_register(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"schema", schema},   {"endpoints", endpoints},
      {"explain", explain}, {"suggest", suggest},
      {NULL, NULL},
  };
  luaL_setfuncs(L, functions, 0);
}
