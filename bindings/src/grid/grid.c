// SPDX-License-Identifier: MIT
#include "grid.h"

#include <string.h>

#include "work.h"

static const char grid_type[] = "lark.grid";

enum { CELLS_A_STEP = 4, BYTES_A_STEP = 16 };

static void release(lualark_native *native) {
  lualark_grid *grid = (lualark_grid *)native;
  lualark_frame_drop(grid->frame);
  lualark_rowmap_drop(grid->picked);
  grid->frame = NULL;
  grid->picked = NULL;
}

lualark_grid *lualark_grid_push_empty(lua_State *L) {
  lualark_grid *grid =
      lualark_native_push(L, lualark_state_check(L), sizeof *grid, release);
  luaL_setmetatable(L, grid_type);
  return grid;
}

void lualark_grid_push(lua_State *L, lualark_frame *frame) {
  lualark_grid_push_empty(L)->frame = lualark_frame_share(frame);
}

lualark_frame *lualark_grid_check(lua_State *L, int index) {
  lualark_grid *grid = lualark_native_check_type(L, index, grid_type);
  lualark_native_check(L, &grid->native);
  return grid->frame;
}

bool lualark_grid_test(lua_State *L, int index) {
  return luaL_testudata(L, index, grid_type) != NULL;
}

uint32_t lualark_grid_check_column(lua_State *L, int index,
                                   const lualark_frame *frame) {
  lua_Integer at = luaL_checkinteger(L, index);
  luaL_argcheck(L, at >= 1 && at <= (lua_Integer)frame->width, index,
                "no such column");
  return (uint32_t)(at - 1);
}

static uint32_t check_row(lua_State *L, int index, const lualark_frame *frame) {
  lua_Integer at = luaL_checkinteger(L, index);
  luaL_argcheck(L, at >= 1 && at <= (lua_Integer)frame->count, index,
                "no such row");
  return (uint32_t)(at - 1);
}

static lualark_state *state_of(lua_State *L, int index) {
  return ((lualark_grid *)lualark_native_at(L, index))->native.state;
}

// ------------------------------------------------------------------------ rows

int lualark_grid_length(lua_State *L) {
  lua_pushinteger(L, lualark_grid_check(L, 1)->count);
  return 1;
}

