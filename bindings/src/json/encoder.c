// SPDX-License-Identifier: MIT
#include "encoder.h"

#include <string.h>

#include "charge.h"

enum { KEPT_BYTES = 4096 }; // of text that a free encoder keeps

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

// Pushes a new one, which takes the place of the one that the state keeps and
// that is on top, if there is one. They share their shapes.
static encoder *push_new(lua_State *L) {
  encoder *e = lualark_native_push_with(L, lualark_state_get(L), sizeof *e,
                                        ENCODER_SHAPES, release);
  lark_text_init(&e->text, &(lark_allocator){resize, e});
  use_few(e);
  encoder *kept = lualark_native_at(L, -2);
  if (kept != NULL) {
    kept->is_kept = false;
    lua_getiuservalue(L, -2, ENCODER_SHAPES);
    lua_setiuservalue(L, -2, ENCODER_SHAPES);
    e->shapes = kept->shapes;
  }
  lua_pushvalue(L, -1);
  lualark_state_keep(L, LUALARK_KEPT_ENCODER);
  e->is_kept = true;
  lua_remove(L, -2);
  return e;
}

encoder *lualark_encoder_take(lua_State *L) {
  enum { ROOM = 8 };
  if (!lua_checkstack(L, ROOM)) luaL_error(L, "stack overflow");
  lualark_state_push_kept(L, LUALARK_KEPT_ENCODER);
  encoder *e = lualark_native_at(L, -1);
  if (e == NULL || e->in_use || lualark_native_is_released(&e->native))
    e = push_new(L);
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

// Whether a short string is UTF-8. Most characters that are not ASCII are
// Chinese ones, of three bytes; the rest is seldom.
static bool is_utf8(const char *bytes, size_t length) {
  const unsigned char *at = (const unsigned char *)bytes;
  const unsigned char *end = at + length;
  while (at < end) {
    if (*at < 0x80)
      at++;
    else if (end - at >= 3 && *at > 0xe0 && *at < 0xf0 && *at != 0xed &&
             (at[1] & 0xc0) == 0x80 && (at[2] & 0xc0) == 0x80)
      at += 3;
    else
      return lark_utf8_valid(bytes, length);
  }
  return true;
}

static inline char *quote(char *to, const char *bytes, size_t length,
                          bool *is_ascii) {
  uint64_t all = 0;
  *to++ = '"';
  to = lark_quote_put(to, bytes, length, &all);
  *to++ = '"';
  *is_ascii = (all & UINT64_MAX / 255 * 0x80) == 0;
  return to;
}

char *lualark_encoder_try_quote(char *to, const char *bytes, size_t length) {
  bool is_ascii = false;
  char *end = quote(to, bytes, length, &is_ascii);
  return is_ascii || is_utf8(bytes, length) ? end : NULL;
}

char *lualark_encoder_quote(const encoder *e, char *to, const char *bytes,
                            size_t length) {
  bool is_ascii = false;
  char *end = quote(to, bytes, length, &is_ascii);
  if (!is_ascii && !is_utf8(bytes, length))
    lualark_encoder_check(e, bytes, length); // it raises
  return end;
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
