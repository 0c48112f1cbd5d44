// SPDX-License-Identifier: MIT

// A table is traversed to see whether it is a list or an object; an object's
// keys are sorted. Both may pause, and start again where the table was changed
// meanwhile.
#include "encode_table.h"

#include <stdlib.h>
#include <string.h>

#include "encode_value.h"
#include "lazy.h"
#include "lualark_words.h"
#include "mark.h"

enum {
  INSERTED = 24, // members that are sorted by insertion
  // How often a table that changes is traversed: to see whether it is a list,
  // and at all.
  COUNTS = 4,
  STARTS = 16,
};

static void close_table(encoder *e, const frame *closed) {
  lua_settop(e->L, closed->at - 1);
  e->member_count = closed->first;
  e->tables--;
  e->depth--;
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
  lua_settop(e->L, f->at);
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
  lua_settop(e->L, f->at);
  lua_pushnil(e->L);
  f->count = 0;
  f->stage = STAGE_GATHERING;
}

// As lua_next(), without a key that scripts do not see.
static bool next_member(encoder *e, const frame *f) {
  lua_State *L = e->L;
  if (!lua_next(L, f->at)) return false;
  const char *hidden_key = e->native.state->hidden_key;
  if (hidden_key == NULL || lua_type(L, -2) != LUA_TSTRING ||
      lua_tostring(L, -2) != hidden_key)
    return true;
  lua_pop(L, 1);
  return lua_next(L, f->at);
}

