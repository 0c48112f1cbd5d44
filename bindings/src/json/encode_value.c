// SPDX-License-Identifier: MIT
#include "encode_value.h"

#include <string.h>

#include "encode_keys.h"
#include "frozen_push.h"
#include "lualark_words.h"
#include "mark.h"

enum {
  BYTES_A_STEP = 64,  // of a string
  STEPS_A_TABLE = 50, // seeing that a table with much room is empty takes long
};

// The same for a longer string.
static bool write_long(encoder *e, int index, int floor, size_t length) {
  if (length > ENCODER_PIECE) {
    lualark_encoder_open(e, STAGE_STRING, index, floor)->length = length;
    return true;
  }
  const char *bytes = lua_tostring(e->L, index);
  lualark_encoder_check(e, bytes, length);
  lark_text_add_json_string(&e->text, bytes, length);
  e->left -= (lua_Integer)(length / BYTES_A_STEP);
  return false;
}

static void write_short(encoder *e, const char *bytes, size_t length) {
  char *to = lualark_encoder_room(e, ENCODER_SHORT_ROOM);
  to = lualark_encoder_quote(to, bytes, length);
  if (to == NULL)
    lualark_encoder_check(e, bytes, length); // it raises
  else
    lualark_encoder_end(e, to);
}

// Writes a string of the stack; false where it is longer.
static bool write_short_at(encoder *e, int index) {
  size_t length = 0;
  const char *bytes = lua_tolstring(e->L, index, &length);
  if (length >= ENCODER_SHORT) return false;
  write_short(e, bytes, length);
  e->left--;
  return true;
}

bool lualark_encode_value_string(encoder *e, int index, int floor) {
  size_t length = 0;
  const char *bytes = lua_tolstring(e->L, index, &length);
  if (length >= ENCODER_SHORT) return write_long(e, index, floor, length);
  write_short(e, bytes, length);
  return false;
}

void lualark_encode_value_piece(encoder *e, frame *f) {
  const char *bytes = lua_tostring(e->L, f->at) + f->count;
  size_t length = f->length - f->count;
  if (length > ENCODER_PIECE) {
    // Ends between two characters.
    length = ENCODER_PIECE;
    while (length > ENCODER_PIECE - 4 &&
           ((unsigned char)bytes[length] & 0xC0) == 0x80)
      length--;
  }
  lualark_encoder_check(e, bytes, length);
  size_t before = e->text.length_bytes;
  lark_text_add_json_string(&e->text, bytes, length);
  if (e->text.failed) return;
  // The quotes where two pieces meet go.
  if (f->count > 0) {
    char *piece = e->text.bytes + before - 1;
    memmove(piece, piece + 2, e->text.length_bytes - before - 1);
    e->text.length_bytes -= 2;
  }
  e->left -= (lua_Integer)(length / BYTES_A_STEP);
  f->count += length;
  if (f->count < f->length) return;
  lualark_encoder_close(e, f);
}

static void write_integer(encoder *e, lua_Integer value) {
  char *to = lualark_encoder_room(e, LARK_DIGITS_ROOM);
  lualark_encoder_end(e, lark_digits_put(to, value));
}

static void write_float(encoder *e, int index) {
  lua_State *L = e->L;
  lua_Number number = lua_tonumber(L, index);
  int is_whole = 0;
  lua_Integer whole =
      e->rules.whole_to_integer ? lua_tointegerx(L, index, &is_whole) : 0;
  if (is_whole)
    write_integer(e, whole);
  else if (number - number == 0)
    lark_text_add_number(&e->text, number);
  else if (e->rules.invalid_to_null)
    lark_text_add_string(&e->text, "null");
  else
    luaL_error(L, lualark_words("%f has no JSON form"), number);
}

static void write_number(encoder *e, int index) {
  if (lua_isinteger(e->L, index))
    write_integer(e, lua_tointeger(e->L, index));
  else
    write_float(e, index);
}

// ---------------------------------------------------------------- small tables

static bool write_value(encoder *e, int type, int index, int floor);

// A table whose members are on Lua's stack:
//
//     base   key 1   value 1   key 2   value 2
typedef struct few {
  int base, floor;
  uint32_t length, count;
  size_t first; // its first member
  size_t mine;  // its frame, which is filled where writing stops
  bool is_list;
} few;

// Whether the table has no metatable, or the arrays' own, by which it is
// `*marked`.
static bool is_plain(encoder *e, int index, bool *marked) {
  lua_State *L = e->L;
  if (!lua_getmetatable(L, index)) return true;
  if (e->array_mark == NULL) {
    lualark_mark_push_array(L);
    e->array_mark = lua_topointer(L, -1);
    lua_pop(L, 1);
  }
  *marked = lua_topointer(L, -1) == e->array_mark;
  lua_pop(L, 1);
  return *marked;
}

// Whether the key below the top is that place of a list.
static bool is_place(lua_State *L, lua_Integer place) {
  return lua_type(L, -2) == LUA_TNUMBER && lua_tointeger(L, -2) == place;
}

// Notes the key below the top, which is the `place`th.
static bool add_key(encoder *e, uint32_t place) {
  if (lua_type(e->L, -2) != LUA_TSTRING) return false;
  member *m = lualark_encode_keys_add(e, -2);
  m->is_number = false;
  m->slot = 2 * place;
  return m->length <= ENCODER_SHORT;
}

