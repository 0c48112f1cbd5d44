// SPDX-License-Identifier: MIT
#include "cell_text.h"

#include <string.h>

enum { FIRST_ROOM = 256 };

// ------------------------------------------------------------------ the buffer

// Makes room for `bytes` more.
static void reserve(lua_State *L, lualark_buffer *buffer, size_t bytes) {
  if (buffer->room - buffer->length >= bytes) return;
  size_t room = buffer->room * 2;
  if (room < FIRST_ROOM) room = FIRST_ROOM;
  if (room < buffer->length + bytes) room = buffer->length + bytes;
  buffer->bytes = lualark_extent_resize(L, buffer->bytes, buffer->room, room);
  buffer->room = room;
}

void lualark_cell_text_add(lua_State *L, lualark_buffer *buffer,
                           const char *text, size_t length) {
  reserve(L, buffer, length + 1);
  memcpy(buffer->bytes + buffer->length, text, length);
  buffer->length += length;
}

void lualark_cell_text_clear(const lualark_extents *blocks,
                             lualark_buffer *buffer) {
  lualark_extent_free(blocks, buffer->bytes, buffer->room);
  *buffer = (lualark_buffer){0};
}

static void put(lualark_buffer *out, char byte) {
  out->bytes[out->length++] = byte;
}

static void add_piece(lua_State *L, lualark_buffer *out,
                      const lualark_buffer *kept, lualark_piece piece) {
  lualark_cell_text_add(L, out, kept->bytes + piece.at, piece.length);
}

// ------------------------------------------------------------------------- CSV

// Text that a spreadsheet may run as a formula begins so; EF begins a
// full-width sign.
static bool may_run(char byte) {
  switch (byte) {
  case '=':
  case '+':
  case '-':
  case '@':
  case '\t':
  case '\r':
  case '\n':
  case '\xEF': return true;
  default: return false;
  }
}

static bool needs_quotes(lualark_text text) {
  if (text.length == 0) return false;
  if (text.bytes[0] == ' ' || text.bytes[text.length - 1] == ' ') return true;
  for (uint32_t i = 0; i < text.length; i++) {
    char byte = text.bytes[i];
    if (byte == '"' || byte == ',' || byte == '\r' || byte == '\n') return true;
  }
  return false;
}

static bool csv_text(lua_State *L, lualark_buffer *out, lualark_text text) {
  if (text.length > 0 && may_run(text.bytes[0])) return false;
  if (!needs_quotes(text)) {
    lualark_cell_text_add(L, out, text.bytes, text.length);
    return true;
  }
  reserve(L, out, (size_t)text.length * 2 + 2);
  put(out, '"');
  for (uint32_t i = 0; i < text.length; i++) {
    if (text.bytes[i] == '"') put(out, '"');
    put(out, text.bytes[i]);
  }
  put(out, '"');
  return true;
}

// ------------------------------------------------------------------------ HTML

static const char *entity(char byte) {
  switch (byte) {
  case '&': return "&amp;";
  case '<': return "&lt;";
  case '>': return "&gt;";
  case '"': return "&quot;";
  case '\'': return "&#39;";
  default: return NULL;
  }
}

// Text that is written as it is, but for entities: without control characters
// and others that cannot be seen, which begin with C2, D8 and E2, and of a
// width that its length tells.
static bool is_plain(lualark_text text, uint32_t longest, bool *has_entities) {
  bool is_ascii = true;
  *has_entities = false;
  for (uint32_t i = 0; i < text.length; i++) {
    unsigned char byte = (unsigned char)text.bytes[i];
    if (byte < ' ' || byte == 0x7F || byte == 0xC2 || byte == 0xD8 ||
        byte == 0xE2)
      return false;
    is_ascii &= byte < 0x80;
    *has_entities |= entity((char)byte) != NULL;
  }
  return is_ascii || text.length <= longest;
}

static bool html_text(lua_State *L, lualark_buffer *out,
                      const lualark_buffer *kept,
                      const lualark_cell_style *style, lualark_text text) {
  enum { LONGEST_ENTITY = 6 };
  bool has_entities = false;
  if (!is_plain(text, style->longest, &has_entities)) return false;
  add_piece(L, out, kept,
            text.length > style->longest ? style->before_long : style->before);
  if (has_entities) {
    reserve(L, out, (size_t)text.length * LONGEST_ENTITY);
    for (uint32_t i = 0; i < text.length; i++) {
      const char *named = entity(text.bytes[i]);
      if (named == NULL)
        put(out, text.bytes[i]);
      else
        lualark_cell_text_add(L, out, named, strlen(named));
    }
  } else {
    lualark_cell_text_add(L, out, text.bytes, text.length);
  }
  add_piece(L, out, kept, style->after);
  return true;
}

// --------------------------------------------------------------------- numbers

// Adds a number's text: with separators of thousands if it is grouped, as in
// scripts/lark/render/grouped.lua.
static void add_number(lua_State *L, lualark_buffer *out, bool is_grouped,
                       const char *text, size_t length) {
  size_t first = length > 0 && text[0] == '-' ? 1 : 0;
  size_t end = first;
  while (end < length && text[end] >= '0' && text[end] <= '9')
    end++;
  if (!is_grouped || end - first < 4) {
    lualark_cell_text_add(L, out, text, length);
    return;
  }
  reserve(L, out, length * 2);
  for (size_t i = 0; i < length; i++) {
    put(out, text[i]);
    if (i >= first && i + 1 < end && (end - i - 1) % 3 == 0) put(out, ',');
  }
}

static bool number(lua_State *L, lualark_buffer *out,
                   const lualark_buffer *kept, const lualark_cell_style *style,
                   lualark_text text) {
  lualark_number read;
  if (lualark_number_read(text.bytes, text.length, &read) != NUMBER_SHORT)
    return false;
  add_piece(L, out, kept, style->before);
  if (style->kind == CELL_FIXED) {
    char fixed[NUMBER_TEXT_BYTES];
    size_t length = lualark_number_text(read, style->places, fixed);
    add_number(L, out, style->is_grouped, fixed, length);
  } else {
    add_number(L, out, style->is_grouped, text.bytes, text.length);
  }
  add_piece(L, out, kept, style->after);
  return true;
}

bool lualark_cell_text(lua_State *L, lualark_buffer *out,
                       const lualark_buffer *kept, lualark_cell_format format,
                       const lualark_cell_style *style, lualark_text text) {
  if (style->kind == CELL_ASK) return false;
  if (style->kind != CELL_TEXT) return number(L, out, kept, style, text);
  return format == CELL_CSV ? csv_text(L, out, text)
                            : html_text(L, out, kept, style, text);
}
