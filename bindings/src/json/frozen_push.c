// SPDX-License-Identifier: MIT
#include "frozen_push.h"

#include <lauxlib.h>

#include "mark.h"

#define TYPE "lark.data"

enum { LATEST = 32, BYTES_A_STEP = 64 };

// Keeps a frozen for a state. Its user value is a list of the userdata that
// were made last.
typedef struct holder {
  lualark_native native;
  lualark_frozen *frozen;
} holder;

// A list or an object. Its user value is the holder's userdata.
typedef struct view {
  const holder *holder;
  const frozen_value *value;
} view;

static void release(lualark_native *native) {
  holder *held = (holder *)native;
  if (held->frozen != NULL) lualark_frozen_release(held->frozen);
  held->frozen = NULL;
}

const frozen_value *lualark_frozen_at(lua_State *L, int index) {
  const view *seen = luaL_testudata(L, index, TYPE);
  if (seen == NULL) return NULL;
  lualark_native_check(L, &seen->holder->native);
  return seen->value;
}

static const view *check(lua_State *L, int index) {
  const view *seen = luaL_checkudata(L, index, TYPE);
  lualark_native_check(L, &seen->holder->native);
  return seen;
}

// --------------------------------------------------------------------- pushing

static bool is_container(const frozen_value *value) {
  return value->type == FROZEN_LIST || value->type == FROZEN_OBJECT;
}

static void push_scalar(lua_State *L, const frozen_value *value) {
  switch (value->type) {
  case FROZEN_FALSE: lua_pushboolean(L, 0); break;
  case FROZEN_TRUE: lua_pushboolean(L, 1); break;
  case FROZEN_INTEGER: lua_pushinteger(L, value->is.integer); break;
  case FROZEN_NUMBER: lua_pushnumber(L, value->is.number); break;
  case FROZEN_STRING: lua_pushlstring(L, value->is.text, value->length); break;
  default: lualark_mark_push_null(L); break;
  }
}

// Pushes the userdata of a list or object; the holder's userdata is on top,
// and is replaced by it. Those that were pushed last are used again.
static void push_view(lua_State *L, const frozen_value *value) {
  const holder *held = lualark_native_at(L, -1);
  lua_Integer place = (lua_Integer)((uintptr_t)value / sizeof *value % LATEST);
  lua_getiuservalue(L, -1, 1);
  if (lua_rawgeti(L, -1, place + 1) == LUA_TUSERDATA) {
    const view *seen = lua_touserdata(L, -1);
    if (seen->value == value) {
      lua_replace(L, -3);
      lua_pop(L, 1);
      return;
    }
  }
  lua_pop(L, 1);
  view *made = lua_newuserdatauv(L, sizeof *made, 1);
  *made = (view){held, value};
  lua_pushvalue(L, -3);
  lua_setiuservalue(L, -2, 1);
  luaL_setmetatable(L, TYPE);
  lua_pushvalue(L, -1);
  lua_rawseti(L, -3, place + 1);
  lua_replace(L, -3);
  lua_pop(L, 1);
}

// Pushes a value inside the userdata at index 1.
static void push_inside(lua_State *L, const frozen_value *value) {
  if (!is_container(value)) {
    push_scalar(L, value);
    return;
  }
  lua_getiuservalue(L, 1, 1);
  push_view(L, value);
}

// -------------------------------------------------------------- the metatable

// The value under the key at index 2; NULL for none.
static const frozen_value *find(lua_State *L, const frozen_value *value) {
  if (value->type == FROZEN_LIST) {
    int is_whole = 0;
    lua_Integer at = 0;
    if (lua_type(L, 2) == LUA_TNUMBER) at = lua_tointegerx(L, 2, &is_whole);
    return is_whole && at >= 1 && at <= (lua_Integer)value->length
               ? &value->is.items[at - 1]
               : NULL;
  }
  if (lua_type(L, 2) != LUA_TSTRING) return NULL;
  size_t length = 0;
  const char *key = lua_tolstring(L, 2, &length);
  return lualark_frozen_find(value, key, length, NULL);
}

static int view_index(lua_State *L) {
  const frozen_value *found = find(L, check(L, 1)->value);
  if (found == NULL)
    lua_pushnil(L);
  else
    push_inside(L, found);
  return 1;
}

static int view_newindex(lua_State *L) {
  return luaL_error(L, "these data are shared by all scripts, and cannot be "
                       "changed; copy what you want to change");
}

// As of a table: only lists have a length.
static int view_len(lua_State *L) {
  const frozen_value *value = check(L, 1)->value;
  lua_pushinteger(L, value->type == FROZEN_LIST ? value->length : 0);
  return 1;
}

static int view_eq(lua_State *L) {
  const view *a = luaL_testudata(L, 1, TYPE);
  const view *b = luaL_testudata(L, 2, TYPE);
  lua_pushboolean(L, a != NULL && b != NULL && a->value == b->value);
  return 1;
}

// next(data, key), for pairs(). Raises as next() does for a key that is not
// there.
static uint32_t place_after(lua_State *L, const frozen_value *value) {
  uint32_t place = 0;
  size_t length = 0;
  if (lua_isnil(L, 2)) return 0;
  if (find(L, value) == NULL) luaL_error(L, "invalid key to 'next'");
  if (value->type == FROZEN_LIST) return (uint32_t)lua_tointeger(L, 2);
  const char *key = lua_tolstring(L, 2, &length);
  lualark_frozen_find(value, key, length, &place);
  return place + 1;
}

