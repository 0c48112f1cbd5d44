// SPDX-License-Identifier: MIT
#include "encoder.h"

#include <stdlib.h>
#include <string.h>

#include "charge.h"

enum { KEPT_BYTES = 65536 }; // of text that a free encoder keeps

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

// The same for the text, which begins in the workspace.
static void *resize_text(void *user, void *block, size_t old_bytes,
                         size_t new_bytes) {
  const encoder *e = user;
  if (block == NULL || block != e->work->text)
    return resize(user, block, old_bytes, new_bytes);
  if (new_bytes == 0) return NULL;
  void *moved = resize(user, NULL, 0, new_bytes);
  if (moved != NULL) memcpy(moved, block, old_bytes);
  return moved;
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

static void use_lists(encoder *e, encoder_workspace *w) {
  e->frames = w->frames;
  e->frame_room = ENCODER_FRAMES;
  e->members = w->members;
  e->member_room = ENCODER_MEMBERS;
}

static void drop_lists(encoder *e) {
  encoder_workspace *w = e->work;
  if (e->frames != w->frames)
    resize(e, e->frames, e->frame_room * sizeof(frame), 0);
  if (e->members != w->members)
    resize(e, e->members, e->member_room * sizeof(member), 0);
  use_lists(e, w);
}

static void use_text(encoder *e, encoder_workspace *w) {
  e->text.bytes = w->text;
  e->text.length_bytes = 0;
  e->text.capacity_bytes = ENCODER_TEXT;
  e->text.failed = false;
}

static void drop_text(encoder *e) {
  if (e->text.bytes != e->work->text) lark_text_clear(&e->text);
  use_text(e, e->work);
}

// ------------------------------------------------------------------ workspaces

// The one that the state's host lends; NULL where it has none, or it is lent.
static encoder_workspace *borrow(lualark_lender *lender) {
  if (lender == NULL || lender->is_lent) return NULL;
  if (lender->spare == NULL) lender->spare = malloc(sizeof *lender->spare);
  lender->is_lent = lender->spare != NULL;
  return lender->spare;
}

static bool is_borrowed(const encoder *e) {
  const lualark_lender *lender = e->native.state->lender;
  return lender != NULL && e->work == lender->spare;
}

static void get_workspace(encoder *e) {
  encoder_workspace *w = borrow(e->native.state->lender);
  if (w == NULL) w = resize(e, NULL, 0, sizeof *w);
  if (w == NULL) {
    lualark_charge_starve(e->L);
    return; // never reached: it raises
  }
  e->work = w;
  e->keys = w->keys;
  use_lists(e, w);
  use_text(e, w);
}

static void drop_workspace(encoder *e) {
  drop_text(e);
  drop_lists(e);
  if (is_borrowed(e))
    e->native.state->lender->is_lent = false;
  else
    resize(e, e->work, sizeof *e->work, 0);
  e->work = NULL;
}

void lualark_encoder_clear(lualark_lender *lender) {
  free(lender->spare);
  lender->spare = NULL;
}

static void release(lualark_native *native) {
  encoder *e = (encoder *)native;
  e->can_collect = false;
  if (e->work != NULL) drop_workspace(e);
}

// Pushes a new one, which takes the place of the one that the state keeps and
// that is on top, if there is one. They share their shapes.
static encoder *push_new(lua_State *L) {
  encoder *e = lualark_native_push_with(L, lualark_state_get(L), sizeof *e,
                                        ENCODER_SHAPES, release);
  lark_text_init(&e->text, &(lark_allocator){resize_text, e});
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
  if (e->work == NULL) get_workspace(e);
  e->self = lua_gettop(L);
  e->checked = 0;
  e->then = NULL;
  e->in_turns = false;
  e->tables = e->inside = 0;
  e->empty_is_list = false;
  e->depth = e->member_count = 0;
  return e;
}

// Outside of an engine the state keeps the workspace, and a text that is not
// long.
void lualark_encoder_give_back(encoder *e) {
  if (!e->is_kept || e->native.state->lender != NULL) {
    drop_workspace(e);
  } else {
    e->text.length_bytes = 0;
    if (e->text.capacity_bytes > KEPT_BYTES) drop_text(e);
    drop_lists(e);
  }
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

char *lualark_encoder_try_quote(char *to, const char *bytes, size_t length) {
  uint64_t all = 0;
  *to++ = '"';
  to = lark_quote_put(to, bytes, length, &all);
  *to++ = '"';
  return lualark_encoder_is_ascii(all) || is_utf8(bytes, length) ? to : NULL;
}

void lualark_encoder_check_short(const encoder *e, const char *bytes,
                                 size_t length) {
  if (!is_utf8(bytes, length)) lualark_encoder_check(e, bytes, length);
}

// ---------------------------------------------------------------------- frames

void lualark_encoder_grow_frames(encoder *e) {
  e->frames = lualark_encoder_grow(e, e->frames, e->work->frames,
                                   &e->frame_room, sizeof *e->frames);
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
