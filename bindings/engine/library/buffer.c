// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <string.h>

#include "buffer.h"

enum { LEAST = 256 };

void lualark_buffer_init(lualark_buffer *b, int place, char *first,
                         size_t room) {
  *b = (lualark_buffer){.bytes = first, .room = room, .place = place};
}

static void move_to(lua_State *L, lualark_buffer *b, size_t room) {
  char *bytes = lua_newuserdatauv(L, room, 0);
  if (b->length > 0) memcpy(bytes, b->bytes, b->length);
  lua_replace(L, b->place);
  b->bytes = bytes;
  b->room = room;
}

char *lualark_buffer_reserve(lua_State *L, lualark_buffer *b, size_t more) {
  if (more > b->room - b->length) {
    if (more > PTRDIFF_MAX - b->length) luaL_error(L, "buffer too large");
    // No room is above PTRDIFF_MAX, since no userdata is: this cannot overflow.
    size_t twice = b->room > 0 ? b->room * 2 : LEAST;
    size_t needed = b->length + more;
    move_to(L, b, twice > needed ? twice : needed);
  }
  return b->bytes + b->length;
}

void lualark_buffer_add(lua_State *L, lualark_buffer *b, const char *bytes,
                        size_t length) {
  if (length == 0) return;
  memcpy(lualark_buffer_reserve(L, b, length), bytes, length);
  b->length += length;
}

void lualark_buffer_add_value(lua_State *L, lualark_buffer *b) {
  size_t length = 0;
  const char *bytes = lua_tolstring(L, -1, &length);
  // The value stays where it is: growing pushes above it, and pops again.
  lualark_buffer_add(L, b, bytes, length);
  lua_pop(L, 1);
}

void lualark_buffer_keep(lua_State *L, lualark_buffer *b) {
  if (lua_type(L, b->place) != LUA_TUSERDATA) move_to(L, b, b->room);
}

void lualark_buffer_push(lua_State *L, const lualark_buffer *b) {
  lua_pushlstring(L, b->bytes, b->length);
}
