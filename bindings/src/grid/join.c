// SPDX-License-Identifier: MIT
#include "join.h"

#include <string.h>

#include "grid.h"
#include "intern.h"
#include "work.h"

enum { MOST_KEYS = 16 };

// A list of row numbers that grows.
typedef struct list {
  uint32_t *rows;
  size_t count, room;
} list;

static void add(lua_State *L, list *to, uint32_t row) {
  if (to->count == UINT32_MAX - 1) luaL_error(L, "a join has too many rows");
  if (to->count == to->room)
    to->rows = lualark_extent_grow(L, to->rows, &to->room, sizeof *to->rows);
  to->rows[to->count++] = row;
}

typedef struct join {
  lualark_work work;
  lualark_extents blocks;
  lualark_frame *left, *right;
  uint32_t left_keys[MOST_KEYS], right_keys[MOST_KEYS];
  uint32_t key_count;
  bool inner;
  lualark_intern levels[MOST_KEYS];
  // Rows of the right that share a key: the first of each key, and the next.
  list firsts, lasts, nexts;
  uint32_t indexed; // rows of the right so far
  uint32_t row;     // of the left
  uint32_t match;   // the next match of that row, or FRAME_NO_ROW
  bool in_row;
  list left_rows, right_rows;
} join;

static void drop(const lualark_extents *blocks, list *old) {
  lualark_extent_free(blocks, old->rows, old->room * sizeof *old->rows);
  *old = (list){0};
}

static void release(lualark_work *work) {
  join *j = (join *)work;
  if (j->left == NULL) return;
  for (uint32_t i = 0; i < j->key_count; i++)
    lualark_intern_clear(&j->blocks, &j->levels[i]);
  drop(&j->blocks, &j->firsts);
  drop(&j->blocks, &j->lasts);
  drop(&j->blocks, &j->nexts);
  drop(&j->blocks, &j->left_rows);
  drop(&j->blocks, &j->right_rows);
  lualark_frame_drop(j->left);
  if (j->right != NULL) lualark_frame_drop(j->right);
  j->left = j->right = NULL;
}

// ------------------------------------------------------------------- the index

// Rows with a missing key match nothing.
static void index_row(lua_State *L, join *j, uint32_t row) {
  uint32_t key = 0;
  add(L, &j->nexts, FRAME_NO_ROW);
  for (uint32_t i = 0; i < j->key_count; i++) {
    lualark_text text = lualark_frame_text(j->right, j->right_keys[i], row);
    if (text.bytes == NULL) return;
    key = lualark_intern_add(L, &j->levels[i], key, text);
  }
  if (key == j->firsts.count) {
    add(L, &j->firsts, row);
    add(L, &j->lasts, row);
  } else {
    j->nexts.rows[j->lasts.rows[key]] = row;
    j->lasts.rows[key] = row;
  }
}

static uint32_t first_match(join *j, uint32_t row) {
  uint32_t key = 0;
  for (uint32_t i = 0; i < j->key_count; i++) {
    lualark_text text = lualark_frame_text(j->left, j->left_keys[i], row);
    if (text.bytes == NULL) return FRAME_NO_ROW;
    key = lualark_intern_find(&j->levels[i], key, text);
    if (key == INTERN_NONE) return FRAME_NO_ROW;
  }
  return j->firsts.rows[key];
}

// ------------------------------------------------------------------ the result

static lualark_rowmap *map_of(lua_State *L, const list *rows) {
  lualark_rowmap *map = lualark_rowmap_new(L, (uint32_t)rows->count);
  for (size_t i = 0; i < rows->count; i++) {
    map->rows[i] = rows->rows[i];
    map->has_holes |= rows->rows[i] == FRAME_NO_ROW;
  }
  return map;
}

// Makes a grid of the rows of one side.
static lualark_frame *push_side(lua_State *L, lualark_frame *frame,
                                const list *rows) {
  lualark_grid *side = lualark_grid_push_empty(L);
  side->picked = map_of(L, rows);
  lualark_frame_pick(L, frame, &side->picked, &side->frame);
  return side->frame;
}

