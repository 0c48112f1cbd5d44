// SPDX-License-Identifier: MIT
#include "write.h"

#include <string.h>

#include "cell_text.h"
#include "grid.h"
#include "intern.h"
#include "work.h"

enum {
  MOST_COLUMNS = 1024,
  PIECE_BYTES = 32768,
  MOST_KEPT = 4096, // answers for each column
  BYTES_A_STEP = 16
};

// Texts that Lua wrote, by the text of the cell.
typedef struct answers {
  lualark_intern texts;
  lualark_piece *pieces; // by the text's number; in `kept`
  size_t room;
} answers;

typedef struct column {
  uint32_t at;
  lualark_cell_style style;
  lualark_piece missing;
  answers answers;
} column;

typedef struct writer {
  lualark_work work;
  lualark_extents blocks;
  lualark_frame *frame;
  lualark_cell_format format;
  column *columns;
  uint32_t width;
  lualark_piece before, between, after; // of a row; in `kept`
  lualark_buffer kept, out;
  uint32_t row, cell;
  bool answered, asked;
} writer;

static void release(lualark_work *work) {
  writer *w = (writer *)work;
  if (w->frame == NULL) return;
  for (uint32_t i = 0; w->columns != NULL && i < w->width; i++) {
    answers *a = &w->columns[i].answers;
    lualark_intern_clear(&w->blocks, &a->texts);
    lualark_extent_free(&w->blocks, a->pieces, a->room * sizeof *a->pieces);
  }
  lualark_extent_free(&w->blocks, w->columns, w->width * sizeof *w->columns);
  lualark_cell_text_clear(&w->blocks, &w->kept);
  lualark_cell_text_clear(&w->blocks, &w->out);
  lualark_frame_drop(w->frame);
  w->frame = NULL;
}

// Writers are moved by write(), and have no steps of their own.
static int advance(lua_State *L, lualark_work *work) {
  (void)work;
  return luaL_error(L, "a writer has write() in place of step()");
}

static const lualark_work_kind kind = {
    .name = "writing", .advance = advance, .release = release};

// ------------------------------------------------------------------- arguments

static lualark_piece keep(lua_State *L, writer *w, const char *text,
                          size_t length) {
  lualark_piece piece = {w->kept.length, length};
  lualark_cell_text_add(L, &w->kept, text, length);
  return piece;
}

// Keeps the text of a field of the table at `index`.
static lualark_piece keep_field(lua_State *L, writer *w, int index,
                                const char *name) {
  size_t length = 0;
  lua_pushstring(L, name);
  lua_rawget(L, index);
  const char *text = luaL_optlstring(L, -1, "", &length);
  lualark_piece piece = keep(L, w, text, length);
  lua_pop(L, 1);
  return piece;
}

static lua_Integer integer_field(lua_State *L, int index, const char *name,
                                 lua_Integer default_value) {
  lua_pushstring(L, name);
  lua_rawget(L, index);
  lua_Integer value = luaL_optinteger(L, -1, default_value);
  lua_pop(L, 1);
  return value;
}

static int option_field(lua_State *L, int index, const char *name,
                        const char *const *options) {
  lua_pushstring(L, name);
  lua_rawget(L, index);
  int found = luaL_checkoption(L, -1, options[0], options);
  lua_pop(L, 1);
  return found;
}

// Reads the column that is described by the table on top.
static void read_column(lua_State *L, writer *w, column *c) {
  static const char *const kinds[] = {"text", "number", "fixed", "ask", NULL};
  luaL_checktype(L, -1, LUA_TTABLE);
  int index = lua_gettop(L);
  lua_pushliteral(L, "column");
  lua_rawget(L, index);
  c->at = lualark_grid_check_column(L, -1, w->frame);
  lua_pop(L, 1);
  c->style.kind = (lualark_cell_kind)option_field(L, index, "kind", kinds);
  lua_Integer places = integer_field(L, index, "places", 2);
  luaL_argcheck(L, places >= 0 && places <= NUMBER_MOST_PLACES, 2,
                "places are 0 to 15");
  c->style.places = (uint32_t)places;
  lua_Integer longest = integer_field(L, index, "longest", INT32_MAX);
  luaL_argcheck(L, longest >= 0 && longest <= INT32_MAX, 2, "longest");
  c->style.longest = (uint32_t)longest;
  lua_pushliteral(L, "grouped");
  lua_rawget(L, index);
  c->style.is_grouped = lua_toboolean(L, -1);
  lua_pop(L, 1);
  c->missing = keep_field(L, w, index, "missing");
  c->style.before = keep_field(L, w, index, "before");
  c->style.after = keep_field(L, w, index, "after");
  c->style.before_long = keep_field(L, w, index, "long");
  lualark_intern_init(L, &c->answers.texts);
}

