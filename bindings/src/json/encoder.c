// SPDX-License-Identifier: MIT
#include "encoder.h"

#include <string.h>

#include "charge.h"

enum { KEPT_BYTES = 4096 }; // of text that a free encoder keeps

// Registry: the encoder that the state keeps.
static const char kept_key = 0;

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

// Pushes a new one, which takes the place of the one that the state keeps.
static encoder *push_new(lua_State *L, encoder *kept) {
  encoder *e = lualark_native_push(L, lualark_state_get(L), sizeof *e, release);
  lark_text_init(&e->text, &(lark_allocator){resize, e});
  use_few(e);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &kept_key);
  if (kept != NULL) kept->is_kept = false;
  e->is_kept = true;
  return e;
}

encoder *lualark_encoder_take(lua_State *L) {
  enum { ROOM = 8 };
  if (!lua_checkstack(L, ROOM)) luaL_error(L, "stack overflow");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &kept_key);
  encoder *e = lualark_native_at(L, -1);
  if (e == NULL || e->in_use || lualark_native_is_released(&e->native)) {
    lua_pop(L, 1);
    e = push_new(L, e);
  }
  e->in_use = true;
  e->L = L;
  e->allocate = lua_getallocf(L, &e->owner);
  e->can_collect = true;
  e->self = lua_gettop(L);
  e->checked = 0;
  e->then = NULL;
  e->in_turns = false;
  e->tables = e->inside = 0;
  e->empty_is_list = false;
  e->depth = e->member_count = 0;
  return e;
}

void lualark_encoder_give_back(encoder *e) {
  e->text.length_bytes = 0;
  if (!e->is_kept || e->text.capacity_bytes > KEPT_BYTES)
    lark_text_clear(&e->text);
  drop_lists(e);
  e->in_use = false;
}

void lualark_encoder_widen(encoder *e, size_t bytes) {
  if (!lark_text_reserve(&e->text, bytes)) lualark_charge_starve(e->L);
}

void lualark_encoder_check(const encoder *e, const char *bytes, size_t length) {
  if (!lark_utf8_valid(bytes, length))
    luaL_error(e->L, "a string is not UTF-8, so it has no JSON form");
}

// ---------------------------------------------------------------------- frames

size_t lualark_encoder_reserve(encoder *e) {
  if (e->depth == e->frame_room)
    e->frames = lualark_encoder_grow(e, e->frames, e->few_frames,
                                     &e->frame_room, sizeof *e->frames);
  return e->depth++;
}

frame *lualark_encoder_open(encoder *e, stage first, int at, int floor) {
  size_t place = lualark_encoder_reserve(e); // may move the frames
  frame *opened = &e->frames[place];
  *opened = (frame){.stage = first,
                    .at = at,
                    .base = at > floor ? at : floor,
                    .floor = floor,
                    .turn = e->turn,
                    .first = e->member_count};
  return opened;
}