void lualark_grid_push_names(lua_State *L, const lualark_frame *frame) {
  lua_createtable(L, (int)frame->width, 0);
  for (uint32_t i = 0; i < frame->width; i++) {
    lua_pushlstring(L, frame->columns[i].name, frame->columns[i].name_length);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static int grid_names(lua_State *L) {
  lualark_grid_push_names(L, lualark_grid_check(L, 1));
  return 1;
}

static int grid_column(lua_State *L) {
  size_t length = 0;
  const char *name = luaL_checklstring(L, 2, &length);
  int64_t at = lualark_frame_find(lualark_grid_check(L, 1), name, length);
  if (at < 0) return 0;
  lua_pushinteger(L, at + 1);
  return 1;
}

static int grid_may_miss(lua_State *L) {
  const lualark_frame *frame = lualark_grid_check(L, 1);
  const lualark_rowmap *map =
      frame->columns[lualark_grid_check_column(L, 2, frame)].map;
  lua_pushboolean(L, map != NULL && map->has_holes);
  return 1;
}

void lualark_grid_push_row(lua_State *L, const lualark_frame *frame,
                           uint32_t row, int names) {
  lua_createtable(L, 0, (int)frame->width);
  for (uint32_t i = 0; i < frame->width; i++) {
    lualark_text text = lualark_frame_text(frame, i, row);
    if (text.bytes == NULL) continue;
    lua_rawgeti(L, names, (lua_Integer)i + 1);
    lua_pushlstring(L, text.bytes, text.length);
    lua_rawset(L, -3);
  }
}

static int grid_row(lua_State *L) {
  const lualark_frame *frame = lualark_grid_check(L, 1);
  uint32_t row = check_row(L, 2, frame);
  lua_settop(L, 2);
  lua_createtable(L, 0, (int)frame->width);
  for (uint32_t i = 0; i < frame->width; i++) {
    lualark_text text = lualark_frame_text(frame, i, row);
    if (text.bytes == NULL) continue;
    lua_pushlstring(L, frame->columns[i].name, frame->columns[i].name_length);
    lua_pushlstring(L, text.bytes, text.length);
    lua_rawset(L, 3);
  }
  return lualark_work_return(L, state_of(L, 1), 1,
                             frame->width / CELLS_A_STEP + 1);
}

static int grid_text(lua_State *L) {
  const lualark_frame *frame = lualark_grid_check(L, 1);
  uint32_t row = check_row(L, 2, frame);
  size_t length = 0;
  const char *name = luaL_checklstring(L, 3, &length);
  int64_t at = lualark_frame_find(frame, name, length);
  if (at < 0) return 0;
  lualark_text text = lualark_frame_text(frame, (uint32_t)at, row);
  if (text.bytes == NULL) return 0;
  lua_pushlstring(L, text.bytes, text.length);
  return 1;
}

// The line where a cell of a CSV begins, from 1 on.
static int grid_line(lua_State *L) {
  const lualark_frame *frame = lualark_grid_check(L, 1);
  uint32_t row = check_row(L, 2, frame);
  uint32_t at = lualark_grid_check_column(L, 3, frame);
  lualark_text cell = lualark_frame_text(frame, at, row);
  if (cell.bytes == NULL) return 0;
  const char *text = frame->columns[at].sheet->text;
  size_t bytes = (size_t)(cell.bytes - text);
  lua_Integer line = 1;
  for (size_t i = 0; i < bytes; i++)
    line += text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
  lua_pushinteger(L, line);
  return lualark_work_return(L, state_of(L, 1), 1,
                             (uint32_t)(bytes / BYTES_A_STEP) + 1);
}

static int grid_id(lua_State *L) {
  const lualark_frame *frame = lualark_grid_check(L, 1);
  uint32_t row = check_row(L, 2, frame);
  lua_pushinteger(L, (lua_Integer)lualark_frame_id(frame, row) + 1);
  return 1;
}

// --------------------------------------------------------------------- columns

static int grid_first(lua_State *L) {
  lualark_frame *frame = lualark_grid_check(L, 1);
  lua_Integer wanted = luaL_checkinteger(L, 2);
  uint32_t count = frame->count;
  if (wanted < (lua_Integer)count) count = wanted > 0 ? (uint32_t)wanted : 0;
  lualark_grid *made = lualark_grid_push_empty(L);
  if (count == frame->count) {
    made->frame = lualark_frame_share(frame);
    return 1;
  }
  made->picked = lualark_rowmap_new(L, count);
  for (uint32_t i = 0; i < count; i++)
    made->picked->rows[i] = i;
  lualark_frame_pick(L, frame, &made->picked, &made->frame);
  return 1;
}

// Reads { column, name } at the top of the stack.
static uint32_t check_choice(lua_State *L, const lualark_frame *frame,
                             const char **name, size_t *length) {
  luaL_checktype(L, -1, LUA_TTABLE);
  lua_rawgeti(L, -1, 2);
  luaL_checktype(L, -1, LUA_TSTRING); // which the table keeps
  *name = lua_tolstring(L, -1, length);
  lua_rawgeti(L, -2, 1);
  uint32_t at = lualark_grid_check_column(L, -1, frame);
  lua_pop(L, 2);
  return at;
}

// grid:select { { column, name }, ... }
static int grid_select(lua_State *L) {
  const lualark_frame *frame = lualark_grid_check(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_Integer width = (lua_Integer)lua_rawlen(L, 2);
  luaL_argcheck(L, width <= INT16_MAX, 2, "too many columns");
  size_t name_bytes = 0;
  size_t length = 0;
  const char *name = NULL;
  for (lua_Integer i = 1; i <= width; i++) {
    lua_rawgeti(L, 2, i);
    check_choice(L, frame, &name, &length);
    luaL_argcheck(L, length < INT32_MAX, 2, "a name is too long");
    name_bytes += length + 1;
    lua_pop(L, 1);
  }
  lualark_grid *made = lualark_grid_push_empty(L);
  lualark_frame_new(L, (uint32_t)width, frame->count, name_bytes, &made->frame);
  for (lua_Integer i = 1; i <= width; i++) {
    lua_rawgeti(L, 2, i);
    uint32_t from = check_choice(L, frame, &name, &length);
    uint32_t at = (uint32_t)i - 1;
    lualark_column *column = &made->frame->columns[at];
    column->sheet = lualark_sheet_share(frame->columns[from].sheet);
    column->map = lualark_rowmap_share(frame->columns[from].map);
    column->place = frame->columns[from].place;
    lualark_frame_set_name(made->frame, at, name, length);
    lua_pop(L, 1);
  }
  return 1;
}

static const luaL_Reg own_methods[] = {
    {"names", grid_names}, {"column", grid_column}, {"may_miss", grid_may_miss},
    {"row", grid_row},     {"text", grid_text},     {"id", grid_id},
    {"first", grid_first}, {"select", grid_select}, {"line", grid_line},
    {NULL, NULL},
};

void lualark_grid_open(lua_State *L, const luaL_Reg *methods) {
  luaL_newmetatable(L, grid_type);
  lualark_native_set_finalizer(L);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushcfunction(L, lualark_grid_length);
  lua_setfield(L, -2, "__len");
  lua_newtable(L);
  luaL_setfuncs(L, own_methods, 0);
  luaL_setfuncs(L, methods, 0);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}
