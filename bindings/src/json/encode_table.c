// SPDX-License-Identifier: MIT

// A table is traversed to see whether it is a list or an object; an object's
// keys are sorted. Both may pause, and start again where the table was changed
// meanwhile.
#include "encode_table.h"

#include <string.h>

#include "encode_keys.h"
#include "encode_scalar.h"
#include "encode_value.h"
#include "lazy.h"
#include "lualark_words.h"
#include "mark.h"

enum {
  // How often a table that changes is traversed: to see whether it is a list,
  // and at all.
  COUNTS = 4,
  STARTS = 16,
};

static void close_table(encoder *e, const frame *closed) {
  e->member_count = closed->first;
  e->tables--;
  lualark_encoder_close(e, closed);
}

// Whether a traversal can go on: the key on top may be gone from the table
// since the pause.
static bool can_go_on(encoder *e, frame *f) {
  lua_State *L = e->L;
  if (f->seen == e->turn) return true;
  f->seen = e->turn;
  if (lua_isnil(L, -1)) return true;
  lua_pushvalue(L, -1);
  bool is_there = lua_rawget(L, f->at) != LUA_TNIL;
  lua_pop(L, 1);
  return is_there;
}

// ----------------------------------------------------------------------- lists

static void begin_list(encoder *e, frame *f, size_t length) {
  f->stage = STAGE_LIST;
  f->length = length;
  f->count = 0;
  lua_settop(e->L, f->base);
  lualark_encoder_put(e, '[');
}

// The count says that it is no list; or it changed while it was counted.
static void count_differs(encoder *e, frame *f) {
  if (f->turn != e->turn && f->starts < COUNTS) {
    f->stage = STAGE_TABLE;
    return;
  }
  if (f->marked)
    luaL_error(e->L,
               lualark_words("an array has holes or keys that are not 1 to n"));
  lua_settop(e->L, f->base);
  lua_pushnil(e->L);
  f->count = 0;
  f->stage = STAGE_GATHERING;
}

// Counts the members: a list has as many as it is long.
static void count(encoder *e, frame *f) {
  lua_State *L = e->L;
  const char *hidden = lualark_encode_keys_hidden(e);
  while (lualark_encode_keys_next(L, f->at, hidden)) {
    lua_pop(L, 1);
    if (++f->count > f->length) {
      count_differs(e, f);
      return;
    }
    if (--e->left <= 0) return;
  }
  lua_pushnil(L); // in place of the key
  if (f->count == f->length)
    begin_list(e, f, f->length);
  else
    count_differs(e, f);
}

// Whether a list has so many holes that it becomes an object. Raises where the
// rules forbid that.
static bool is_sparse(encoder *e, const frame *f) {
  const lualark_encode_rules *r = &e->rules;
  if (r->sparse_ratio == 0 || f->length <= r->sparse_safe ||
      f->length <= f->count * r->sparse_ratio)
    return false;
  if (!r->sparse_to_object)
    luaL_error(e->L, "Cannot serialise table: excessively sparse array");
  return true;
}

// The same by cjson's rules: a list has only positive integers as keys, and may
// have holes.
static void count_as_cjson(encoder *e, frame *f) {
  lua_State *L = e->L;
  const char *hidden = lualark_encode_keys_hidden(e);
  if (f->marked) {
    begin_list(e, f, f->length);
    return;
  }
  if (f->count == 0) f->length = 0; // from here on its highest key
  while (lualark_encode_keys_next(L, f->at, hidden)) {
    lua_pop(L, 1);
    lua_Integer key = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : 0;
    if (key < 1) {
      count_differs(e, f);
      return;
    }
    f->count++;
    if ((size_t)key > f->length) f->length = (size_t)key;
    if (--e->left <= 0) return;
  }
  lua_pushnil(L);
  if (f->count > 0 && !is_sparse(e, f))
    begin_list(e, f, f->length);
  else
    count_differs(e, f);
}

// Whether the value on top, of this type, is written at once, and cannot fail.
static bool is_plain(lua_State *L, int type) {
  lua_Number number = 0;
  switch (type) {
  case LUA_TTABLE: return false;
  case LUA_TNUMBER: number = lua_tonumber(L, -1); return number - number == 0;
  case LUA_TBOOLEAN: return true;
  default: return lualark_mark_is_null(L, -1);
  }
}

// Writes the string on top at `to`, where there is room for a short one. False
// where it is longer or not UTF-8.
static bool write_string(encoder *e, char *to) {
  size_t length = 0;
  const char *bytes = lua_tolstring(e->L, -1, &length);
  if (length >= ENCODER_SHORT) return false;
  to = lualark_encoder_try_quote(to, bytes, length);
  if (to == NULL) return false;
  lualark_encoder_end(e, to);
  e->left--;
  return true;
}

