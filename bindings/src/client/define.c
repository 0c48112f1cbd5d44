// SPDX-License-Identifier: MIT

// client:define{...} and lark.define{...}: endpoints that the catalog lacks, in
// its own format, for one client or for all of the Lua state.
//
// The catalog's own reader (core/catalog/format.lua) checks the definition and
// gives its plain shape, a table; here that becomes the structs that the core
// reads, member by member (members.h). The structs live in userdata that the
// client or the Lua state anchors. Their strings are the shape's, which is
// anchored as well.
#include "define.h"

#include <string.h>

#include "client.h"
#include "embedded.h"
#include "endpoint.h"
#include "error.h"
#include "members.h"
#include "schema.h"

enum { DEEPEST = 32 };

// Where anchors count what was defined.
static const char COUNT[] = "count";

// A definition that is being read.
typedef struct reader {
  lua_State *L;
  int anchors; // index of the table that keeps the structs
  int shape;   // index of the table whose members are being read
  int depth;   // of types within types
} reader;

// Zeroed memory that lives as long as the table of anchors.
static void *keep(reader *r, size_t count, size_t bytes) {
  if (count == 0) return NULL;
  void *block = lua_newuserdatauv(r->L, count * bytes, 0);
  memset(block, 0, count * bytes);
  lua_rawsetp(r->L, r->anchors, block);
  return block;
}

static void *at(void *into, size_t offset) {
  return (char *)into + offset;
}

// The readers of the kinds of members: each reads the value on top of the
// stack, which is no nil, into its member of the struct `into`.
typedef void read_fn(reader *r, const lualark_member *member, void *into);

static void read_string(reader *r, const lualark_member *member, void *into) {
  *(const char **)at(into, member->offset) = lua_tostring(r->L, -1);
}

// The string called `name` in the table on top, which keeps it alive.
static const char *string_of(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  const char *string = lua_tostring(L, -1);
  lua_pop(L, 1);
  return string;
}

// The texts of the table on top, in the order of the locales.
static const char *const *by_locale(reader *r) {
  size_t count = 0;
  while (lark_locale_at(count) != NULL)
    count++;
  const char **texts = keep(r, count, sizeof *texts);
  for (size_t i = 0; i < count; i++)
    texts[i] = string_of(r->L, lark_locale_at(i));
  return texts;
}

static void read_text(reader *r, const lualark_member *member, void *into) {
  read_string(r, member, into);
  lua_pushfstring(r->L, "%s_in", member->name);
  if (lua_gettable(r->L, r->shape) == LUA_TTABLE)
    *(const char *const **)at(into, member->beside) = by_locale(r);
  lua_pop(r->L, 1);
}

static void read_flag(reader *r, const lualark_member *member, void *into) {
  *(bool *)at(into, member->offset) = lua_toboolean(r->L, -1);
}

// The constant of the word on top.
static int constant_of(lua_State *L, const lualark_word *words) {
  const char *wanted = lua_tostring(L, -1);
  while (words->word != NULL && strcmp(words->word, wanted) != 0)
    words++;
  return words->constant;
}

static void read_word(reader *r, const lualark_member *member, void *into) {
  *(int *)at(into, member->offset) = constant_of(r->L, member->words);
}

static void read_words(reader *r, const lualark_member *member, void *into) {
  for (lua_Integer i = 1; lua_rawgeti(r->L, -1, i) != LUA_TNIL; i++) {
    *(int *)at(into, member->offset) |= constant_of(r->L, member->words);
    lua_pop(r->L, 1);
  }
  lua_pop(r->L, 1);
}

static void read_bound(reader *r, const lualark_member *member, void *into) {
  int is_integer = 0;
  *(int64_t *)at(into, member->offset) = lua_tointegerx(r->L, -1, &is_integer);
  *(bool *)at(into, member->beside) = is_integer;
}

// The string or integer on top.
static lark_choice choice_of(lua_State *L) {
  lark_choice choice = {0};
  if (lua_type(L, -1) == LUA_TSTRING)
    choice.string = lua_tostring(L, -1);
  else
    choice.integer = lua_tointeger(L, -1);
  return choice;
}

static void read_value(reader *r, const lualark_member *member, void *into) {
  *(lark_choice *)at(into, member->offset) = choice_of(r->L);
  *(bool *)at(into, member->beside) = true;
}

// Notes the length of the list on top, and returns it.
static size_t read_length(reader *r, const lualark_member *member, void *into) {
  size_t length = lua_rawlen(r->L, -1);
  *(size_t *)at(into, member->beside) = length;
  return length;
}

static void read_strings(reader *r, const lualark_member *member, void *into) {
  size_t count = read_length(r, member, into);
  const char **strings = keep(r, count, sizeof *strings);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(r->L, -1, (lua_Integer)i + 1);
    strings[i] = lua_tostring(r->L, -1);
    lua_pop(r->L, 1);
  }
  *(const char *const **)at(into, member->offset) = strings;
}

