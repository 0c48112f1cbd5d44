// SPDX-License-Identifier: MIT
#include "encode_value.h"

#include <string.h>

#include "frozen_push.h"
#include "lualark_words.h"
#include "mark.h"

enum {
  BYTES_A_STEP = 64,  // of a string
  STEPS_A_TABLE = 50, // seeing that a table with much room is empty takes long
};

bool lualark_encode_value_string(encoder *e) {
  size_t length = 0;
  const char *bytes = lua_tolstring(e->L, -1, &length);
  if (length > ENCODER_PIECE) {
    lualark_encoder_open(e, STAGE_STRING, lua_gettop(e->L))->length = length;
    return true;
  }
  lualark_encoder_check(e, bytes, length);
  lark_text_add_json_string(&e->text, bytes, length);
  e->left -= (lua_Integer)(length / BYTES_A_STEP);
  lua_pop(e->L, 1);
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
  lua_settop(e->L, f->at - 1);
  e->depth--;
}

static void write_number(encoder *e) {
  lua_State *L = e->L;
  if (lua_isinteger(L, -1)) {
    lark_text_add_integer(&e->text, lua_tointeger(L, -1));
    return;
  }
  lua_Number number = lua_tonumber(L, -1);
  int is_whole = 0;
  lua_Integer whole = lua_tointegerx(L, -1, &is_whole);
  if (e->rules.whole_to_integer && is_whole)
    lark_text_add_integer(&e->text, whole);
  else if (number - number == 0)
    lark_text_add_number(&e->text, number);
  else if (e->rules.invalid_to_null)
    lark_text_add_string(&e->text, "null");
  else
    luaL_error(L, lualark_words("%f has no JSON form"), number);
}

// Opens a frame for the table on top.
static void open_table(encoder *e, bool empty_is_array) {
  if (++e->tables > e->rules.deepest)
    luaL_error(
        e->L,
        lualark_words("a table is nested deeper than %d, or holds itself"),
        (int)e->rules.deepest);
  e->left -= STEPS_A_TABLE;
  luaL_checkstack(e->L, ENCODER_KEYS_ON_STACK + 8, "a value to encode");
  lualark_encoder_open(e, STAGE_TABLE, lua_gettop(e->L))->empty_list =
      empty_is_array;
}

// Opens a frame for the frozen list or object on top; false if it is none.
static bool open_frozen(encoder *e) {
  const frozen_value *value = lualark_frozen_at(e->L, -1);
  if (value != NULL) lualark_frozen_encode_open(e, value);
  return value != NULL;
}

bool lualark_encode_value(encoder *e, bool empty_is_array) {
  lua_State *L = e->L;
  e->left--;
  switch (lua_type(L, -1)) {
  case LUA_TSTRING: return lualark_encode_value_string(e);
  case LUA_TTABLE: open_table(e, empty_is_array); return true;
  case LUA_TNUMBER: write_number(e); break;
  case LUA_TBOOLEAN:
    lark_text_add_string(&e->text, lua_toboolean(L, -1) ? "true" : "false");
    break;
  default:
    if (open_frozen(e)) return true;
    if (!lualark_mark_is_null(L, -1))
      luaL_error(L, lualark_words("a %s has no JSON form"),
                 lualark_words_type(L, -1));
    lark_text_add_string(&e->text, "null");
  }
  lua_pop(L, 1);
  return false;
}