// Writes the value on top as the next item, and pops it. False where that takes
// long or fails.
static bool write_scalar(encoder *e, const frame *f) {
  lua_State *L = e->L;
  int type = lua_type(L, -1);
  if (type != LUA_TSTRING && !is_plain(L, type)) return false;
  char *to = lualark_encoder_room(e, ENCODER_SHORT_ROOM);
  if (f->count > 0) *to++ = ',';
  if (type == LUA_TSTRING) {
    if (!write_string(e, to)) return false;
  } else {
    lualark_encoder_end(e, to);
    lualark_encode_scalar(e, type, f->base + 2, f->floor);
  }
  lua_pop(L, 1);
  return true;
}

// Writes a list of short strings and numbers in one traversal, as long as the
// keys come in order. False, with nothing written, where they do not.
static bool write_scalars(encoder *e, frame *f) {
  lua_State *L = e->L;
  const char *hidden = lualark_encode_keys_hidden(e);
  size_t before = e->text.length_bytes;
  f->count = 0;
  lualark_encoder_put(e, '[');
  lua_pushnil(L);
  while (lualark_encode_keys_next(L, f->at, hidden)) {
    if (!lua_isinteger(L, -2) ||
        lua_tointeger(L, -2) != (lua_Integer)f->count + 1 ||
        f->count == f->length || e->left <= 0 || !write_scalar(e, f))
      break;
    f->count++;
  }
  if (f->count == f->length && lua_gettop(L) == f->base) {
    lualark_encoder_put(e, ']');
    close_table(e, f);
    return true;
  }
  e->text.length_bytes = before;
  return false;
}

// An item that is nil is gone since it was counted; or a mistake, which the nil
// raises. Returns the type of what is written in its place.
static int replace_nil(encoder *e, const frame *f) {
  if (!e->rules.as_cjson && f->turn == e->turn) return LUA_TNIL;
  lua_pop(e->L, 1);
  if (!e->rules.as_cjson) return LUA_TNONE;
  lualark_mark_push_null(e->L);
  return LUA_TLIGHTUSERDATA;
}

static void write_items(encoder *e, frame *f) {
  lua_State *L = e->L;
  while (f->count < f->length) {
    if (e->left <= 0) return;
    int type = lua_rawgeti(L, f->at, (lua_Integer)++f->count);
    if (type == LUA_TNIL) type = replace_nil(e, f);
    if (type == LUA_TNONE) {
      e->left--;
      continue;
    }
    lualark_encoder_comma(e, f);
    if (lualark_encode_value(e, type, f->base + 1, f->base)) return;
    f = lualark_encoder_innermost(e);
    if (type != LUA_TTABLE) lua_pop(L, 1);
  }
  lualark_encoder_put(e, ']');
  close_table(e, f);
}

// --------------------------------------------------------------------- objects

// Moves the keys from the stack to a table, below the key on top.
static void move_keys(lua_State *L, frame *f) {
  lua_createtable(L, ENCODER_KEYS_ON_STACK * 2, 0);
  for (int i = 1; i <= ENCODER_KEYS_ON_STACK; i++) {
    lua_pushvalue(L, f->base + i);
    lua_rawseti(L, -2, i);
  }
  lua_replace(L, f->base + 1);
  lua_replace(L, f->base + 2);
  lua_settop(L, f->base + 2);
  f->keys_apart = true;
}

// Notes the key on top as a member, and keeps it alive.
static void take_key(encoder *e, frame *f) {
  lua_State *L = e->L;
  bool is_number = e->rules.as_cjson && lua_isinteger(L, -1);
  if (lua_type(L, -1) != LUA_TSTRING && !is_number)
    luaL_error(L,
               lualark_words(
                   "a table is neither a list nor an object: it has a %s key"),
               lualark_words_type(L, -1));
  if (f->count == ENCODER_KEYS_ON_STACK) move_keys(L, f);
  lua_pushvalue(L, -1);
  member *m = lualark_encode_keys_add(e, -1); // makes a number a string
  m->is_number = is_number;
  m->slot = (uint32_t)++f->count;
  if (f->keys_apart)
    lua_rawseti(L, f->base + 1, m->slot);
  else
    lua_insert(L, -2);
}

// Goes on with the members that were gathered.
static void begin_object(encoder *e, frame *f) {
  if (f->count == 0 && (f->marked || (e->empty_is_list && e->tables == 1))) {
    begin_list(e, f, 0);
    return;
  }
  lualark_encode_keys_sort(e, &e->members[f->first], f->count);
  f->length = f->count;
  f->count = 0;
  f->stage = STAGE_OBJECT;
  lualark_encoder_put(e, '{');
}

static void gather(encoder *e, frame *f) {
  lua_State *L = e->L;
  const char *hidden = lualark_encode_keys_hidden(e);
  while (lualark_encode_keys_next(L, f->at, hidden)) {
    lua_pop(L, 1);
    if (f->marked)
      luaL_error(
          L, lualark_words("an array has holes or keys that are not 1 to n"));
    take_key(e, f);
    if (--e->left <= 0) return;
  }
  begin_object(e, f);
}