static void copy_column(lualark_frame *to, uint32_t at,
                        const lualark_column *column) {
  to->columns[at].sheet = lualark_sheet_share(column->sheet);
  to->columns[at].map = lualark_rowmap_share(column->map);
  to->columns[at].place = column->place;
  lualark_frame_set_name(to, at, column->name, column->name_length);
}

static int finish(lua_State *L, join *j) {
  const lualark_frame *left = push_side(L, j->left, &j->left_rows);
  const lualark_frame *right = push_side(L, j->right, &j->right_rows);
  uint32_t width = left->width;
  for (uint32_t i = 0; i < right->width; i++) {
    const lualark_column *column = &right->columns[i];
    width += lualark_frame_find(left, column->name, column->name_length) < 0;
  }
  lualark_grid *made = lualark_grid_push_empty(L);
  lualark_frame_new(L, width, left->count, left->name_bytes + right->name_bytes,
                    &made->frame);
  for (uint32_t i = 0; i < left->width; i++)
    copy_column(made->frame, i, &left->columns[i]);
  uint32_t at = left->width;
  for (uint32_t i = 0; i < right->width; i++) {
    const lualark_column *column = &right->columns[i];
    if (lualark_frame_find(left, column->name, column->name_length) < 0)
      copy_column(made->frame, at++, column);
  }
  return 1;
}

// ----------------------------------------------------------------------- steps

static void join_row(lua_State *L, join *j) {
  if (!j->in_row) {
    j->match = first_match(j, j->row);
    j->in_row = true;
    if (j->match == FRAME_NO_ROW && !j->inner) {
      add(L, &j->left_rows, j->row);
      add(L, &j->right_rows, FRAME_NO_ROW);
    }
  }
  if (j->match == FRAME_NO_ROW) {
    j->row++;
    j->in_row = false;
    return;
  }
  add(L, &j->left_rows, j->row);
  add(L, &j->right_rows, j->match);
  j->match = j->nexts.rows[j->match];
}

static int advance(lua_State *L, lualark_work *work) {
  join *j = (join *)work;
  work->steps = WORK_ROWS * (1 + j->key_count) / 2;
  for (uint32_t i = 0; i < WORK_ROWS / 2; i++) {
    if (j->indexed < j->right->count)
      index_row(L, j, j->indexed++);
    else if (j->row < j->left->count)
      join_row(L, j);
    else
      return finish(L, j);
  }
  return 0;
}

static const lualark_work_kind kind = {
    .name = "joining", .advance = advance, .release = release};

static void check_keys(lua_State *L, int index, const lualark_frame *frame,
                       uint32_t *keys, lua_Integer count) {
  luaL_checktype(L, index, LUA_TTABLE);
  luaL_argcheck(L,
                (lua_Integer)lua_rawlen(L, index) == count && count >= 1 &&
                    count <= MOST_KEYS,
                index, "1 to 16 keys on both sides");
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, index, i);
    keys[i - 1] = lualark_grid_check_column(L, -1, frame);
    lua_pop(L, 1);
  }
}

int lualark_join_new(lua_State *L) {
  lualark_frame *left = lualark_grid_check(L, 1);
  lualark_frame *right = lualark_grid_check(L, 2);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 5);
  join *j = lualark_work_push(L, &kind, sizeof *j);
  j->blocks = lualark_extents_of(L);
  j->left = lualark_frame_share(left);
  j->right = lualark_frame_share(right);
  j->inner = lua_toboolean(L, 5);
  lua_Integer count = (lua_Integer)lua_rawlen(L, 3);
  check_keys(L, 3, left, j->left_keys, count);
  check_keys(L, 4, right, j->right_keys, count);
  for (lua_Integer i = 0; i < count; i++) {
    lualark_intern_init(L, &j->levels[i]);
    j->key_count++;
  }
  return 1;
}

