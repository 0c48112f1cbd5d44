// SPDX-License-Identifier: MIT
#include "gather.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grid.h"
#include "work.h"

enum { MOST_COLUMNS = 64, CELLS_A_PIECE = 4096, STEPS_A_CELL = 2, DIGITS = 32 };

// The kinds of values that a column has.
enum { HAS_TEXT = 1, HAS_INTEGER = 2, HAS_FLOAT = 4 };

typedef struct gather {
  lualark_work work;
  lualark_sheet *sheet;
  uint32_t width, count; // 0: not begun
  lua_Integer before;    // rows of the list that are not wanted
  lualark_rowmap *maps[MOST_COLUMNS];
  unsigned char kinds[MOST_COLUMNS];
} gather;

static void release(lualark_work *work) {
  gather *g = (gather *)work;
  lualark_sheet_drop(g->sheet);
  g->sheet = NULL;
  for (uint32_t i = 0; i < g->width; i++) {
    lualark_rowmap_drop(g->maps[i]);
    g->maps[i] = NULL;
  }
}

static int advance(lua_State *L, lualark_work *work) {
  (void)work;
  return luaL_error(L, "gathering has gather() in place of step()");
}

static const lualark_work_kind kind = {
    .name = "gathering", .advance = advance, .release = release};

int lualark_gather_new(lua_State *L) {
  gather *g = lualark_work_push(L, &kind, sizeof *g);
  g->sheet = lualark_sheet_new(L);
  return 1;
}

// Copies a text behind those of the sheet. False where they are too many.
static bool add_text(lua_State *L, gather *g, const char *text, size_t length,
                     lualark_cell *cell) {
  if (!lualark_sheet_reserve(L, g->sheet, length)) return false;
  *cell = (lualark_cell){(uint32_t)g->sheet->length, (uint32_t)length};
  memcpy(g->sheet->text + g->sheet->length, text, length);
  g->sheet->length += length;
  return true;
}

// The names of the columns, and a map for each.
static bool begin(lua_State *L, gather *g) {
  lua_Integer width = (lua_Integer)lua_rawlen(L, 3);
  lua_Integer first = luaL_optinteger(L, 4, 1);
  lua_Integer last = luaL_optinteger(L, 5, (lua_Integer)lua_rawlen(L, 2));
  luaL_argcheck(L, width >= 1 && width <= MOST_COLUMNS, 3, "1 to 64 keys");
  luaL_argcheck(L, first >= 1, 4, "rows begin at 1");
  if (last < first || last > (lua_Integer)lua_rawlen(L, 2)) return false;
  if (last - first >= (lua_Integer)SHEET_ROWS_MOST) return false;
  uint32_t count = (uint32_t)(last - first + 1);
  lualark_sheet_set_width(L, g->sheet, (uint32_t)width);
  for (lua_Integer i = 1; i <= width; i++) {
    size_t length = 0;
    lua_rawgeti(L, 3, i);
    luaL_argcheck(L, lua_type(L, -1) == LUA_TSTRING, 3, "a key is a text");
    const char *name = lua_tolstring(L, -1, &length);
    if (!add_text(L, g, name, length, &g->sheet->header[i - 1])) return false;
    lua_pop(L, 1);
    g->maps[i - 1] = lualark_rowmap_new(L, count);
    g->width++;
  }
  g->count = count;
  g->before = first - 1;
  return true;
}

// ---------------------------------------------------------------------- values

// Puts the member `key` in the place of the value on top; nil where that is no
// table. False for a table that is not plain.
static bool member(lua_State *L, const char *key, size_t length) {
  if (lua_type(L, -1) != LUA_TTABLE) {
    lua_pushnil(L);
  } else {
    if (lua_getmetatable(L, -1)) return false;
    lua_pushlstring(L, key, length);
    lua_rawget(L, -2);
  }
  lua_remove(L, -2);
  return true;
}

// Pushes the field of the row on top: the member with the whole name, else the
// one at its path. False where Lua has to read it.
static bool push_field(lua_State *L, const char *key, size_t length) {
  lua_pushvalue(L, -1);
  if (!member(L, key, length) || strlen(key) != length) return false;
  if (!lua_isnil(L, -1) || strchr(key, '.') == NULL) return true;
  lua_pop(L, 1);
  lua_pushvalue(L, -1);
  for (const char *step = key; *step != '\0';) {
    const char *dot = strchr(step, '.');
    size_t bytes = dot != NULL ? (size_t)(dot - step) : strlen(step);
    if (bytes == 0 || !member(L, step, bytes)) return false;
    step += bytes + (dot != NULL);
  }
  return true;
}

// The shortest text that reads back as the same number, as decimal.lua has it.
// False where it has an exponent, which says otherwise in a text.
static bool float_text(double value, char *out, size_t *length) {
  for (int digits = 15; digits <= 17; digits++) {
    *length = (size_t)snprintf(out, DIGITS, "%.*g", digits, value);
    if (strtod(out, NULL) == value) break;
  }
  return strpbrk(out, "eE,") == NULL;
}

