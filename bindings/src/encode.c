// SPDX-License-Identifier: MIT

// Values as JSON text: strings, numbers, and the turns in which all is written.
#include <string.h>

#include "encoder.h"

enum {
  BYTES_A_STEP = 64, // of a string
  STEPS_AT_LEAST = 10
};

// Writes the string on top and takes it off; a long one in pieces, later: true.
bool lualark_encode_string(encoder *e) {
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

static void write_piece(encoder *e, frame *f) {
  const char *bytes = lua_tostring(e->L, f->at) + f->count;
  size_t length = f->length - f->count;
  if (length > ENCODER_PIECE) {
    // Not in the middle of a character.
    length = ENCODER_PIECE;
    while (length > ENCODER_PIECE - 4 &&
           ((unsigned char)bytes[length] & 0xC0) == 0x80)
      length--;
  }
  lualark_encoder_check(e, bytes, length);
  size_t before = e->text.length_bytes;
  lark_text_add_json_string(&e->text, bytes, length);
  if (e->text.failed) return;
  // Of the quotes only the whole string's stay.
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
  if (number - number == 0)
    lark_text_add_number(&e->text, number);
  else if (e->rules.invalid_to_null)
    lark_text_add_string(&e->text, "null");
  else
    luaL_error(L, "%f has no JSON form", number);
}

bool lualark_encode_value(encoder *e, bool empty_is_array) {
  lua_State *L = e->L;
  e->left--;
  switch (lua_type(L, -1)) {
  case LUA_TSTRING: return lualark_encode_string(e);
  case LUA_TTABLE: lualark_encode_table(e, empty_is_array); return true;
  case LUA_TNUMBER: write_number(e); break;
  case LUA_TBOOLEAN:
    lark_text_add_string(&e->text, lua_toboolean(L, -1) ? "true" : "false");
    break;
  default:
    if (!lualark_json_is_null(L, -1))
      luaL_error(L, "a %s has no JSON form", luaL_typename(L, -1));
    lark_text_add_string(&e->text, "null");
  }
  lua_pop(L, 1);
  return false;
}

// -------------------------------------------------------------------- in turns

static void write_values(encoder *e, frame *f) {
  lua_State *L = e->L;
  if (f->count == 0) lualark_encoder_put(e, '[');
  while (f->count < f->length) {
    if (e->left <= 0) return;
    lua_pushvalue(L, f->at + (int)++f->count);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      lua_pushlightuserdata(L, NULL);
    }
    lualark_encoder_comma(e, f);
    if (lualark_encode_value(e, false)) return;
  }
  lualark_encoder_put(e, ']');
  e->depth--;
}

// Goes on with the innermost that is open.
static void advance(encoder *e) {
  frame *f = &e->frames[e->depth - 1];
  switch (f->stage) {
  case STAGE_VALUES: write_values(e, f); break;
  case STAGE_STRING: write_piece(e, f); break;
  default: lualark_encode_table_on(e, f); break;
  }
}

// Writes until all is done, or a pause is due: false.
static bool write_on(encoder *e) {
  scheduler *s = e->native.scheduler;
  e->left = lualark_steps_left(s);
  while (e->depth > 0 && e->left > 0 && !e->text.failed)
    advance(e);
  if (e->text.failed) lualark_native_starve(e->L);
  lualark_steps_note(s, e->left);
  return e->depth == 0;
}

static int go_on(lua_State *L, int status, lua_KContext context);

static int finish(encoder *e) {
  lua_State *L = e->L;
  lua_settop(L, e->self);
  lua_pushlstring(L, e->text.bytes, e->text.length_bytes);
  lua_CFunction then = e->then;
  int self = e->self;
  lualark_encoder_give_back(e); // whatever follows may use it
  lua_remove(L, self);
  return then != NULL ? then(L) : 1;
}

static int encode_on(encoder *e) {
  lua_State *L = e->L;
  while (!write_on(e)) {
    if (!lualark_pause(L, e->native.scheduler)) continue;
    if (e->in_turns) {
      e->turn++;
      e->top = lua_gettop(L);
      return lua_yieldk(L, 0, (lua_KContext)e, go_on);
    }
    // Whoever called goes on at once with what was written: no yield.
    e->native.scheduler->parking = e->native.scheduler->preempted = false;
  }
  return finish(e);
}

static int go_on(lua_State *L, int status, lua_KContext context) {
  encoder *e = (encoder *)context;
  (void)status;
  lualark_native_check(L, &e->native);
  lua_settop(L, e->top);
  return encode_on(e);
}

static const lualark_json_rules our_rules = {.deepest = 1000};

static encoder *begin(lua_State *L, const lualark_json_rules *rules) {
  encoder *e = lualark_encoder_take(L);
  e->rules = rules != NULL ? *rules : our_rules;
  e->native.scheduler->steps += STEPS_AT_LEAST;
  return e;
}

void lualark_json_encode(lua_State *L, int index, int empty_is_array) {
  index = lua_absindex(L, index);
  encoder *e = begin(L, NULL);
  lua_pushvalue(L, index);
  lualark_encode_value(e, empty_is_array);
  encode_on(e);
}

int lualark_json_encode_turns(lua_State *L, int index,
                              const lualark_json_rules *rules,
                              lua_CFunction then) {
  index = lua_absindex(L, index);
  encoder *e = begin(L, rules);
  e->in_turns = true;
  e->then = then;
  lua_pushvalue(L, index);
  lualark_encode_value(e, false);
  return encode_on(e);
}

int lualark_json_encode_list(lua_State *L, int first, lua_CFunction then) {
  int last = lua_gettop(L);
  encoder *e = begin(L, NULL);
  e->in_turns = true;
  e->then = then;
  lualark_encoder_open(e, STAGE_VALUES, first - 1)->length =
      (size_t)last - (size_t)first + 1;
  return encode_on(e);
}

/// lark.encode(value): exact JSON text.
int lualark_json_encode_function(lua_State *L) {
  luaL_checkany(L, 1);
  return lualark_json_encode_turns(L, 1, NULL, NULL);
}
