// SPDX-License-Identifier: MIT

/// A sheet: the text of a CSV file and where its cells are in it. Every text
/// stands in memory once, where the file has it.
///
///     text    i d , n a m e \n 6 9 3 , Z o e \n
///     cells   [ {8, 3} {12, 3} ]   a row after the other
///
/// Grids share sheets, and count their references. A sheet does not change
/// once it is read.
#ifndef LUALARK_SHEET_H
#define LUALARK_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "extent.h"

#define SHEET_ROWS_MOST (UINT32_MAX - 1)

/// Readable bytes behind the text, for whole words.
enum { SHEET_PADDING = 64 };

typedef struct lualark_cell {
  uint32_t at, length; ///< bytes of the sheet's text
} lualark_cell;

typedef struct lualark_sheet {
  uint32_t references;
  lualark_extents blocks;
  char *text;
  size_t length, capacity; ///< of the text, in bytes; with the padding
  uint32_t width;          ///< columns; 0 until the header is known
  uint32_t count;          ///< rows, without the header
  lualark_cell *header;    ///< the names of the columns, `width` of them
  // Rows are kept in pieces, as the block that a script gets is limited.
  lualark_cell **pieces;
  size_t piece_count, piece_room;
  uint32_t shift; ///< a piece has 1 << shift rows
} lualark_sheet;

/// A new sheet without text, with one reference.
lualark_sheet *lualark_sheet_new(lua_State *L);

void lualark_sheet_drop(lualark_sheet *sheet);

static inline lualark_sheet *lualark_sheet_share(lualark_sheet *sheet) {
  sheet->references++;
  return sheet;
}

/// Makes room for `bytes` more of text. False where the text would pass 4 GiB.
bool lualark_sheet_reserve(lua_State *L, lualark_sheet *sheet, size_t bytes);

/// Sets the width, which makes the header and the size of the pieces.
void lualark_sheet_set_width(lua_State *L, lualark_sheet *sheet,
                             uint32_t width);

/// The cells of a new last row, not yet counted.
lualark_cell *lualark_sheet_next_row(lua_State *L, lualark_sheet *sheet);

static inline const lualark_cell *lualark_sheet_row(const lualark_sheet *sheet,
                                                    uint32_t row) {
  uint32_t within = row & ((UINT32_C(1) << sheet->shift) - 1);
  return sheet->pieces[row >> sheet->shift] + (size_t)within * sheet->width;
}

#endif
