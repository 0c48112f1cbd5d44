// SPDX-License-Identifier: MIT
#include "sort.h"

#include <string.h>

#include "grid.h"
#include "number.h"
#include "work.h"

// A merge sort from the bottom up: it can stop after any row.
enum { MOST_KEYS = 16, RUN = 1 };

typedef struct sort_key {
  uint32_t column;
  bool descending, by_number;
} sort_key;

// A row with its place in the order of the first key, as far as that goes: the
// number, or the first eight bytes.
typedef struct ranked {
  uint64_t rank;
  uint32_t row;
} ranked;

typedef struct sort {
  lualark_work work;
  lualark_extents blocks;
  lualark_frame *frame;
  sort_key keys[MOST_KEYS];
  uint32_t key_count;
  uint32_t ranks; // rows that have one
  ranked *from, *to;
  size_t width;                   // of the runs that are sorted
  size_t begin, left, right, out; // of the merge that is under way
} sort;

static void release(lualark_work *work) {
  sort *s = (sort *)work;
  if (s->frame == NULL) return;
  size_t bytes = (s->frame->count + (size_t)1) * sizeof *s->from;
  lualark_extent_free(&s->blocks, s->from, bytes);
  lualark_extent_free(&s->blocks, s->to, bytes);
  lualark_frame_drop(s->frame);
  s->frame = NULL;
}

// ----------------------------------------------------------------------- ranks

static const uint64_t last_rank = UINT64_MAX;

// Doubles as numbers in the same order.
static uint64_t rank_of_number(double value) {
  uint64_t bits = 0;
  value += 0.0; // -0 is 0
  memcpy(&bits, &value, sizeof bits);
  return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static uint64_t rank_of_text(lualark_text text) {
  uint64_t rank = 0;
  for (uint32_t i = 0; i < 8; i++)
    rank = rank << 8 | (i < text.length ? (unsigned char)text.bytes[i] : 0);
  return rank;
}

// The rank of a cell; false where Lua's arithmetic is needed.
static bool rank_of(const sort_key *key, lualark_text text, uint64_t *out) {
  *out = last_rank;
  if (text.bytes == NULL) return true;
  if (key->by_number) {
    lualark_number number;
    switch (lualark_number_read(text.bytes, text.length, &number)) {
    case NUMBER_NONE: return true;
    case NUMBER_OTHER: return false;
    default: *out = rank_of_number(lualark_number_value(number));
    }
  } else {
    *out = rank_of_text(text);
  }
  if (key->descending) *out = ~*out;
  if (*out == last_rank) *out = last_rank - 1;
  return true;
}

// ------------------------------------------------------------------- comparing

static int compare_texts(lualark_text a, lualark_text b) {
  uint32_t shorter = a.length < b.length ? a.length : b.length;
  int order = memcmp(a.bytes, b.bytes, shorter);
  if (order != 0) return order;
  return (a.length > b.length) - (a.length < b.length);
}

static int compare_by(const sort *s, const sort_key *key, uint32_t a,
                      uint32_t b) {
  lualark_text x = lualark_frame_text(s->frame, key->column, a);
  lualark_text y = lualark_frame_text(s->frame, key->column, b);
  if (key->by_number) {
    uint64_t left = 0;
    uint64_t right = 0;
    rank_of(key, x, &left);
    rank_of(key, y, &right);
    return (left > right) - (left < right);
  }
  if (x.bytes == NULL || y.bytes == NULL)
    return (x.bytes == NULL) - (y.bytes == NULL);
  int order = compare_texts(x, y);
  return key->descending ? -order : order;
}

// Whether `b` comes before `a`, which stood before it.
static bool is_before(const sort *s, const ranked *b, const ranked *a) {
  if (a->rank != b->rank) return b->rank < a->rank;
  for (uint32_t i = 0; i < s->key_count; i++) {
    int order = compare_by(s, &s->keys[i], a->row, b->row);
    if (order != 0) return order > 0;
  }
  return false;
}

// --------------------------------------------------------------------- merging

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

static void begin_merge(sort *s, size_t begin) {
  s->begin = s->left = s->out = begin;
  s->right = least(begin + s->width, s->frame->count);
}

// Merges up to `most` rows; true when all runs of this width are merged.
static bool merge(sort *s, size_t most) {
  size_t count = s->frame->count;
  while (s->begin < count) {
    size_t middle = least(s->begin + s->width, count);
    size_t end = least(s->begin + 2 * s->width, count);
    while (s->out < end) {
      if (most-- == 0) return false;
      bool takes_right = s->left == middle ||
                         (s->right < end &&
                          is_before(s, &s->from[s->right], &s->from[s->left]));
      s->to[s->out++] = takes_right ? s->from[s->right++] : s->from[s->left++];
    }
    begin_merge(s, end);
  }
  return true;
}

static int finish(lua_State *L, sort *s) {
  lualark_grid *made = lualark_grid_push_empty(L);
  made->picked = lualark_rowmap_new(L, s->frame->count);
  for (uint32_t i = 0; i < s->frame->count; i++)
    made->picked->rows[i] = s->from[i].row;
  lualark_frame_pick(L, s->frame, &made->picked, &made->frame);
  return 1;
}

static int advance(lua_State *L, lualark_work *work) {
  sort *s = (sort *)work;
  uint32_t count = s->frame->count;
  work->steps = WORK_ROWS;
  if (s->ranks < count) {
    for (uint32_t i = 0; i < WORK_ROWS && s->ranks < count; i++) {
      ranked *one = &s->from[s->ranks];
      one->row = s->ranks;
      for (uint32_t k = s->key_count; k-- > 0;) {
        const sort_key *key = &s->keys[k];
        lualark_text text = lualark_frame_text(s->frame, key->column, s->ranks);
        if ((k == 0 || key->by_number) && !rank_of(key, text, &one->rank)) {
          lua_pushnil(L);
          return 1;
        }
      }
      s->ranks++;
    }
    return 0;
  }
  if (s->width == 0) {
    s->width = RUN;
    begin_merge(s, 0);
  }
  if (s->width >= count) return finish(L, s);
  if (!merge(s, WORK_ROWS)) return 0;
  ranked *sorted = s->to;
  s->to = s->from;
  s->from = sorted;
  s->width *= 2;
  begin_merge(s, 0);
  return 0;
}

static const lualark_work_kind kind = {
    .name = "sorting", .advance = advance, .release = release};

int lualark_sort_new(lua_State *L) {
  lualark_frame *frame = lualark_grid_check(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  sort *s = lualark_work_push(L, &kind, sizeof *s);
  s->blocks = lualark_extents_of(L);
  s->frame = lualark_frame_share(frame);
  lua_Integer count = (lua_Integer)lua_rawlen(L, 2);
  luaL_argcheck(L, count >= 1 && count <= MOST_KEYS, 2, "1 to 16 keys");
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 2, i);
    luaL_checktype(L, -1, LUA_TTABLE);
    lua_rawgeti(L, -1, 1);
    lua_rawgeti(L, -2, 2);
    lua_rawgeti(L, -3, 3);
    s->keys[i - 1] =
        (sort_key){.column = lualark_grid_check_column(L, -3, frame),
                   .descending = lua_toboolean(L, -2),
                   .by_number = lua_toboolean(L, -1)};
    lua_pop(L, 4);
    s->key_count++;
  }
  size_t bytes = (frame->count + (size_t)1) * sizeof *s->from;
  s->from = lualark_extent_resize(L, NULL, 0, bytes);
  s->to = lualark_extent_resize(L, NULL, 0, bytes);
  return 1;
}
