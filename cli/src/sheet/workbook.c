// SPDX-License-Identifier: MIT
#include "workbook.h"

#include <errno.h>
#include <lauxlib.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "whole.h"
#include "xlsxwriter.h"

static const char workbook_type[] = "lualark.workbook";

enum {
  MOST_FORMATS = 256,
  // How many bytes of a sheet may be written between two looks at the space.
  LOOK_BYTES = 1 << 20,
  // A cell's XML around its text, at most.
  CELL_BYTES = 60,
  ALIGN_RIGHT = 3,
  ALIGN_TOP = 8,
};

typedef struct workbook {
  const xlsxwriter *library;
  lxw_workbook *book; // NULL: closed
  lxw_worksheet *sheet;
  lxw_format *formats[MOST_FORMATS];
  int format_count;
  uint64_t written_bytes, looked_bytes;
  char *path, *tmpdir;
} workbook;

static int refuse(lua_State *L, const char *why) {
  lua_pushnil(L);
  lua_pushstring(L, why);
  return 2;
}

static workbook *check(lua_State *L) {
  workbook *self = luaL_checkudata(L, 1, workbook_type);
  if (self->book == NULL) luaL_error(L, "the spreadsheet is closed");
  return self;
}

// Returns what a call of the library's returned, as a method's result.
static int result(lua_State *L, const workbook *self, int error) {
  if (error != 0) return refuse(L, self->library->lxw_strerror(error));
  lua_pushboolean(L, 1);
  return 1;
}

// The library does not notice a full folder. While a sheet is closed there is a
// copy of it, so twice the size is needed.
static bool has_space(const workbook *self, const char *folder, double factor) {
  struct statvfs space;
  if (statvfs(folder, &space) != 0) return true;
  double free_bytes = (double)space.f_bavail * (double)space.f_frsize;
  return free_bytes >= LOOK_BYTES * 2.0 + factor * (double)self->written_bytes;
}

static bool look_at_space(workbook *self, size_t bytes) {
  self->written_bytes += bytes + CELL_BYTES;
  if (self->written_bytes - self->looked_bytes < LOOK_BYTES) return true;
  self->looked_bytes = self->written_bytes;
  return has_space(self, self->tmpdir, 1);
}

// The command fills in the folder.
static int refuse_space(lua_State *L) {
  return refuse(L, "the temporary folder %s is too full for the sheet: make "
                   "room there, or name another one in TMPDIR");
}

// --------------------------------------------------------------------- formats

static lxw_format *format_at(lua_State *L, const workbook *self, int index) {
  if (lua_isnoneornil(L, index)) return NULL;
  lua_Integer number = luaL_checkinteger(L, index);
  luaL_argcheck(L, number >= 1 && number <= self->format_count, index,
                "no such format");
  return self->formats[number - 1];
}

static bool flag(lua_State *L, const char *name) {
  lua_getfield(L, 2, name);
  bool is_set = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return is_set;
}

