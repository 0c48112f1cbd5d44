// SPDX-License-Identifier: MIT
#include "encode.h"

#include "charge.h"
#include "encode_scalar.h"
#include "encode_shapes.h"
#include "encode_table.h"
#include "encode_value.h"
#include "frozen_push.h"
#include "mark.h"
#include "steps.h"

enum { STEPS_AT_LEAST = 10 };

// -------------------------------------------------------------------- in turns

static void write_values(encoder *e, frame *f) {
  lua_State *L = e->L;
  if (f->count == 0) lualark_encoder_put(e, '[');
  while (f->count < f->length) {
    if (e->left <= 0) return;
    lua_pushvalue(L, f->at + (int)++f->count);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      lualark_mark_push_null(L);
    }
    lualark_encoder_comma(e, f);
    if (lualark_encode_value(e, lua_type(L, -1), f->base + 1, f->base)) return;
    f = lualark_encoder_innermost(e);
    lua_settop(L, f->base);
  }
  lualark_encoder_put(e, ']');
  lualark_encoder_close(e, f);
}

// Goes on with the innermost frame.
static void advance(encoder *e) {
  frame *f = lualark_encoder_innermost(e);
  switch (f->stage) {
  case STAGE_VALUES: write_values(e, f); break;
  case STAGE_STRING: lualark_encode_scalar_piece(e, f); break;
  case STAGE_FROZEN: lualark_frozen_encode(e, f); break;
  case STAGE_FEW: lualark_encode_value_few(e, f); break;
  default: lualark_encode_table(e, f); break;
  }
}

// Writes until all is done: true; or until a pause is due: false.
static bool write_on(encoder *e) {
  lualark_state *state = e->native.state;
  e->left = lualark_steps_left(state);
  while (e->depth > 0 && e->left > 0 && !e->text.failed)
    advance(e);
  if (e->text.failed) lualark_charge_starve(e->L);
  lualark_steps_note(state, e->left);
  return e->depth == 0;
}

static int go_on(lua_State *L, int status, lua_KContext context);

// Pushes the text. Where more follows, it finds the text in the encoder's
// place.
static int finish(encoder *e) {
  lua_State *L = e->L;
  lua_CFunction then = e->then;
  bool returns = e->in_turns && then == NULL;
  int self = e->self;
  lua_pushlstring(L, e->text.bytes, e->text.length_bytes);
  lualark_encoder_give_back(e); // what follows may use it
  if (returns) return 1;
  lua_replace(L, self);
  lua_settop(L, self);
  return then != NULL ? then(L) : 1;
}

static int encode_on(encoder *e) {
  lua_State *L = e->L;
  while (!write_on(e)) {
    if (!lualark_steps_pause(L, e->native.state)) continue;
    if (e->in_turns) {
      e->turn++;
      e->top = lua_gettop(L);
      return lua_yieldk(L, 0, (lua_KContext)e, go_on);
    }
    lualark_steps_resume(e->native.state);
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

static const lualark_encode_rules our_rules = {.deepest = 1000};

static encoder *begin(lua_State *L, const lualark_encode_rules *rules) {
  encoder *e = lualark_encoder_take(L);
  e->rules = rules != NULL ? *rules : our_rules;
  e->native.state->steps += STEPS_AT_LEAST;
  lualark_encode_shapes_grow(e);
  return e;
}

const lualark_encode_rules lualark_encode_whole = {.deepest = 1000,
                                                   .whole_to_integer = true};

void lualark_encode_now(lua_State *L, int index,
                        const lualark_encode_rules *rules,
                        bool empty_is_array) {
  index = lua_absindex(L, index);
  encoder *e = begin(L, rules);
  e->empty_is_list = empty_is_array;
  lualark_encode_value(e, lua_type(L, index), index, e->self);
  encode_on(e);
}

int lualark_encode_turns(lua_State *L, int index,
                         const lualark_encode_rules *rules,
                         lua_CFunction then) {
  index = lua_absindex(L, index);
  encoder *e = begin(L, rules);
  e->in_turns = true;
  e->then = then;
  lualark_encode_value(e, lua_type(L, index), index, e->self);
  return encode_on(e);
}

int lualark_encode_list(lua_State *L, int first, lua_CFunction then) {
  int last = lua_gettop(L);
  encoder *e = begin(L, NULL);
  e->in_turns = true;
  e->then = then;
  lualark_encoder_open(e, STAGE_VALUES, first - 1, e->self)->length =
      (size_t)last - (size_t)first + 1;
  return encode_on(e);
}
