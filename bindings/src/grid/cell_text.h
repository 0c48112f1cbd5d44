// SPDX-License-Identifier: MIT

/// A cell as it is written in CSV and in HTML; and the buffer that it goes to.
#ifndef LUALARK_CELL_TEXT_H
#define LUALARK_CELL_TEXT_H

#include "frame.h"
#include "number_text.h"

typedef struct lualark_buffer {
  char *bytes;
  size_t length, room;
} lualark_buffer;

/// A part of a buffer.
typedef struct lualark_piece {
  size_t at, length;
} lualark_piece;

/// Adds text, which is not the buffer's own. Raises without memory.
void lualark_cell_text_add(lua_State *L, lualark_buffer *buffer,
                           const char *text, size_t length);

void lualark_cell_text_clear(const lualark_extents *blocks,
                             lualark_buffer *buffer);

typedef enum lualark_cell_format { CELL_CSV, CELL_HTML } lualark_cell_format;

typedef enum lualark_cell_kind {
  CELL_TEXT,
  CELL_NUMBER,
  CELL_FIXED,
  CELL_ASK ///< Lua writes each
} lualark_cell_kind;

typedef struct lualark_cell_style {
  lualark_cell_kind kind;
  bool is_grouped; ///< numbers have separators of thousands
  uint32_t places, longest;
  lualark_piece before, after, before_long; ///< of another buffer
} lualark_cell_style;

/// Writes a cell into `out`; the pieces of its style are in `kept`. False, with
/// nothing written, for what Lua has to write: a number that is none or a long
/// one, text that a spreadsheet would run, text with control characters or of
/// unknown width.
bool lualark_cell_text(lua_State *L, lualark_buffer *out,
                       const lualark_buffer *kept, lualark_cell_format format,
                       const lualark_cell_style *style, lualark_text text);

#endif