static int add_format(lua_State *L) {
  workbook *self = check(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  if (self->format_count == MOST_FORMATS)
    return refuse(L, "a spreadsheet has at most 256 formats");
  lua_getfield(L, 2, "num");
  const char *num = luaL_optstring(L, -1, NULL);
  lua_getfield(L, 2, "fill");
  lua_Integer fill = luaL_optinteger(L, -1, -1);
  const xlsxwriter *x = self->library;
  lxw_format *format = x->workbook_add_format(self->book);
  if (format == NULL) return luaL_error(L, "not enough memory");
  if (num != NULL) x->format_set_num_format(format, num);
  if (fill >= 0) x->format_set_bg_color(format, (uint32_t)fill);
  if (flag(L, "bold")) x->format_set_bold(format);
  if (flag(L, "wrap")) x->format_set_text_wrap(format);
  if (flag(L, "right")) x->format_set_align(format, ALIGN_RIGHT);
  x->format_set_align(format, ALIGN_TOP);
  self->formats[self->format_count++] = format;
  lua_pushinteger(L, self->format_count);
  return 1;
}

// ---------------------------------------------------------------------- sheets

static uint32_t check_row(lua_State *L, int index) {
  lua_Integer row = luaL_checkinteger(L, index);
  luaL_argcheck(L, row >= 0 && row < 1048576, index, "no such row");
  return (uint32_t)row;
}

static uint16_t check_column(lua_State *L, int index) {
  lua_Integer column = luaL_checkinteger(L, index);
  luaL_argcheck(L, column >= 0 && column < 16384, index, "no such column");
  return (uint16_t)column;
}

static lxw_worksheet *check_sheet(lua_State *L, const workbook *self) {
  if (self->sheet == NULL) luaL_error(L, "the spreadsheet has no sheet yet");
  return self->sheet;
}

static int add_sheet(lua_State *L) {
  workbook *self = check(L);
  const char *name = luaL_checkstring(L, 2);
  lxw_worksheet *sheet =
      self->library->workbook_add_worksheet(self->book, name);
  if (sheet == NULL) return refuse(L, "a sheet cannot have this name");
  self->sheet = sheet;
  lua_pushboolean(L, 1);
  return 1;
}

static int set_width(lua_State *L) {
  workbook *self = check(L);
  lxw_worksheet *sheet = check_sheet(L, self);
  uint16_t column = check_column(L, 2);
  double width = luaL_checknumber(L, 3);
  return result(L, self,
                self->library->worksheet_set_column(
                    sheet, column, column, width, format_at(L, self, 4)));
}

// A text is written as a text, whatever it begins with. The library takes NaN
// and infinity, and writes XML that no program reads.
static int write_cell(lua_State *L) {
  workbook *self = check(L);
  lxw_worksheet *sheet = check_sheet(L, self);
  uint32_t row = check_row(L, 2);
  uint16_t column = check_column(L, 3);
  lxw_format *format = format_at(L, self, 5);
  size_t bytes = 0;
  int error = 0;
  if (lua_type(L, 4) == LUA_TNUMBER) {
    double value = lua_tonumber(L, 4);
    luaL_argcheck(L, isfinite(value), 4, "no finite number");
    error = self->library->worksheet_write_number(sheet, row, column, value,
                                                  format);
  } else {
    const char *text = luaL_checklstring(L, 4, &bytes);
    error =
        self->library->worksheet_write_string(sheet, row, column, text, format);
  }
  if (!look_at_space(self, bytes)) return refuse_space(L);
  return result(L, self, error);
}

static int freeze(lua_State *L) {
  workbook *self = check(L);
  self->library->worksheet_freeze_panes(check_sheet(L, self), check_row(L, 2),
                                        check_column(L, 3));
  return 0;
}

static int filter(lua_State *L) {
  workbook *self = check(L);
  lxw_worksheet *sheet = check_sheet(L, self);
  uint32_t row = check_row(L, 2), last_row = check_row(L, 4);
  uint16_t column = check_column(L, 3), last_column = check_column(L, 5);
  return result(L, self,
                self->library->worksheet_autofilter(sheet, row, column,
                                                    last_row, last_column));
}

// ---------------------------------------------------------------------- charts

// The text of a field of the table at `index`; it stays on the stack.
static const char *text_of(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  return luaL_optstring(L, -1, "");
}

static void name_axis(const workbook *self, lxw_chart *chart, int type,
                      const char *name, bool reverse) {
  lxw_chart_axis *axis = self->library->chart_axis_get(chart, type);
  if (axis == NULL) return;
  if (*name != '\0') self->library->chart_axis_set_name(axis, name);
  if (reverse) self->library->chart_axis_set_reverse(axis);
}

static int add_series(lua_State *L, const workbook *self, lxw_chart *chart,
                      int list) {
  lua_Integer count = luaL_len(L, list);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_geti(L, list, i);
    int one = lua_gettop(L);
    const char *name = text_of(L, one, "name");
    const char *categories = text_of(L, one, "categories");
    const char *values = text_of(L, one, "values");
    lxw_chart_series *series =
        self->library->chart_add_series(chart, categories, values);
    if (series == NULL) return luaL_error(L, "not enough memory");
    self->library->chart_series_set_name(series, name);
    lua_settop(L, one - 1);
  }
  return (int)count;
}

