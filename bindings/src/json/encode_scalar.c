// SPDX-License-Identifier: MIT
#include "encode_scalar.h"

#include <string.h>

#include "frozen_push.h"
#include "lualark_words.h"
#include "mark.h"

enum { BYTES_A_STEP = 64 }; // of a string

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

bool lualark_encode_scalar_string(encoder *e, int index, int floor) {
  size_t length = 0;
  const char *bytes = lua_tolstring(e->L, index, &length);
  if (length >= ENCODER_SHORT) return write_long(e, index, floor, length);
  char *to = lualark_encoder_room(e, ENCODER_SHORT_ROOM);
  lualark_encoder_end(e, lualark_encoder_quote(e, to, bytes, length));
  return false;
}

void lualark_encode_scalar_piece(encoder *e, frame *f) {
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

// ---------------------------------------------------------------------- values

// Opens a frame for a frozen list or object; false if it is none.
static bool open_frozen(encoder *e, int index, int floor) {
  const frozen_value *value = lualark_frozen_at(e->L, index);
  if (value != NULL) lualark_frozen_encode_open(e, value, index, floor);
  return value != NULL;
}

bool lualark_encode_scalar(encoder *e, int type, int index, int floor) {
  lua_State *L = e->L;
  e->left--;
  switch (type) {
  case LUA_TSTRING: return lualark_encode_scalar_string(e, index, floor);
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
