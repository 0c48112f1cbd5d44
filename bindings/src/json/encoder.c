// SPDX-License-Identifier: MIT
#include "encoder.h"

#include <string.h>

#include "charge.h"

enum { KEPT_BYTES = 4096 }; // of text that a free encoder keeps

static const char spare_key = 0; // registry: an encoder that is free, or false

// The state's own memory, so that it counts against a script's limit.
static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  const encoder *e = user;
  void *got = e->allocate(e->owner, block, old_bytes, new_bytes);
  if (got != NULL || new_bytes == 0 || !e->can_collect) return got;
  // As Lua does where memory lacks: garbage goes first.
  lua_gc(e->L, LUA_GCCOLLECT);
  return e->allocate(e->owner, block, old_bytes, new_bytes);
}

void *lualark_encoder_grow(encoder *e, void *list, const void *few,
                           size_t *room, size_t size) {
  bool is_few = list == few;
  void *longer = resize(e, is_few ? NULL : list, is_few ? 0 : *room * size,
                        *room * 2 * size);
  if (longer == NULL) {
    lualark_charge_starve(e->L);
    return NULL; // never reached: it raises
  }
  if (is_few) memcpy(longer, few, *room * size);
  *room *= 2;
  return longer;
}

static void use_few(encoder *e) {
  e->frames = e->few_frames;
  e->frame_room = ENCODER_FRAMES;
  e->members = e->few_members;
  e->member_room = ENCODER_MEMBERS;
}

static void drop_lists(encoder *e) {
  if (e->frames != e->few_frames)
    resize(e, e->frames, e->frame_room * sizeof(frame), 0);
  if (e->members != e->few_members)
    resize(e, e->members, e->member_room * sizeof(member), 0);
  use_few(e);
}

static void release(lualark_native *native) {
  encoder *e = (encoder *)native;
  e->can_collect = false;
  lark_text_clear(&e->text);
  drop_lists(e);
}

static encoder *push_new(lua_State *L) {
  encoder *e = lualark_native_push(L, lualark_state_get(L), sizeof *e, release);
  lark_text_init(&e->text, &(lark_allocator){resize, e});
  use_few(e);
  // The slot is there from now on, so that filling it takes no memory.
  lua_pushboolean(L, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &spare_key);
  return e;
}

encoder *lualark_encoder_take(lua_State *L) {
  luaL_checkstack(L, 8, "a value to encode");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &spare_key);
  encoder *e = lualark_native_at(L, -1);
  if (e == NULL || lualark_native_is_released(&e->native)) {
    lua_pop(L, 1);
    e = push_new(L);
  } else {
    lua_pushboolean(L, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &spare_key);
  }
  e->L = L;
  e->allocate = lua_getallocf(L, &e->owner);
  e->can_collect = true;
  e->self = lua_gettop(L);
  e->then = NULL;
  e->in_turns = false;
  e->tables = 0;
  e->depth = e->member_count = 0;
  return e;
}

void lualark_encoder_give_back(encoder *e) {
  lua_State *L = e->L;
  e->text.length_bytes = 0;
  if (e->text.capacity_bytes > KEPT_BYTES) lark_text_clear(&e->text);
  drop_lists(e);
  lua_pushvalue(L, e->self);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &spare_key);
}

// ---------------------------------------------------------------------- frames

frame *lualark_encoder_open(encoder *e, stage first, int at) {
  if (e->depth == e->frame_room)
    e->frames = lualark_encoder_grow(e, e->frames, e->few_frames,
                                     &e->frame_room, sizeof *e->frames);
  frame *opened = &e->frames[e->depth++];
  *opened = (frame){
      .stage = first, .at = at, .turn = e->turn, .first = e->member_count};
  return opened;
}