// Copies the value on top. False where Lua has to read it.
static bool add_value(lua_State *L, gather *g, uint32_t at,
                      lualark_cell *cell) {
  char digits[DIGITS];
  size_t length = 0;
  const char *text = digits;
  bool is_null = lua_islightuserdata(L, -1) && lua_touserdata(L, -1) == NULL;
  *cell = (lualark_cell){0, 0};
  bool is_infinite =
      lua_type(L, -1) == LUA_TNUMBER && !isfinite(lua_tonumber(L, -1));
  if (lua_isnil(L, -1) || is_null || is_infinite) {
    g->maps[at]->has_holes = true;
    g->maps[at]->rows[g->sheet->count] = FRAME_NO_ROW;
    return true;
  }
  if (lua_type(L, -1) == LUA_TSTRING) {
    text = lua_tolstring(L, -1, &length);
    g->kinds[at] |= HAS_TEXT;
  } else if (lua_isinteger(L, -1)) {
    length = (size_t)snprintf(digits, sizeof digits, LUA_INTEGER_FMT,
                              lua_tointeger(L, -1));
    g->kinds[at] |= HAS_INTEGER;
  } else if (lua_type(L, -1) == LUA_TNUMBER) {
    if (!float_text(lua_tonumber(L, -1), digits, &length)) return false;
    g->kinds[at] |= HAS_FLOAT;
  } else {
    return false;
  }
  g->maps[at]->rows[g->sheet->count] = g->sheet->count;
  return add_text(L, g, text, length, cell);
}

// Copies the row on top.
static bool add_row(lua_State *L, gather *g) {
  lualark_cell *cells = lualark_sheet_next_row(L, g->sheet);
  for (uint32_t i = 0; i < g->width; i++) {
    const lualark_cell *name = &g->sheet->header[i];
    int top = lua_gettop(L);
    lua_rawgeti(L, 3, (lua_Integer)i + 1);
    size_t length = 0;
    const char *key =
        lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : "";
    luaL_argcheck(L, length == name->length, 3, "the keys have changed");
    lua_insert(L, -2); // the key stays below the row
    bool done = push_field(L, key, length) && add_value(L, g, i, &cells[i]);
    if (!done) return false;
    lua_settop(L, top + 1);
    lua_remove(L, -2);
  }
  g->sheet->count++;
  return true;
}

// ------------------------------------------------------------------ the result

static const char *kind_name(unsigned char kinds) {
  if (kinds == 0) return "";
  if (kinds == HAS_TEXT) return "text";
  if ((kinds & HAS_TEXT) != 0) return "mixed";
  return kinds == HAS_INTEGER ? "integer" : "number";
}

static int push_result(lua_State *L, gather *g) {
  lua_pushboolean(L, 1);
  lualark_grid *made = lualark_grid_push_empty(L);
  lualark_frame_of_sheet(L, g->sheet, &made->frame);
  lua_createtable(L, (int)g->width, 0);
  for (uint32_t i = 0; i < g->width; i++) {
    if (g->maps[i]->has_holes) {
      made->frame->columns[i].map = g->maps[i];
      g->maps[i] = NULL;
    }
    lua_pushstring(L, kind_name(g->kinds[i]));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 3;
}

static uint32_t cells_of(const gather *g) {
  return g->sheet->count * g->width;
}

// Gathers some rows. Returns how many results it pushed.
static int gather_some(lua_State *L, gather *g) {
  bool fits = g->width > 0 || begin(L, g);
  uint32_t cells = cells_of(g);
  size_t bytes = g->sheet->length;
  while (fits && cells_of(g) - cells < CELLS_A_PIECE &&
         g->sheet->length - bytes < WORK_BYTES) {
    if (g->sheet->count == g->count) break;
    lua_rawgeti(L, 2, g->before + g->sheet->count + 1);
    fits = lua_type(L, -1) == LUA_TTABLE && add_row(L, g);
    lua_settop(L, 5);
  }
  g->work.steps = (cells_of(g) - cells + 1) * STEPS_A_CELL;
  if (fits && g->sheet->count == g->count) return push_result(L, g);
  if (fits)
    lua_pushboolean(L, 0);
  else
    lua_pushnil(L);
  return 1;
}

int lualark_gather_gather(lua_State *L) {
  gather *g = lualark_work_check(L, 1, &kind);
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 5);
  luaL_checkstack(L, 12, "the fields of a row");
  g->work.busy = true;
  int count = gather_some(L, g);
  g->work.busy = false;
  if (count == 3 || lua_isnil(L, -1)) {
    g->work.over = true;
    release(&g->work);
  }
  return lualark_work_return(L, g->work.native.state, count, g->work.steps);
}