static int view_next(lua_State *L) {
  const frozen_value *value = check(L, 1)->value;
  lua_settop(L, 2);
  uint32_t place = place_after(L, value);
  if (place >= value->length) {
    lua_pushnil(L);
    return 1;
  }
  if (value->type == FROZEN_LIST) {
    lua_pushinteger(L, (lua_Integer)place + 1);
    push_inside(L, &value->is.items[place]);
  } else {
    const frozen_member *next = &value->is.members[place];
    lua_pushlstring(L, next->key, next->key_bytes);
    push_inside(L, &next->value);
  }
  return 2;
}

static int view_pairs(lua_State *L) {
  check(L, 1);
  lua_pushcfunction(L, view_next);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

static void make_type(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"__index", view_index}, {"__newindex", view_newindex},
      {"__len", view_len},     {"__eq", view_eq},
      {"__pairs", view_pairs}, {NULL, NULL}};
  if (luaL_newmetatable(L, TYPE)) {
    luaL_setfuncs(L, methods, 0);
    lua_pushliteral(L, TYPE);
    lua_setfield(L, -2, "__metatable");
  }
  lua_pop(L, 1);
}

static void push_holder(lua_State *L, lualark_frozen *frozen) {
  holder *held = lualark_native_push_with(L, lualark_state_check(L),
                                          sizeof *held, 1, release);
  lualark_frozen_retain(frozen);
  held->frozen = frozen;
  lua_createtable(L, LATEST, 0);
  for (int i = 1; i <= LATEST; i++) {
    lua_pushboolean(L, 0);
    lua_rawseti(L, -2, i);
  }
  lua_setiuservalue(L, -2, 1);
}

void lualark_frozen_push(lua_State *L, lualark_frozen *frozen) {
  const frozen_value *root = lualark_frozen_root(frozen);
  luaL_checkstack(L, 8, "shared data");
  if (!is_container(root)) {
    push_scalar(L, root);
    return;
  }
  make_type(L);
  push_holder(L, frozen);
  push_view(L, root);
}

bool lualark_frozen_is_of(lua_State *L, int index,
                          const lualark_frozen *frozen) {
  const view *seen = luaL_testudata(L, index, TYPE);
  return seen != NULL && seen->holder->frozen == frozen;
}

// ------------------------------------------------------------------- as JSON

static void open_frame(encoder *e, const frozen_value *value, int at,
                       int floor) {
  if (++e->tables > e->rules.deepest)
    luaL_error(e->L, "a table is nested deeper than %d", (int)e->rules.deepest);
  frame *f = lualark_encoder_open(e, STAGE_FROZEN, at, floor);
  f->frozen = value;
  f->length = value->length;
  lualark_encoder_put(e, value->type == FROZEN_LIST ? '[' : '{');
}

void lualark_frozen_encode_open(encoder *e, const frozen_value *value, int at,
                                int floor) {
  open_frame(e, value, at, floor);
  e->frames[e->depth - 1].marked = true; // the outermost one
}

static void write_number(encoder *e, double number) {
  bool may_be_whole = number >= -0x1p63 && number < 0x1p63;
  if (e->rules.whole_to_integer && may_be_whole &&
      (double)(int64_t)number == number)
    lark_text_add_integer(&e->text, (int64_t)number);
  else
    lark_text_add_number(&e->text, number);
}

// Writes a string, number and so on.
static void write_scalar(encoder *e, const frozen_value *value) {
  switch (value->type) {
  case FROZEN_FALSE: lark_text_add_string(&e->text, "false"); break;
  case FROZEN_TRUE: lark_text_add_string(&e->text, "true"); break;
  case FROZEN_INTEGER:
    lark_text_add_integer(&e->text, value->is.integer);
    break;
  case FROZEN_NUMBER: write_number(e, value->is.number); break;
  case FROZEN_STRING:
    lark_text_add_json_string(&e->text, value->is.text, value->length);
    e->left -= value->length / BYTES_A_STEP;
    break;
  default: lark_text_add_string(&e->text, "null"); break;
  }
}

static const frozen_value *next_value(encoder *e, frame *f) {
  const frozen_value *all = f->frozen;
  if (all->type == FROZEN_LIST) return &all->is.items[f->count++];
  const frozen_member *next = &all->is.members[f->count++];
  lark_text_add_json_string(&e->text, next->key, next->key_bytes);
  lualark_encoder_put(e, ':');
  return &next->value;
}

static void close_frame(encoder *e, const frame *f) {
  lualark_encoder_put(e, f->frozen->type == FROZEN_LIST ? ']' : '}');
  if (f->marked) lua_settop(e->L, f->floor);
  e->tables--;
  e->depth--;
}

void lualark_frozen_encode(encoder *e, frame *f) {
  while (f->count < f->length) {
    if (e->left-- <= 0) return;
    lualark_encoder_comma(e, f);
    const frozen_value *value = next_value(e, f);
    if (is_container(value)) {
      open_frame(e, value, f->at, f->floor);
      return;
    }
    write_scalar(e, value);
  }
  close_frame(e, f);
}