static void read_integers(reader *r, const lualark_member *member, void *into) {
  size_t count = read_length(r, member, into);
  int32_t *integers = keep(r, count, sizeof *integers);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(r->L, -1, (lua_Integer)i + 1);
    integers[i] = (int32_t)lua_tointeger(r->L, -1);
    lua_pop(r->L, 1);
  }
  *(const int32_t **)at(into, member->offset) = integers;
}

// The count called `name` in the table on top.
static uint32_t count_of(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  uint32_t count = (uint32_t)lua_tointeger(L, -1);
  lua_pop(L, 1);
  return count;
}

static void read_limits(reader *r, const lualark_member *member, void *into) {
  size_t count = read_length(r, member, into);
  lark_rate *rates = keep(r, count, sizeof *rates);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(r->L, -1, (lua_Integer)i + 1);
    rates[i].max = count_of(r->L, "max");
    rates[i].window_ms = count_of(r->L, "window_ms");
    lua_pop(r->L, 1);
  }
  *(const lark_rate **)at(into, member->offset) = rates;
}

// A choice from the table on top.
static lark_choice labelled_choice(lua_State *L) {
  lua_getfield(L, -1, "value");
  lark_choice choice = choice_of(L);
  lua_pop(L, 1);
  choice.en = string_of(L, "en");
  choice.zh = string_of(L, "zh");
  return choice;
}

static void read_enum(reader *r, const lualark_member *member, void *into) {
  lark_field *field = into;
  size_t count = read_length(r, member, into);
  lark_choice *choices = keep(r, count, sizeof *choices);
  const char *const **labels = keep(r, count, sizeof *labels);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(r->L, -1, (lua_Integer)i + 1);
    choices[i] = labelled_choice(r->L);
    labels[i] = by_locale(r);
    lua_pop(r->L, 1);
  }
  *(const lark_choice **)at(into, member->offset) = choices;
  field->label_in = labels;
}

static void read_members(reader *r, int shape, const lualark_member *members,
                         void *into);

// Reads the type on top into a field.
static void read_type(reader *r, lark_field *field) {
  luaL_checkstack(r->L, 12, "a definition");
  if (++r->depth > DEEPEST) luaL_error(r->L, "types are nested too deep");
  read_members(r, lua_gettop(r->L), lualark_type_members, field);
  r->depth--;
}

static void read_item(reader *r, const lualark_member *member, void *into) {
  lark_field *item = keep(r, 1, sizeof *item);
  item->name = item->doc = "";
  read_type(r, item);
  *(const lark_field **)at(into, member->offset) = item;
}

// The field on top.
static const lark_field *read_field(reader *r) {
  lark_field *field = keep(r, 1, sizeof *field);
  int shape = lua_gettop(r->L);
  read_members(r, shape, lualark_field_members, field);
  read_members(r, shape, lualark_param_members, field);
  lua_getfield(r->L, shape, "type");
  read_type(r, field);
  lua_pop(r->L, 1);
  return field;
}

static void read_fields(reader *r, const lualark_member *member, void *into) {
  size_t count = read_length(r, member, into);
  const lark_field **fields = keep(r, count, sizeof *fields);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(r->L, -1, (lua_Integer)i + 1);
    fields[i] = read_field(r);
    lua_pop(r->L, 1);
  }
  *(const lark_field *const **)at(into, member->offset) = fields;
}

// Reads those members that the shape has.
static void read_members(reader *r, int shape, const lualark_member *members,
                         void *into) {
  static read_fn *const readers[] = {
      [LUALARK_KIND_STRING] = read_string,
      [LUALARK_KIND_TEXT] = read_text,
      [LUALARK_KIND_FLAG] = read_flag,
      [LUALARK_KIND_WORD] = read_word,
      [LUALARK_KIND_WORDS] = read_words,
      [LUALARK_KIND_BOUND] = read_bound,
      [LUALARK_KIND_VALUE] = read_value,
      [LUALARK_KIND_STRINGS] = read_strings,
      [LUALARK_KIND_INTEGERS] = read_integers,
      [LUALARK_KIND_LIMITS] = read_limits,
      [LUALARK_KIND_ENUM] = read_enum,
      [LUALARK_KIND_ITEM] = read_item,
      [LUALARK_KIND_FIELDS] = read_fields,
      [LUALARK_KIND_PARAMS] = read_fields,
  };
  int outer = r->shape;
  r->shape = shape;
  for (; members->name != NULL; members++) {
    if (lua_getfield(r->L, shape, members->name) != LUA_TNIL)
      readers[members->kind](r, members, into);
    lua_pop(r->L, 1);
  }
  r->shape = outer;
}

