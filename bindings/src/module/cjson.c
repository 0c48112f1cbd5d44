// SPDX-License-Identifier: MIT

// For scripts that were written for lua-cjson. It differs from that:
//
// - Numbers are exact: integers keep their 64 bits and floats their digits,
//   whole ones are written as 1.0. So encode_number_precision does nothing.
// - Keys are written in order, and "/" and DEL as they are.
// - Strings must be UTF-8, and keys strings or integers.
// - JSON that is read may be 1024 deep; decode_max_depth and
//   decode_invalid_numbers do nothing. NaN is never written; null can be
//   written in its place.
// - Arrays that were read are marked as arrays, with the metatable `array_mt`,
//   whatever decode_array_with_array_mt says; empty ones are arrays again.
// - An engine can interrupt both directions; neither keeps a buffer.
#include "cjson.h"

#include <limits.h>

#include "encode.h"
#include "mark.h"
#include "module.h"
#include "reader.h"

static const char version[] = "2.1.0";

// The settings of one module, as new() makes them; an upvalue of its functions.
typedef struct settings {
  lualark_encode_rules rules;
  lua_Integer decode_max_depth, precision;
  int sparse_convert, keep_buffer, encode_invalid, decode_invalid, array_mt;
} settings;

static const settings defaults = {
    .rules = {.deepest = 1000,
              .as_cjson = true,
              .sparse_ratio = 2,
              .sparse_safe = 10},
    .decode_max_depth = 1000,
    .precision = 14,
    .keep_buffer = 1,
    .decode_invalid = 1,
};

static settings *settings_of(lua_State *L) {
  return lua_touserdata(L, lua_upvalueindex(1));
}

static int encode(lua_State *L) {
  luaL_argcheck(L, lua_gettop(L) == 1, 1, "expected 1 argument");
  if (!lua_isnil(L, 1))
    return lualark_encode_turns(L, 1, &settings_of(L)->rules, NULL);
  lua_pushliteral(L, "null");
  return 1;
}

static int refuse(lua_State *L, const char *why) {
  return luaL_error(L, "%s", why);
}

static int decode(lua_State *L) {
  size_t length = 0;
  luaL_argcheck(L, lua_gettop(L) == 1, 1, "expected 1 argument");
  const char *text = luaL_checklstring(L, 1, &length);
  return lualark_reader_push(
      L, lualark_state_get(L),
      &(lualark_reader_text){text, length, NULL, refuse});
}

// -------------------------------------------------------------------- settings

static void take_arguments(lua_State *L, int most) {
  luaL_argcheck(L, lua_gettop(L) <= most, most + 1, "found too many arguments");
  lua_settop(L, most);
}

// Returns and pushes the integer at `index`, or `now` where that is nil.
static lua_Integer integer(lua_State *L, int index, lua_Integer now,
                           lua_Integer least, lua_Integer most) {
  if (!lua_isnil(L, index)) {
    now = luaL_checkinteger(L, index);
    if (now < least || now > most)
      luaL_argerror(L, index,
                    lua_pushfstring(L, "expected integer between %d and %d",
                                    (int)least, (int)most));
  }
  lua_pushinteger(L, now);
  return now;
}

// The same for "off", "on" and, where there are three choices, "null".
static int choice(lua_State *L, int index, int now, int count) {
  static const char *const all[] = {"off", "on", "null", NULL};
  static const char *const two[] = {"off", "on", NULL};
  if (lua_isboolean(L, index))
    now = lua_toboolean(L, index);
  else if (!lua_isnil(L, index))
    now = luaL_checkoption(L, index, NULL, count == 3 ? all : two);
  if (now == 2)
    lua_pushstring(L, all[now]);
  else
    lua_pushboolean(L, now);
  return now;
}

static int encode_sparse_array(lua_State *L) {
  settings *s = settings_of(L);
  lualark_encode_rules *r = &s->rules;
  take_arguments(L, 3);
  s->sparse_convert = choice(L, 1, s->sparse_convert, 2);
  r->sparse_to_object = s->sparse_convert != 0;
  r->sparse_ratio =
      (size_t)integer(L, 2, (lua_Integer)r->sparse_ratio, 0, INT_MAX);
  r->sparse_safe =
      (size_t)integer(L, 3, (lua_Integer)r->sparse_safe, 0, INT_MAX);
  return 3;
}