// Puts the members on the stack. False where they are many, or the keys are
// neither all strings nor 1 to n in this order.
static bool gather(encoder *e, few *w, int index, bool marked) {
  lua_State *L = e->L;
  uint32_t count = 0;
  lua_pushnil(L);
  for (; lualark_encode_keys_next(e, index); lua_pushvalue(L, -2)) {
    if (count++ == ENCODER_FEW) return false;
    if (count == 1) w->is_list = is_place(L, 1);
    // A longer list is told early.
    if (count == 2 && w->is_list && lua_rawlen(L, index) > ENCODER_FEW)
      return false;
    if (!w->is_list && (marked || !add_key(e, count))) return false;
    if (w->is_list && count > 1 && !is_place(L, count)) return false;
  }
  w->length = count;
  if (count == 0) w->is_list = marked || (e->empty_is_list && e->tables == 1);
  return true;
}

// Fills its frame, from which writing goes on.
static few_outcome keep(encoder *e, const few *w) {
  e->frames[w->mine] = (frame){.stage = STAGE_FEW,
                               .at = w->base,
                               .base = w->base,
                               .floor = w->floor,
                               .length = w->length,
                               .count = w->count,
                               .first = w->first,
                               .is_list = w->is_list};
  return FEW_OPENED;
}

static void put_key(encoder *e, const few *w) {
  lualark_encode_keys_write(e, &e->members[w->first + w->count]);
}

static int place_of(const encoder *e, const few *w) {
  uint32_t slot =
      w->is_list ? 2 * w->count + 2 : e->members[w->first + w->count].slot;
  return w->base + (int)slot;
}

static few_outcome write_on(encoder *e, few *w) {
  int top = w->base + 2 * (int)w->length;
  while (w->count < w->length) {
    if (e->left <= 0) return keep(e, w);
    int at = place_of(e, w);
    if (w->count > 0) lualark_encoder_put(e, ',');
    if (!w->is_list) put_key(e, w);
    w->count++;
    int type = lua_type(e->L, at);
    if (type == LUA_TSTRING && write_short_at(e, at)) continue;
    if (write_value(e, type, at, top)) return keep(e, w);
  }
  lualark_encoder_put(e, w->is_list ? ']' : '}');
  lua_settop(e->L, w->floor);
  e->member_count = w->first;
  e->tables--;
  e->depth--;
  return FEW_WRITTEN;
}

few_outcome lualark_encode_few(encoder *e, int index, int floor) {
  bool marked = false;
  if (!is_plain(e, index, &marked)) return FEW_NOT;
  few w = {.base = index > floor ? index : floor,
           .floor = floor,
           .first = e->member_count};
  if (!gather(e, &w, index, marked)) {
    lua_settop(e->L, w.base);
    e->member_count = w.first;
    return FEW_NOT;
  }
  w.mine = lualark_encoder_reserve(e);
  if (!w.is_list && w.length > 1)
    lualark_encode_keys_sort(e, &e->members[w.first], w.length);
  if (!w.is_list) e->left -= w.length;
  lualark_encoder_put(e, w.is_list ? '[' : '{');
  e->inside++;
  few_outcome outcome = write_on(e, &w);
  e->inside--;
  return outcome;
}

void lualark_encode_few_go_on(encoder *e, const frame *f) {
  few w = {.base = f->base,
           .floor = f->floor,
           .length = (uint32_t)f->length,
           .count = (uint32_t)f->count,
           .first = f->first,
           .mine = e->depth - 1,
           .is_list = f->is_list};
  write_on(e, &w);
}

// ---------------------------------------------------------------------- values

// Makes room on Lua's stack for what a table's frame puts there.
static void make_room(encoder *e, int floor) {
  enum { ROOM = ENCODER_KEYS_ON_STACK + 8, AHEAD = ENCODER_KEYS_ON_STACK };
  if (floor + ROOM <= e->checked) return;
  luaL_checkstack(e->L, ROOM + AHEAD, "a value to encode");
  e->checked = floor + ROOM + AHEAD;
}

// Writes a table that is small, or opens a frame for it: true.
static bool write_table(encoder *e, int index, int floor) {
  if (++e->tables > e->rules.deepest)
    luaL_error(
        e->L,
        lualark_words("a table is nested deeper than %d, or holds itself"),
        (int)e->rules.deepest);
  e->left -= STEPS_A_TABLE;
  make_room(e, floor);
  bool may_be_small = e->left > 0 && e->inside < ENCODER_INSIDE;
  few_outcome outcome =
      may_be_small ? lualark_encode_few(e, index, floor) : FEW_NOT;
  if (outcome == FEW_NOT)
    lualark_encoder_open(e, STAGE_TABLE, index, floor)->is_large = may_be_small;
  return outcome != FEW_WRITTEN;
}

// Opens a frame for a frozen list or object; false if it is none.
static bool open_frozen(encoder *e, int index, int floor) {
  const frozen_value *value = lualark_frozen_at(e->L, index);
  if (value != NULL) lualark_frozen_encode_open(e, value, index, floor);
  return value != NULL;
}

static bool write_value(encoder *e, int type, int index, int floor) {
  lua_State *L = e->L;
  e->left--;
  switch (type) {
  case LUA_TSTRING: return lualark_encode_value_string(e, index, floor);
  case LUA_TTABLE: return write_table(e, index, floor);
  case LUA_TNUMBER: write_number(e, index); break;
  case LUA_TBOOLEAN:
    lark_text_add_string(&e->text, lua_toboolean(L, index) ? "true" : "false");
    break;
  default:
    if (open_frozen(e, index, floor)) return true;
    if (!lualark_mark_is_null(L, index))
      luaL_error(L, lualark_words("a %s has no JSON form"),
                 lualark_words_type(L, index));
    lark_text_add_string(&e->text, "null");
  }
  return false;
}

bool lualark_encode_value(encoder *e, int index, int floor) {
  return write_value(e, lua_type(e->L, index), index, floor);
}
