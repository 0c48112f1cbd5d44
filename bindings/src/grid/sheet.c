// SPDX-License-Identifier: MIT
#include "sheet.h"

#include <string.h>

enum { PIECE_BYTES = 65536, MOST_SHIFT = 16, FIRST_TEXT = 4096 };

lualark_sheet *lualark_sheet_new(lua_State *L) {
  lualark_sheet *sheet = lualark_extent_take(L, sizeof *sheet);
  sheet->references = 1;
  sheet->blocks = lualark_extents_of(L);
  return sheet;
}

static size_t piece_bytes(const lualark_sheet *sheet) {
  return ((size_t)sheet->width << sheet->shift) * sizeof(lualark_cell);
}

void lualark_sheet_drop(lualark_sheet *sheet) {
  if (sheet == NULL || --sheet->references > 0) return;
  lualark_extents blocks = sheet->blocks;
  for (size_t i = 0; i < sheet->piece_count; i++)
    lualark_extent_free(&blocks, sheet->pieces[i], piece_bytes(sheet));
  lualark_extent_free(&blocks, (void *)sheet->pieces,
                      sheet->piece_room * sizeof *sheet->pieces);
  lualark_extent_free(&blocks, sheet->header,
                      sheet->width * sizeof *sheet->header);
  lualark_extent_free(&blocks, sheet->text, sheet->capacity);
  lualark_extent_free(&blocks, sheet, sizeof *sheet);
}

bool lualark_sheet_reserve(lua_State *L, lualark_sheet *sheet, size_t bytes) {
  if (bytes > UINT32_MAX - SHEET_PADDING - sheet->length) return false;
  size_t needed = sheet->length + bytes + SHEET_PADDING;
  if (needed <= sheet->capacity) return true;
  size_t grown = sheet->capacity + sheet->capacity / 2;
  if (grown < FIRST_TEXT) grown = FIRST_TEXT;
  if (grown < needed) grown = needed;
  sheet->text = lualark_extent_resize(L, sheet->text, sheet->capacity, grown);
  sheet->capacity = grown;
  return true;
}

void lualark_sheet_set_width(lua_State *L, lualark_sheet *sheet,
                             uint32_t width) {
  sheet->header = lualark_extent_take(L, width * sizeof *sheet->header);
  sheet->width = width;
  sheet->shift = 0;
  while (sheet->shift < MOST_SHIFT && piece_bytes(sheet) < PIECE_BYTES / 2)
    sheet->shift++;
}

lualark_cell *lualark_sheet_next_row(lua_State *L, lualark_sheet *sheet) {
  if (sheet->count >> sheet->shift == sheet->piece_count) {
    if (sheet->piece_count == sheet->piece_room)
      sheet->pieces = (lualark_cell **)lualark_extent_grow(
          L, (void *)sheet->pieces, &sheet->piece_room, sizeof *sheet->pieces);
    sheet->pieces[sheet->piece_count] =
        lualark_extent_resize(L, NULL, 0, piece_bytes(sheet));
    sheet->piece_count++;
  }
  return (lualark_cell *)lualark_sheet_row(sheet, sheet->count);
}