static int encode_max_depth(lua_State *L) {
  lualark_encode_rules *r = &settings_of(L)->rules;
  take_arguments(L, 1);
  r->deepest = (uint32_t)integer(L, 1, r->deepest, 1, INT_MAX);
  return 1;
}

static int decode_max_depth(lua_State *L) {
  settings *s = settings_of(L);
  take_arguments(L, 1);
  s->decode_max_depth = integer(L, 1, s->decode_max_depth, 1, INT_MAX);
  return 1;
}

static int encode_number_precision(lua_State *L) {
  settings *s = settings_of(L);
  take_arguments(L, 1);
  s->precision = integer(L, 1, s->precision, 1, 14);
  return 1;
}

static int encode_keep_buffer(lua_State *L) {
  settings *s = settings_of(L);
  take_arguments(L, 1);
  s->keep_buffer = choice(L, 1, s->keep_buffer, 2);
  return 1;
}

static int encode_invalid_numbers(lua_State *L) {
  settings *s = settings_of(L);
  take_arguments(L, 1);
  s->encode_invalid = choice(L, 1, s->encode_invalid, 3);
  s->rules.invalid_to_null = s->encode_invalid == 2;
  return 1;
}

static int decode_invalid_numbers(lua_State *L) {
  settings *s = settings_of(L);
  take_arguments(L, 1);
  s->decode_invalid = choice(L, 1, s->decode_invalid, 2);
  return 1;
}

static int decode_array_with_array_mt(lua_State *L) {
  settings *s = settings_of(L);
  take_arguments(L, 1);
  s->array_mt = choice(L, 1, s->array_mt, 2);
  return 1;
}

// ------------------------------------------------------------------------ open

static int push_module(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"encode", encode},
      {"decode", decode},
      {"encode_sparse_array", encode_sparse_array},
      {"encode_max_depth", encode_max_depth},
      {"decode_max_depth", decode_max_depth},
      {"encode_number_precision", encode_number_precision},
      {"encode_keep_buffer", encode_keep_buffer},
      {"encode_invalid_numbers", encode_invalid_numbers},
      {"decode_invalid_numbers", decode_invalid_numbers},
      {"decode_array_with_array_mt", decode_array_with_array_mt},
      {"new", push_module},
      {NULL, NULL}};
  luaL_newlibtable(L, functions);
  settings *own = lua_newuserdatauv(L, sizeof *own, 0);
  *own = defaults;
  luaL_setfuncs(L, functions, 1);
  lualark_mark_push_null(L);
  lua_setfield(L, -2, "null");
  lualark_mark_push_array(L);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "array_mt");
  lua_setfield(L, -2, "empty_array_mt");
  lua_newtable(L);
  lualark_mark_push_array(L);
  lua_setmetatable(L, -2);
  lua_setfield(L, -2, "empty_array");
  lua_pushliteral(L, "cjson");
  lua_setfield(L, -2, "_NAME");
  lua_pushstring(L, version);
  lua_setfield(L, -2, "_VERSION");
  return 1;
}

// ------------------------------------------------------------------------ safe

// Returns what a function returned, or nil and its error.
static int end_safe(lua_State *L, int status, lua_KContext context) {
  (void)context;
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L);
  lua_pushnil(L);
  lua_insert(L, -2);
  return 2;
}

// Upvalue: the function.
static int call_safe(lua_State *L) {
  luaL_argcheck(L, lua_gettop(L) == 1, 1, "expected 1 argument");
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  int status = lua_pcallk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, 0, end_safe);
  return end_safe(L, status, 0);
}

static void make_safe(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  lua_pushcclosure(L, call_safe, 1);
  lua_setfield(L, -2, name);
}

static int push_safe(lua_State *L) {
  push_module(L);
  make_safe(L, "encode");
  make_safe(L, "decode");
  lua_pushcfunction(L, push_safe);
  lua_setfield(L, -2, "new");
  return 1;
}

LARK_API int luaopen_lualark_cjson_safe(lua_State *L) {
  luaopen_lark(L); // it needs the module's scheduler
  lua_pop(L, 1);
  return push_safe(L);
}

LARK_API int luaopen_lualark_cjson(lua_State *L) {
  luaopen_lark(L); // it needs the module's scheduler
  lua_pop(L, 1);
  return push_module(L);
}