static void push_key(const encoder *e, const frame *f, const member *m) {
  if (f->keys_apart)
    lua_rawgeti(e->L, f->base + 1, m->slot);
  else
    lua_pushvalue(e->L, f->base + (int)m->slot);
}

// Pushes a member's value; nil where it is gone.
static int push_value(const encoder *e, const frame *f, const member *m) {
  if (!m->is_number || lua_stringtonumber(e->L, m->key) == 0) push_key(e, f, m);
  return lua_rawget(e->L, f->at);
}

// Whether the key of `m`, which is counted already, is the one before once
// more: possible where a table changed while it was traversed.
static bool is_again(const member *m, const frame *f) {
  return f->count > 1 && f->seen != f->turn &&
         lualark_encode_keys_are_same(m - 1, m);
}

// Where the frame's next value is put.
static int top_of(const frame *f) {
  return f->base + (f->keys_apart ? 1 : (int)f->length);
}

// Opens a frame for the next member's key.
static void open_key(encoder *e, frame *f, const member *m) {
  int top = top_of(f);
  lualark_encoder_comma(e, f);
  f->has_key = true;
  push_key(e, f, m);
  lualark_encode_scalar_string(e, top + 1, top);
}

static void write_members(encoder *e, frame *f) {
  lua_State *L = e->L;
  int top = top_of(f);
  while (f->count < f->length) {
    const member *m = &e->members[f->first + f->count];
    if (e->left <= 0) return;
    if (!f->has_key && m->length > ENCODER_PIECE) {
      open_key(e, f, m);
      return;
    }
    f->count++;
    int type = push_value(e, f, m);
    if (type == LUA_TNIL || is_again(m, f)) {
      lua_settop(L, top);
      e->left--;
      if (!f->has_key) continue;
      lualark_mark_push_null(L); // gone behind its key
      type = LUA_TLIGHTUSERDATA;
    }
    if (f->has_key) {
      lualark_encoder_put(e, ':');
    } else {
      lualark_encoder_comma(e, f);
      lualark_encode_keys_write(e, m);
    }
    f->has_key = false;
    if (lualark_encode_value(e, type, top + 1, top)) return;
    f = lualark_encoder_innermost(e);
    lua_settop(L, top);
  }
  lualark_encoder_put(e, '}');
  close_table(e, f);
}

// Another task may have filled it meanwhile.
static void fill(encoder *e, frame *f) {
  lua_Integer steps = 0;
  bool is_full =
      !lualark_lazy_is(e->L, f->at) || lualark_lazy_fill(e->L, f->at, &steps);
  e->left -= steps;
  if (!is_full) return;
  f->stage = STAGE_TABLE;
  f->starts = 0;
}

// Looks at a table for the first time, or again since it has changed. Leaves
// the key that its traversal starts from on top.
static void look_at(encoder *e, frame *f) {
  lua_State *L = e->L;
  if (++f->starts > STARTS)
    luaL_error(
        L, lualark_words("a table changes all the time while it is encoded"));
  if (f->starts == 1 && !f->is_large && lualark_encode_value_framed(e)) return;
  lua_settop(L, f->base);
  f->marked = false;
  if (lua_getmetatable(L, f->at)) {
    lua_pop(L, 1);
    if (lualark_lazy_is(L, f->at)) {
      f->stage = STAGE_FILLING;
      return;
    }
    f->marked = lualark_mark_is_array(L, f->at);
  }
  f->length = lua_rawlen(L, f->at);
  f->turn = f->seen = e->turn;
  f->keys_apart = false;
  e->member_count = f->first;
  bool is_list = f->length > 0;
  if (f->starts == 1 && is_list && !e->rules.as_cjson && write_scalars(e, f))
    return;
  lua_settop(L, f->base);
  f->count = 0;
  lua_pushnil(L);
  f->stage = is_list || e->rules.as_cjson ? STAGE_COUNTING : STAGE_GATHERING;
}

void lualark_encode_table(encoder *e, frame *f) {
  bool traverses = f->stage == STAGE_COUNTING || f->stage == STAGE_GATHERING;
  if (traverses && !can_go_on(e, f)) f->stage = STAGE_TABLE;
  switch (f->stage) {
  case STAGE_COUNTING:
    if (e->rules.as_cjson)
      count_as_cjson(e, f);
    else
      count(e, f);
    break;
  case STAGE_GATHERING: gather(e, f); break;
  case STAGE_LIST: write_items(e, f); break;
  case STAGE_OBJECT: write_members(e, f); break;
  case STAGE_FILLING: fill(e, f); break;
  default: look_at(e, f); break;
  }
}