int lualark_write_new(lua_State *L) {
  static const char *const formats[] = {"csv", "html", NULL};
  lualark_frame *frame = lualark_grid_check(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  lua_Integer width = (lua_Integer)lua_rawlen(L, 2);
  luaL_argcheck(L, width >= 1 && width <= MOST_COLUMNS, 2, "1 to 1024 columns");
  writer *w = lualark_work_push(L, &kind, sizeof *w);
  w->blocks = lualark_extents_of(L);
  w->frame = lualark_frame_share(frame);
  w->format = (lualark_cell_format)option_field(L, 3, "format", formats);
  w->before = keep_field(L, w, 3, "before");
  w->between = keep_field(L, w, 3, "between");
  w->after = keep_field(L, w, 3, "after");
  size_t bytes = (size_t)width * sizeof *w->columns;
  w->columns = lualark_extent_take(L, bytes);
  w->width = (uint32_t)width;
  for (lua_Integer i = 1; i <= width; i++) {
    lua_rawgeti(L, 2, i);
    read_column(L, w, &w->columns[i - 1]);
    lua_pop(L, 1);
  }
  return 1;
}

// --------------------------------------------------------------------- answers

static void add_piece(lua_State *L, writer *w, lualark_piece piece) {
  lualark_cell_text_add(L, &w->out, w->kept.bytes + piece.at, piece.length);
}

// Whether Lua wrote that text before, which is added then.
static bool add_known(lua_State *L, writer *w, column *c, lualark_text text) {
  uint32_t known = lualark_intern_find(&c->answers.texts, 0, text);
  if (known == INTERN_NONE) return false;
  add_piece(L, w, c->answers.pieces[known]);
  return true;
}

static void keep_answer(lua_State *L, writer *w, const char *answer,
                        size_t length) {
  column *c = &w->columns[w->cell];
  answers *a = &c->answers;
  if (a->texts.count == MOST_KEPT) return;
  if (a->texts.count == a->room)
    a->pieces = lualark_extent_grow(L, a->pieces, &a->room, sizeof *a->pieces);
  lualark_piece piece = keep(L, w, answer, length);
  uint32_t number = lualark_intern_add(
      L, &a->texts, 0, lualark_frame_text(w->frame, c->at, w->row));
  a->pieces[number] = piece;
}

int lualark_write_answer(lua_State *L) {
  writer *w = lualark_work_check(L, 1, &kind);
  size_t length = 0;
  const char *answer = luaL_checklstring(L, 2, &length);
  luaL_argcheck(L, w->asked, 1, "it asked for nothing");
  w->work.busy = true;
  if (lua_toboolean(L, 3)) keep_answer(L, w, answer, length);
  lualark_cell_text_add(L, &w->out, answer, length);
  w->work.busy = false;
  w->asked = false;
  w->answered = true;
  return 0;
}

// --------------------------------------------------------------------- writing

// Writes the cell that is next; false where Lua is to write it.
static bool write_cell(lua_State *L, writer *w) {
  if (w->answered) {
    w->answered = false;
    return true;
  }
  column *c = &w->columns[w->cell];
  lualark_text text = lualark_frame_text(w->frame, c->at, w->row);
  if (text.bytes == NULL) {
    add_piece(L, w, c->missing);
    return true;
  }
  return lualark_cell_text(L, &w->out, &w->kept, w->format, &c->style, text) ||
         add_known(L, w, c, text);
}

static int ask(lua_State *L, writer *w) {
  lualark_text text =
      lualark_frame_text(w->frame, w->columns[w->cell].at, w->row);
  w->asked = true;
  lua_pushinteger(L, (lua_Integer)w->cell + 1);
  lua_pushlstring(L, text.bytes, text.length);
  lua_pushinteger(L, (lua_Integer)w->row + 1);
  return 3;
}

// Writes until a piece is full, all is written, or Lua is asked: returns the
// number of values pushed for that.
static int write_on(lua_State *L, writer *w) {
  while (w->row < w->frame->count && w->out.length < PIECE_BYTES) {
    if (w->cell == 0 && !w->answered) add_piece(L, w, w->before);
    while (w->cell < w->width) {
      if (!write_cell(L, w)) return ask(L, w);
      if (++w->cell < w->width) add_piece(L, w, w->between);
    }
    add_piece(L, w, w->after);
    w->cell = 0;
    w->row++;
  }
  return 0;
}

int lualark_write_write(lua_State *L) {
  writer *w = lualark_work_check(L, 1, &kind);
  lualark_state *state = w->work.native.state;
  luaL_argcheck(L, !w->asked, 1, "it waits for an answer");
  lua_settop(L, 1);
  if (w->row == w->frame->count && w->out.length == 0) {
    lua_pushnil(L);
    return 1;
  }
  w->work.busy = true;
  int asked = write_on(L, w);
  uint32_t steps = (uint32_t)(w->out.length / BYTES_A_STEP) + 1;
  lua_pushlstring(L, w->out.bytes, w->out.length);
  lua_insert(L, -1 - asked);
  w->out.length = 0;
  w->work.busy = false;
  return lualark_work_return(L, state, asked + 1, steps);
}