// Adds what a name begins with to the anchors at index 1.
static void add_branches(lua_State *L, const char *name) {
  luaL_getsubtable(L, 1, LUALARK_BRANCHES);
  for (const char *dot = strchr(name, '.'); dot != NULL;
       dot = strchr(dot + 1, '.')) {
    lua_pushlstring(L, name, (size_t)(dot - name));
    lua_pushboolean(L, 1);
    lua_rawset(L, -3);
  }
  lua_pop(L, 1);
}

static void register_name(lua_State *L, const char *name,
                          lark_endpoint *endpoint) {
  add_branches(L, name);
  luaL_getsubtable(L, 1, LUALARK_DEFINED);
  lua_pushlightuserdata(L, endpoint);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

// Puts an endpoint under its names into the anchors at index 1.
static void register_names(lua_State *L, const char *name,
                           lark_endpoint *endpoint) {
  register_name(L, name, endpoint);
  for (size_t i = 0; i < endpoint->alias_count; i++)
    register_name(L, endpoint->aliases[i], endpoint);
}

// Counts one more endpoint in the anchors at index 1: a script that describes
// them without end must not take all memory. Raises where there are too many.
static void count_one(lua_State *L) {
  lua_getfield(L, 1, COUNT);
  lua_Integer count = lua_tointeger(L, -1) + 1;
  lua_pop(L, 1);
  if (count > LUALARK_MOST_DEFINED)
    luaL_error(L,
               "more than %d endpoints: define those that are called, and "
               "reach others with client:request",
               LUALARK_MOST_DEFINED);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, COUNT);
}

// Defines one endpoint. Arguments: the anchors, a name, the facts, the client
// that it is for, or nil. Raises a message that says what is wrong.
static int define_one(lua_State *L) {
  lualark_client *client = lualark_native_at(L, 4);
  lualark_embedded_push(L, "format");
  lua_getfield(L, -1, "endpoint");
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 3);
  lua_call(L, 2, 1);
  int shape = lua_gettop(L);
  const char *name = lua_tostring(L, 2);
  if (lark_endpoint_find(name) != NULL)
    return luaL_error(L, "%s is there already", name);

  count_one(L);
  lua_pushvalue(L, shape);
  lua_rawsetp(L, 1, lua_topointer(L, shape));
  reader r = {.L = L, .anchors = 1};
  lark_endpoint *endpoint = keep(&r, 1, sizeof *endpoint);
  read_members(&r, shape, lualark_endpoint_members, endpoint);
  if (client != NULL && !lualark_client_note(client, endpoint))
    return luaL_error(L, "not enough memory");
  register_names(L, name, endpoint);
  return 0;
}

// Defines all endpoints of the table at index 1 for the client at index 2, or
// for the Lua state where that is nil. On top are the anchors.
static int define_all(lua_State *L) {
  int anchors = lua_gettop(L);
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lua_pushcfunction(L, define_one);
    lua_pushvalue(L, anchors);
    lua_pushvalue(L, -4);
    lua_pushvalue(L, -4);
    lua_pushvalue(L, 2);
    if (lua_pcall(L, 4, 0, 0) != LUA_OK)
      return lualark_error_argument(L, NULL, "%s", lua_tostring(L, -1));
    lua_pop(L, 1);
  }
  lua_pushboolean(L, 1);
  return 1;
}

/// client:define{ ["hire.x.y"] = {...}, ... }: adds endpoints, described in the
/// catalog's format (core/catalog/README.md; its words are in lark.types).
/// Returns true, or nil and an error that says what is wrong.
static int define(lua_State *L) {
  lualark_client_check(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_insert(L, 1);
  lua_getiuservalue(L, 2, LUALARK_ANCHORS);
  return define_all(L);
}

/// lark.define{...}: does the same for all clients of the Lua state, and for
/// lark.schema, lark.endpoints, lark.explain and lark.preview.
static int define_for_all(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_pushnil(L);
  lualark_endpoint_push_shared(L);
  return define_all(L);
}

/// client:schema(name): lark.schema(name) that knows the endpoints which this
/// client defined, too.
static int schema(lua_State *L) {
  lualark_client_check(L, 1);
  const char *name = luaL_checkstring(L, 2);
  return lualark_schema_return(L, name, lualark_endpoint_find(L, 1, name));
}

/// client:endpoints(): lark.endpoints() with those that this client defined.
static int endpoints(lua_State *L) {
  lualark_client_check(L, 1);
  lualark_schema_push_endpoints(L, 1);
  return 1;
}

const luaL_Reg lualark_define_methods[] = {{"endpoints", endpoints},
                                           {"define", define},
                                           {"schema", schema},
                                           {NULL, NULL}};

void lualark_define_register_module(lua_State *L) {
  lua_pushcfunction(L, define_for_all);
  lua_setfield(L, -2, "define");
}
