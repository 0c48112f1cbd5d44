// SPDX-License-Identifier: MIT
#include "lualark_json.h"

#include <stdlib.h>

#include "scheduler.h"

enum { DEEPEST = 1000 }; // what decode reads, encode writes

typedef struct encoder {
  lua_State *L;
  lark_text *text; // a userdata's, so that an error leaks nothing
  int depth;
} encoder;

static void encode(encoder *to, int index, int empty_is_array);

static void encode_string(encoder *to, int index) {
  size_t length = 0;
  const char *bytes = lua_tolstring(to->L, index, &length);
  if (!lark_utf8_valid(bytes, length))
    luaL_error(to->L, "a string is not UTF-8, so it has no JSON form");
  lark_text_add_json_string(to->text, bytes, length);
}

static void encode_number(encoder *to, int index) {
  if (lua_isinteger(to->L, index)) {
    lark_text_add_integer(to->text, lua_tointeger(to->L, index));
    return;
  }
  lua_Number number = lua_tonumber(to->L, index);
  if (number - number != 0) luaL_error(to->L, "%f has no JSON form", number);
  lark_text_add_number(to->text, number);
}

static void encode_array(encoder *to, int index, lua_Integer length) {
  lark_text_add_char(to->text, '[');
  for (lua_Integer i = 1; i <= length; i++) {
    if (i > 1) lark_text_add_char(to->text, ',');
    lua_rawgeti(to->L, index, i);
    encode(to, lua_gettop(to->L), 0);
    lua_pop(to->L, 1);
  }
  lark_text_add_char(to->text, ']');
}

typedef struct member {
  const char *key;
  size_t length;
} member;

static int by_key(const void *a, const void *b) {
  const member *left = a;
  const member *right = b;
  size_t shorter = left->length < right->length ? left->length : right->length;
  int order = memcmp(left->key, right->key, shorter);
  if (order != 0) return order;
  return (left->length > right->length) - (left->length < right->length);
}

// Writes members in the order of their keys, so that the same table always
// gives the same text. The keys stay alive: the table holds them.
static void encode_object(encoder *to, int index, size_t count) {
  lua_State *L = to->L;
  member *members = lua_newuserdatauv(L, count * sizeof *members + 1, 0);
  size_t found = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    if (lua_type(L, -2) != LUA_TSTRING)
      luaL_error(L, "a table is neither a list nor an object: it has a %s key",
                 luaL_typename(L, -2));
    members[found].key = lua_tolstring(L, -2, &members[found].length);
    found++;
    lua_pop(L, 1);
  }
  qsort(members, found, sizeof *members, by_key);

  lark_text_add_char(to->text, '{');
  for (size_t i = 0; i < found; i++) {
    if (i > 0) lark_text_add_char(to->text, ',');
    lua_pushlstring(L, members[i].key, members[i].length);
    encode_string(to, lua_gettop(L));
    lark_text_add_char(to->text, ':');
    lua_rawget(L, index);
    encode(to, lua_gettop(L), 0);
    lua_pop(L, 1);
  }
  lark_text_add_char(to->text, '}');
  lua_pop(L, 1);
}

static void encode_table(encoder *to, int index, int empty_is_array) {
  lua_State *L = to->L;
  if (++to->depth > DEEPEST)
    luaL_error(L, "a table is nested deeper than %d, or holds itself", DEEPEST);
  size_t count = 0;
  lua_pushnil(L);
  for (; lua_next(L, index); count++)
    lua_pop(L, 1);

  int marked = lualark_json_is_array(L, index);
  lua_Unsigned length = lua_rawlen(L, index);
  if (count == length && (length > 0 || marked || empty_is_array))
    encode_array(to, index, (lua_Integer)length);
  else if (marked)
    luaL_error(L, "an array has holes or keys that are not 1 to n");
  else
    encode_object(to, index, count);
  to->depth--;
}

static void encode(encoder *to, int index, int empty_is_array) {
  lua_State *L = to->L;
  luaL_checkstack(L, 8, "a value to encode");
  switch (lua_type(L, index)) {
  case LUA_TBOOLEAN:
    lark_text_add_string(to->text, lua_toboolean(L, index) ? "true" : "false");
    return;
  case LUA_TNUMBER: encode_number(to, index); return;
  case LUA_TSTRING: encode_string(to, index); return;
  case LUA_TTABLE: encode_table(to, index, empty_is_array); return;
  case LUA_TLIGHTUSERDATA:
    if (lualark_json_is_null(L, index)) {
      lark_text_add_string(to->text, "null");
      return;
    }
  }
  luaL_error(L, "a %s has no JSON form", luaL_typename(L, index));
}

static int text_gc(lua_State *L) {
  lark_text_clear(lua_touserdata(L, 1));
  return 0;
}

static lark_text *push_text(lua_State *L) {
  lark_text *text = lua_newuserdatauv(L, sizeof *text, 0);
  // A stranger's script may be left in the middle, and holds what it writes.
  lark_text_init(text, lualark_scheduler(L)->allocator);
  if (luaL_newmetatable(L, "lark.text")) {
    lua_pushcfunction(L, text_gc);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return text;
}

void lualark_json_encode(lua_State *L, int index, int empty_is_array) {
  index = lua_absindex(L, index);
  luaL_checkstack(L, 8, "a value to encode");
  encoder to = {L, push_text(L), 0};
  encode(&to, index, empty_is_array);
  if (to.text->failed) luaL_error(L, "not enough memory");
  lua_pushlstring(L, to.text->bytes, to.text->length_bytes);
  lark_text_clear(to.text);
  lua_remove(L, -2);
}

/// lark.encode(value): exact JSON text.
int lualark_json_encode_function(lua_State *L) {
  luaL_checkany(L, 1);
  lualark_json_encode(L, 1, 0);
  return 1;
}