// -------------------------------------------------------------------- matching

enum { MOST_TEXTS = 64 };

typedef struct match {
  lualark_work work;
  lualark_extents blocks;
  lualark_frame *frame;
  struct {
    uint32_t column;
    bool is_another;   // of the column before: one of its texts has to match
    lualark_text text; // its own; no bytes: missing
  } wanted[MOST_TEXTS];
  uint32_t wanted_count, row;
  list rows;
} match;

static void release_match(lualark_work *work) {
  match *m = (match *)work;
  if (m->frame == NULL) return;
  drop(&m->blocks, &m->rows);
  for (uint32_t i = 0; i < m->wanted_count; i++)
    lualark_extent_free(&m->blocks, (char *)m->wanted[i].text.bytes,
                        m->wanted[i].text.length + (size_t)1);
  lualark_frame_drop(m->frame);
  m->frame = NULL;
}

static bool is_same(lualark_text a, lualark_text b) {
  if ((a.bytes == NULL) != (b.bytes == NULL) || a.length != b.length)
    return false;
  return a.bytes == NULL || memcmp(a.bytes, b.bytes, a.length) == 0;
}

static bool does_match(const match *m, uint32_t row) {
  bool matches = true;
  for (uint32_t i = 0; i < m->wanted_count; i++) {
    bool is_another = m->wanted[i].is_another;
    if (!is_another && !matches) return false;
    if (is_another && matches) continue;
    lualark_text text = lualark_frame_text(m->frame, m->wanted[i].column, row);
    matches = is_same(text, m->wanted[i].text);
  }
  return matches;
}

static int advance_match(lua_State *L, lualark_work *work) {
  match *m = (match *)work;
  work->steps = WORK_ROWS * (1 + m->wanted_count) / 2;
  for (uint32_t i = 0; i < WORK_ROWS; i++) {
    if (m->row == m->frame->count) {
      push_side(L, m->frame, &m->rows);
      return 1;
    }
    if (does_match(m, m->row)) add(L, &m->rows, m->row);
    m->row++;
  }
  return 0;
}

static const lualark_work_kind matching = {
    .name = "matching", .advance = advance_match, .release = release_match};

// Takes the texts of { column, text or false, ... } at the top of the stack.
static void add_wanted(lua_State *L, match *m) {
  luaL_checktype(L, -1, LUA_TTABLE);
  lua_rawgeti(L, -1, 1);
  uint32_t column = lualark_grid_check_column(L, -1, m->frame);
  lua_pop(L, 1);
  lua_Integer count = (lua_Integer)lua_rawlen(L, -1);
  for (lua_Integer at = 2; at <= count; at++) {
    luaL_argcheck(L, m->wanted_count < MOST_TEXTS, 2, "too many texts");
    lualark_text kept = {NULL, 0};
    if (lua_rawgeti(L, -1, at) == LUA_TSTRING) {
      size_t length = 0;
      const char *text = lua_tolstring(L, -1, &length);
      luaL_argcheck(L, length < UINT32_MAX, 2, "the text is too long");
      char *bytes = lualark_extent_take(L, length + 1);
      memcpy(bytes, text, length);
      kept = (lualark_text){bytes, (uint32_t)length};
    }
    lua_pop(L, 1);
    m->wanted[m->wanted_count].column = column;
    m->wanted[m->wanted_count].is_another = at > 2;
    m->wanted[m->wanted_count++].text = kept;
  }
}

int lualark_join_matching(lua_State *L) {
  lualark_frame *frame = lualark_grid_check(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  match *m = lualark_work_push(L, &matching, sizeof *m);
  m->blocks = lualark_extents_of(L);
  m->frame = lualark_frame_share(frame);
  lua_Integer count = (lua_Integer)lua_rawlen(L, 2);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 2, i);
    add_wanted(L, m);
    lua_pop(L, 1);
  }
  return 1;
}
