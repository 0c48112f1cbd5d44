// SPDX-License-Identifier: MIT
#include "frame.h"

#include <string.h>

// ------------------------------------------------------------------------ maps

static size_t map_bytes(uint32_t count) {
  return sizeof(lualark_rowmap) + (size_t)count * sizeof(uint32_t);
}

lualark_rowmap *lualark_rowmap_new(lua_State *L, uint32_t count) {
  lualark_rowmap *map = lualark_extent_resize(L, NULL, 0, map_bytes(count));
  *map = (lualark_rowmap){
      .references = 1, .count = count, .blocks = lualark_extents_of(L)};
  return map;
}

void lualark_rowmap_drop(lualark_rowmap *map) {
  if (map == NULL || --map->references > 0) return;
  lualark_extents blocks = map->blocks;
  lualark_extent_free(&blocks, map, map_bytes(map->count));
}

// ---------------------------------------------------------------------- frames

void lualark_frame_new(lua_State *L, uint32_t width, uint32_t count,
                       size_t name_bytes, lualark_frame **keeper) {
  size_t bytes = sizeof(lualark_frame) + width * sizeof(lualark_column);
  lualark_frame *frame = lualark_extent_take(L, bytes);
  frame->references = 1;
  frame->width = width;
  frame->count = count;
  frame->blocks = lualark_extents_of(L);
  frame->bytes = bytes;
  lualark_frame_drop(*keeper);
  *keeper = frame;
  frame->names = lualark_extent_take(L, name_bytes + 1);
  frame->name_bytes = name_bytes + 1;
}

void lualark_frame_drop(lualark_frame *frame) {
  if (frame == NULL || --frame->references > 0) return;
  for (uint32_t i = 0; i < frame->width; i++) {
    lualark_sheet_drop(frame->columns[i].sheet);
    lualark_rowmap_drop(frame->columns[i].map);
  }
  lualark_rowmap_drop(frame->ids);
  lualark_extents blocks = frame->blocks;
  lualark_extent_free(&blocks, frame->names, frame->name_bytes);
  lualark_extent_free(&blocks, frame, frame->bytes);
}

void lualark_frame_set_name(lualark_frame *frame, uint32_t at, const char *name,
                            size_t length) {
  char *to = frame->names;
  if (at > 0) {
    const lualark_column *before = &frame->columns[at - 1];
    to += before->name - frame->names + before->name_length + 1;
  }
  memcpy(to, name, length);
  to[length] = '\0';
  frame->columns[at].name = to;
  frame->columns[at].name_length = (uint32_t)length;
}

void lualark_frame_of_sheet(lua_State *L, lualark_sheet *sheet,
                            lualark_frame **keeper) {
  size_t name_bytes = 0;
  for (uint32_t i = 0; i < sheet->width; i++)
    name_bytes += sheet->header[i].length + 1;
  lualark_frame_new(L, sheet->width, sheet->count, name_bytes, keeper);
  lualark_frame *frame = *keeper;
  for (uint32_t i = 0; i < sheet->width; i++) {
    frame->columns[i].sheet = lualark_sheet_share(sheet);
    frame->columns[i].place = i;
    lualark_frame_set_name(frame, i, sheet->text + sheet->header[i].at,
                           sheet->header[i].length);
  }
}

// The rows of `map` at the places that `picked` names.
static lualark_rowmap *composed(lua_State *L, const lualark_rowmap *map,
                                const lualark_rowmap *picked) {
  lualark_rowmap *made = lualark_rowmap_new(L, picked->count);
  made->has_holes = map->has_holes || picked->has_holes;
  for (uint32_t i = 0; i < picked->count; i++) {
    uint32_t at = picked->rows[i];
    made->rows[i] = at == FRAME_NO_ROW ? at : map->rows[at];
  }
  return made;
}

// The map of the column `at`: made once for all columns that share one.
static void set_map(lua_State *L, const lualark_frame *old,
                    lualark_rowmap *picked, lualark_frame *made, uint32_t at) {
  lualark_rowmap *map = old->columns[at].map;
  if (map == NULL) {
    made->columns[at].map = lualark_rowmap_share(picked);
    return;
  }
  for (uint32_t i = 0; i < at; i++) {
    if (old->columns[i].map == map) {
      made->columns[at].map = lualark_rowmap_share(made->columns[i].map);
      return;
    }
  }
  made->columns[at].map = composed(L, map, picked);
}

void lualark_frame_pick(lua_State *L, lualark_frame *frame,
                        lualark_rowmap **picked, lualark_frame **keeper) {
  lualark_frame_new(L, frame->width, (*picked)->count, frame->name_bytes,
                    keeper);
  lualark_frame *made = *keeper;
  for (uint32_t i = 0; i < frame->width; i++) {
    const lualark_column *column = &frame->columns[i];
    made->columns[i].sheet = lualark_sheet_share(column->sheet);
    made->columns[i].place = column->place;
    lualark_frame_set_name(made, i, column->name, column->name_length);
    set_map(L, frame, *picked, made, i);
  }
  made->ids = frame->ids != NULL ? composed(L, frame->ids, *picked)
                                 : lualark_rowmap_share(*picked);
  lualark_rowmap_drop(*picked);
  *picked = NULL;
}

int64_t lualark_frame_find(const lualark_frame *frame, const char *name,
                           size_t length) {
  for (uint32_t i = 0; i < frame->width; i++) {
    const lualark_column *column = &frame->columns[i];
    if (column->name_length == length &&
        memcmp(column->name, name, length) == 0)
      return i;
  }
  return -1;
}