static int add_chart(lua_State *L) {
  // The library's numbers of the kinds.
  static const char *const kinds[] = {"bar", "stacked", "line", NULL};
  static const uint8_t types[] = {4, 5, 11};
  enum { X, Y, LEGEND_NONE = 0 };
  workbook *self = check(L);
  lxw_worksheet *sheet = check_sheet(L, self);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_getfield(L, 2, "kind");
  int kind = luaL_checkoption(L, 3, NULL, kinds);
  lua_getfield(L, 2, "series");
  luaL_checktype(L, 4, LUA_TTABLE);
  lua_getfield(L, 2, "row");
  uint32_t row = check_row(L, 5);
  lua_getfield(L, 2, "column");
  uint16_t column = check_column(L, 6);
  const char *title = text_of(L, 2, "title");
  const char *x = text_of(L, 2, "x"), *y = text_of(L, 2, "y");
  lxw_chart *chart = self->library->workbook_add_chart(self->book, types[kind]);
  if (chart == NULL) return luaL_error(L, "not enough memory");
  int count = add_series(L, self, chart, 4);
  if (*title != '\0') self->library->chart_title_set_name(chart, title);
  // Bars stand from top to bottom, as the rows do.
  name_axis(self, chart, X, x, types[kind] != types[2]);
  name_axis(self, chart, Y, y, false);
  if (count < 2) self->library->chart_legend_set_position(chart, LEGEND_NONE);
  return result(
      L, self,
      self->library->worksheet_insert_chart(sheet, row, column, chart));
}

// --------------------------------------------------------------------- the end

static void forget(workbook *self) {
  free(self->path);
  free(self->tmpdir);
  self->path = self->tmpdir = NULL;
}

static int close_book(lua_State *L) {
  workbook *self = check(L);
  bool fits = has_space(self, self->tmpdir, 1);
  lxw_workbook *book = self->book;
  self->book = NULL;
  int error = self->library->workbook_close(book);
  int count = 1;
  if (error != 0)
    count = refuse(L, self->library->lxw_strerror(error));
  else if (!fits || !whole_check(self->path))
    count = refuse_space(L);
  else
    lua_pushstring(L, self->path);
  if (count > 1) (void)unlink(self->path);
  forget(self);
  return count;
}

// Only closing frees what the library has.
static int abandon(lua_State *L) {
  workbook *self = luaL_checkudata(L, 1, workbook_type);
  if (self->book != NULL) {
    lxw_workbook *book = self->book;
    self->book = NULL;
    (void)self->library->workbook_close(book);
  }
  if (self->path != NULL) (void)unlink(self->path);
  forget(self);
  return 0;
}

static void set_metatable(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"format", add_format}, {"sheet", add_sheet},  {"width", set_width},
      {"cell", write_cell},   {"freeze", freeze},    {"filter", filter},
      {"chart", add_chart},   {"close", close_book}, {"abandon", abandon},
      {NULL, NULL},
  };
  if (luaL_newmetatable(L, workbook_type)) {
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, abandon);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
}

// Makes the private file; false where it cannot be made.
static bool make_file(workbook *self) {
  static const char name[] = "/lualark-XXXXXX";
  size_t bytes = strlen(self->tmpdir);
  char *path = malloc(bytes + sizeof name);
  if (path == NULL) return false;
  memcpy(path, self->tmpdir, bytes);
  memcpy(path + bytes, name, sizeof name);
  int fd = mkstemp(path);
  if (fd < 0) {
    free(path);
    return false;
  }
  (void)close(fd);
  self->path = path;
  return true;
}

int workbook_open(lua_State *L) {
  const char *tmpdir = luaL_checkstring(L, 1);
  const char *why = NULL;
  const xlsxwriter *library = xlsxwriter_load(&why);
  if (library == NULL) return refuse(L, why);
  workbook *self = lua_newuserdatauv(L, sizeof *self, 0);
  memset(self, 0, sizeof *self);
  set_metatable(L);
  self->library = library;
  self->tmpdir = strdup(tmpdir);
  if (self->tmpdir == NULL) return luaL_error(L, "not enough memory");
  if (!make_file(self)) {
    lua_pushnil(L);
    lua_pushliteral(L, "no file can be made in %s: %s");
    lua_pushstring(L, strerror(errno));
    return 3;
  }
  xlsxwriter_options options = {
      .constant_memory = 1, .tmpdir = self->tmpdir, .use_zip64 = 1};
  self->book = library->workbook_new_opt(self->path, &options);
  if (self->book == NULL) return refuse(L, "not enough memory");
  return 1;
}
