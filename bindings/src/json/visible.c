// SPDX-License-Identifier: MIT
#include "visible.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "lark_json.h"

enum { LONGEST = 4 };

// How many bytes the character at `text` has; 0 where it is not UTF-8.
static size_t character_bytes(const char *text, size_t left) {
  for (size_t length = 1; length <= LONGEST && length <= left; length++) {
    if (lark_utf8_valid(text, length)) return length;
  }
  return 0;
}

static uint32_t code_of(const char *text, size_t length) {
  static const unsigned char marks[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
  uint32_t code = (unsigned char)text[0] & marks[length];
  for (size_t i = 1; i < length; i++)
    code = code << 6 | ((unsigned char)text[i] & 0x3fU);
  return code;
}

// C1, and what ends a line or changes the direction of the writing.
static bool is_unseen(uint32_t code) {
  return (code >= 0x80 && code <= 0x9f) || code == 0x61c || code == 0x200e ||
         code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069);
}

size_t lualark_visible_character(const char *text, size_t left, char *room) {
  unsigned char byte = (unsigned char)text[0];
  size_t length = byte < 0x80 ? 1 : character_bytes(text, left);
  room[0] = '\0';
  if (byte == '\r')
    snprintf(room, LUALARK_VISIBLE_ROOM, "\\r");
  else if (length == 0 || byte < ' ' || byte == 0x7f)
    snprintf(room, LUALARK_VISIBLE_ROOM, "\\x%02x", byte);
  else if (length > 1 && is_unseen(code_of(text, length)))
    snprintf(room, LUALARK_VISIBLE_ROOM, "\\u{%x}",
             (unsigned)code_of(text, length));
  return length > 0 ? length : 1;
}

// Writes out one character. Returns how many bytes it read.
static size_t add(luaL_Buffer *out, const char *text, size_t left) {
  char name[LUALARK_VISIBLE_ROOM];
  if (text[0] == '\n' || text[0] == '\t') {
    luaL_addchar(out, ' ');
    return 1;
  }
  size_t length = lualark_visible_character(text, left, name);
  if (name[0] != '\0')
    luaL_addstring(out, name);
  else
    luaL_addlstring(out, text, length);
  return length;
}

void lualark_visible_push(lua_State *L, int index) {
  size_t length = 0;
  const char *text = lua_tolstring(L, index, &length);
  luaL_Buffer out;
  luaL_buffinit(L, &out);
  for (size_t at = 0; at < length;)
    at += add(&out, text + at, length - at);
  luaL_pushresult(&out);
}