// Counts the members: a list has as many as it is long.
static void count(encoder *e, frame *f) {
  lua_State *L = e->L;
  while (next_member(e, f)) {
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
  if (f->marked) {
    begin_list(e, f, f->length);
    return;
  }
  if (f->count == 0) f->length = 0; // from here on its highest key
  while (next_member(e, f)) {
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

// Writes the value on top, and pops it. False, with nothing done, where that
// takes long or fails.
static bool write_scalar(encoder *e) {
  lua_State *L = e->L;
  size_t length = 0;
  lua_Number number = 0;
  const char *bytes = NULL;
  switch (lua_type(L, -1)) {
  case LUA_TTABLE: return false;
  case LUA_TNUMBER:
    number = lua_tonumber(L, -1);
    if (number - number != 0) return false;
    break;
  case LUA_TSTRING:
    bytes = lua_tolstring(L, -1, &length);
    if (length > ENCODER_SHORT || !lualark_encoder_is_text(bytes, length))
      return false;
    lualark_encoder_comma(e, &e->frames[e->depth - 1]);
    lark_text_add_json_string(&e->text, bytes, length);
    e->left--;
    lua_pop(L, 1);
    return true;
  case LUA_TBOOLEAN: break;
  default:
    if (!lualark_mark_is_null(L, -1)) return false;
  }
  lualark_encoder_comma(e, &e->frames[e->depth - 1]);
  lualark_encode_value(e, false);
  return true;
}

// Writes a list of short strings and numbers in one traversal, as long as the
// keys come in order. False, with nothing written, where they do not.
static bool write_scalars(encoder *e, frame *f) {
  lua_State *L = e->L;
  size_t before = e->text.length_bytes;
  f->count = 0;
  lualark_encoder_put(e, '[');
  lua_pushnil(L);
  while (next_member(e, f)) {
    if (!lua_isinteger(L, -2) ||
        lua_tointeger(L, -2) != (lua_Integer)f->count + 1 ||
        f->count == f->length || e->left <= 0 || !write_scalar(e))
      break;
    f->count++;
  }
  if (f->count == f->length && lua_gettop(L) == f->at) {
    lualark_encoder_put(e, ']');
    close_table(e, f);
    return true;
  }
  f->has_one = false;
  if (!e->text.failed) e->text.length_bytes = before;
  return false;
}

static void write_items(encoder *e, frame *f) {
  lua_State *L = e->L;
  while (f->count < f->length) {
    if (e->left <= 0) return;
    if (lua_rawgeti(L, f->at, (lua_Integer)++f->count) == LUA_TNIL) {
      // Gone since it was counted; or a mistake, which the nil raises below.
      if (f->turn != e->turn || e->rules.as_cjson) lua_pop(L, 1);
      if (e->rules.as_cjson) {
        lualark_mark_push_null(L);
      } else if (f->turn != e->turn) {
        e->left--;
        continue;
      }
    }
    lualark_encoder_comma(e, f);
    if (lualark_encode_value(e, false)) return;
  }
  lualark_encoder_put(e, ']');
  close_table(e, f);
}

// --------------------------------------------------------------------- objects

static uint64_t prefix_of(const char *key, size_t length) {
  const unsigned char *k = (const unsigned char *)key;
  uint64_t prefix = 0;
  // Written out, so that it is one load.
  if (length >= 8)
    return (uint64_t)k[0] << 56 | (uint64_t)k[1] << 48 | (uint64_t)k[2] << 40 |
           (uint64_t)k[3] << 32 | (uint64_t)k[4] << 24 | (uint64_t)k[5] << 16 |
           (uint64_t)k[6] << 8 | (uint64_t)k[7];
  if (length == 0) return 0;
  for (size_t i = 0; i < length; i++)
    prefix = prefix << 8 | k[i];
  return prefix << 8 * (8 - length);
}

static int by_key(const void *a, const void *b) {
  const member *left = a;
  const member *right = b;
  if (left->prefix != right->prefix)
    return left->prefix < right->prefix ? -1 : 1;
  size_t shorter = left->length < right->length ? left->length : right->length;
  int order = memcmp(left->key, right->key, shorter);
  if (order != 0) return order;
  if (left->length != right->length)
    return left->length < right->length ? -1 : 1;
  return left->is_number - right->is_number;
}

static bool comes_after(const member *a, const member *b) {
  return a->prefix != b->prefix ? a->prefix > b->prefix : by_key(a, b) > 0;
}

static void sort(encoder *e, member *list, size_t length) {
  if (length > INSERTED) {
    qsort(list, length, sizeof *list, by_key);
    e->left -= (lua_Integer)length;
    return;
  }
  for (size_t i = 1; i < length; i++) {
    member moved = list[i];
    size_t to = i;
    for (; to > 0 && comes_after(&list[to - 1], &moved); to--)
      list[to] = list[to - 1];
    list[to] = moved;
  }
}

// Moves the keys from the stack to a table, below the key on top.
static void move_keys(lua_State *L, frame *f) {
  lua_createtable(L, ENCODER_KEYS_ON_STACK * 2, 0);
  for (int i = 1; i <= ENCODER_KEYS_ON_STACK; i++) {
    lua_pushvalue(L, f->at + i);
    lua_rawseti(L, -2, i);
  }
  lua_replace(L, f->at + 1);
  lua_replace(L, f->at + 2);
  lua_settop(L, f->at + 2);
  f->keys_apart = true;
}

static member *add_member(encoder *e) {
  if (e->member_count == e->member_room)
    e->members = lualark_encoder_grow(e, e->members, e->few_members,
                                      &e->member_room, sizeof *e->members);
  return &e->members[e->member_count++];
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
  member *m = add_member(e);
  if (f->count == ENCODER_KEYS_ON_STACK) move_keys(L, f);
  lua_pushvalue(L, -1);
  m->key = lua_tolstring(L, -1, &m->length); // makes a number a string
  m->prefix = prefix_of(m->key, m->length);
  m->is_number = is_number;
  m->slot = (uint32_t)++f->count;
  if (f->keys_apart)
    lua_rawseti(L, f->at + 1, m->slot);
  else
    lua_insert(L, -2);
}

// Goes on with the members that were gathered.
static void begin_object(encoder *e, frame *f) {
  if (f->count == 0 && (f->marked || f->empty_list)) {
    begin_list(e, f, 0);
    return;
  }
  sort(e, &e->members[f->first], f->count);
  f->length = f->count;
  f->count = 0;
  f->stage = STAGE_OBJECT;
  lualark_encoder_put(e, '{');
}

static void gather(encoder *e, frame *f) {
  lua_State *L = e->L;
  while (next_member(e, f)) {
    lua_pop(L, 1);
    if (f->marked)
      luaL_error(
          L, lualark_words("an array has holes or keys that are not 1 to n"));
    take_key(e, f);
    if (--e->left <= 0) return;
  }
  begin_object(e, f);
}

// Gathers the members of an object that is small, and sorts them: each key on
// the stack has its value behind it. False where it is large, or no object.
static bool gather_pairs(encoder *e, frame *f) {
  lua_State *L = e->L;
  f->count = 0;
  for (lua_pushnil(L); next_member(e, f); lua_pushvalue(L, -2)) {
    if (f->count == ENCODER_KEYS_ON_STACK / 2 || f->marked || e->left <= 0 ||
        lua_type(L, -2) != LUA_TSTRING)
      return false;
    member *m = add_member(e);
    m->key = lua_tolstring(L, -2, &m->length);
    m->prefix = prefix_of(m->key, m->length);
    m->is_number = false;
    m->slot = (uint32_t)(2 * ++f->count);
    if (m->length > ENCODER_PIECE) return false;
    e->left--;
  }
  f->has_pairs = true;
  begin_object(e, f);
  return true;
}

static void push_key(const encoder *e, const frame *f, const member *m) {
  if (f->keys_apart)
    lua_rawgeti(e->L, f->at + 1, m->slot);
  else
    lua_pushvalue(e->L, f->at + (int)m->slot);
}

// Pushes a member's value; nil where it is gone.
static int push_value(const encoder *e, const frame *f, const member *m) {
  if (!m->is_number || lua_stringtonumber(e->L, m->key) == 0) push_key(e, f, m);
  return lua_rawget(e->L, f->at);
}

// Whether the key of `m`, which is counted already, is the one before once
// more: possible where a table changed while it was traversed.
static bool is_again(const member *m, const frame *f) {
  return f->count > 1 && f->seen != f->turn && by_key(m - 1, m) == 0;
}

static void write_members(encoder *e, frame *f) {
  lua_State *L = e->L;
  while (f->count < f->length) {
    const member *m = &e->members[f->first + f->count];
    if (e->left <= 0) return;
    if (!f->has_key && m->length > ENCODER_PIECE) {
      lualark_encoder_comma(e, f);
      f->has_key = true;
      push_key(e, f, m);
      lualark_encode_value_string(e);
      return;
    }
    f->count++;
    if (push_value(e, f, m) == LUA_TNIL || is_again(m, f)) {
      lua_pop(L, 1);
      e->left--;
      if (!f->has_key) continue;
      lualark_mark_push_null(L); // gone behind its key
    }
    if (!f->has_key) {
      lualark_encoder_comma(e, f);
      lualark_encoder_check(e, m->key, m->length);
      lark_text_add_json_string(&e->text, m->key, m->length);
    }
    f->has_key = false;
    lualark_encoder_put(e, ':');
    if (lualark_encode_value(e, false)) return;
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

// Writes a string of the stack. False where that takes long.
static bool write_string_at(encoder *e, int index) {
  size_t length = 0;
  if (lua_type(e->L, index) != LUA_TSTRING) return false;
  const char *bytes = lua_tolstring(e->L, index, &length);
  if (length > ENCODER_SHORT) return false;
  lualark_encoder_check(e, bytes, length);
  lark_text_add_json_string(&e->text, bytes, length);
  e->left--;
  return true;
}

// The same for members whose values stand on the stack.
static void write_pairs(encoder *e, frame *f) {
  while (f->count < f->length) {
    const member *m = &e->members[f->first + f->count];
    int value_at = f->at + (int)m->slot;
    if (e->left <= 0) return;
    f->count++;
    lualark_encoder_comma(e, f);
    lualark_encoder_check(e, m->key, m->length);
    lark_text_add_json_string(&e->text, m->key, m->length);
    lualark_encoder_put(e, ':');
    if (write_string_at(e, value_at)) continue;
    lua_pushvalue(e->L, value_at);
    if (lualark_encode_value(e, false)) return;
  }
  lualark_encoder_put(e, '}');
  close_table(e, f);
}

// Looks at a table for the first time, or again since it has changed. Leaves
// the key that its traversal starts from on top.
static void look_at(encoder *e, frame *f) {
  lua_State *L = e->L;
  if (++f->starts > STARTS)
    luaL_error(
        L, lualark_words("a table changes all the time while it is encoded"));
  lua_settop(L, f->at);
  if (lualark_lazy_is(L, f->at)) {
    f->stage = STAGE_FILLING;
    return;
  }
  f->marked = lualark_mark_is_array(L, f->at);
  f->length = lua_rawlen(L, f->at);
  f->turn = f->seen = e->turn;
  f->keys_apart = false;
  bool is_list = f->length > 0;
  if (!e->rules.as_cjson && f->starts == 1 &&
      (is_list ? write_scalars(e, f) : gather_pairs(e, f)))
    return;
  lua_settop(L, f->at);
  f->count = 0;
  e->member_count = f->first;
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
  case STAGE_OBJECT:
    if (f->has_pairs)
      write_pairs(e, f);
    else
      write_members(e, f);
    break;
  case STAGE_FILLING: fill(e, f); break;
  default: look_at(e, f); break;
  }
}
