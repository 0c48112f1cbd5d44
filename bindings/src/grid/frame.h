// SPDX-License-Identifier: MIT

/// A frame: columns of one length, each a column of a sheet and the rows of it
/// that are meant. What a grid holds. A frame does not change once it is made,
/// so that choosing, sorting and joining rows copies no texts:
///
///     sheet    rows 0 to 99,999
///     map      [ 4711, 3, 88 ]      the rows of a frame of three
///     columns  { sheet, place 0, map }  { sheet, place 1, map }
#ifndef LUALARK_FRAME_H
#define LUALARK_FRAME_H

#include "sheet.h"

/// In a map: the cell is missing.
#define FRAME_NO_ROW UINT32_MAX

/// Row numbers, shared by columns.
typedef struct lualark_rowmap {
  uint32_t references;
  uint32_t count;
  lualark_extents blocks;
  bool has_holes; ///< one of the rows is FRAME_NO_ROW
  uint32_t rows[];
} lualark_rowmap;

typedef struct lualark_column {
  lualark_sheet *sheet;
  lualark_rowmap *map; ///< NULL: the sheet's rows as they are
  uint32_t place;      ///< the column of the sheet
  uint32_t name_length;
  const char *name; ///< in the frame's `names`; ends in a NUL
} lualark_column;

typedef struct lualark_frame {
  uint32_t references;
  uint32_t width, count;
  lualark_extents blocks;
  lualark_rowmap *ids; ///< which row of the first frame each is; NULL: itself
  char *names;
  size_t name_bytes;
  size_t bytes; ///< of this block
  lualark_column columns[];
} lualark_frame;

/// A text of a cell; `bytes` is NULL where the cell is missing.
typedef struct lualark_text {
  const char *bytes;
  uint32_t length;
} lualark_text;

lualark_rowmap *lualark_rowmap_new(lua_State *L, uint32_t count);
void lualark_rowmap_drop(lualark_rowmap *map);

static inline lualark_rowmap *lualark_rowmap_share(lualark_rowmap *map) {
  if (map != NULL) map->references++;
  return map;
}

/// A new frame of `width` empty columns and `count` rows, with one reference
/// and room for `name_bytes` of names, each with a NUL.
///
/// The new frame is put into `*keeper` before anything can fail, so that its
/// owner frees it.
void lualark_frame_new(lua_State *L, uint32_t width, uint32_t count,
                       size_t name_bytes, lualark_frame **keeper);
void lualark_frame_drop(lualark_frame *frame);

static inline lualark_frame *lualark_frame_share(lualark_frame *frame) {
  frame->references++;
  return frame;
}

/// Sets the name of the column `at`; columns get their names in their order.
void lualark_frame_set_name(lualark_frame *frame, uint32_t at, const char *name,
                            size_t length);

/// The whole sheet as a frame.
void lualark_frame_of_sheet(lua_State *L, lualark_sheet *sheet,
                            lualark_frame **keeper);

/// These rows of `frame`: `*picked` becomes the new frame's, and is NULL then.
void lualark_frame_pick(lua_State *L, lualark_frame *frame,
                        lualark_rowmap **picked, lualark_frame **keeper);

/// The column of this name; -1 if there is none.
int64_t lualark_frame_find(const lualark_frame *frame, const char *name,
                           size_t length);

/// The row of the first frame that `row` is.
static inline uint32_t lualark_frame_id(const lualark_frame *frame,
                                        uint32_t row) {
  return frame->ids != NULL ? frame->ids->rows[row] : row;
}

static inline lualark_text lualark_frame_text(const lualark_frame *frame,
                                              uint32_t at, uint32_t row) {
  const lualark_column *column = &frame->columns[at];
  if (column->map != NULL) row = column->map->rows[row];
  if (row == FRAME_NO_ROW) return (lualark_text){NULL, 0};
  const lualark_cell *cell =
      lualark_sheet_row(column->sheet, row) + column->place;
  return (lualark_text){column->sheet->text + cell->at, cell->length};
}

#endif
